package dev.wainwright.cloud.simulated;

import java.time.Duration;

/**
 * What a simulated EC2 is like.
 *
 * @param spotVolatility the deviation of a spot price's logarithm
 * @param priceStep how long a spot price stands still
 * @param memoryOverhead the share of the memory that the hypervisor really keeps; Karpenter assumes 0.075 and finds more
 * @param addressesPerMachine how many of its subnet's addresses a machine takes
 * @param failures the share of requests that fail for no reason, half of them after having been carried out
 */
public record Ec2Settings(
        Stages stages,
        SpotLife spot,
        Droughts droughts,
        Limits limits,
        double spotVolatility,
        Duration priceStep,
        double memoryOverhead,
        int addressesPerMachine,
        double failures) {
    /** As the seeds and AWS's documents say. */
    public static final Ec2Settings TYPICAL = new Ec2Settings(
            Stages.TYPICAL, SpotLife.TYPICAL, Droughts.NONE, Limits.TYPICAL, 0.1, Duration.ofHours(1), 0.05, 10, 0);

    /** Quick, without limits and surprises: the start for what varies one thing. */
    public static final Ec2Settings CALM = new Ec2Settings(
            Stages.NONE, SpotLife.CALM, Droughts.NONE, Limits.NONE, 0, Duration.ofHours(1), 0.075, 1, 0);

    public Ec2Settings with(Stages newStages) {
        return new Ec2Settings(
                newStages,
                spot,
                droughts,
                limits,
                spotVolatility,
                priceStep,
                memoryOverhead,
                addressesPerMachine,
                failures);
    }

    public Ec2Settings with(SpotLife newSpot) {
        return new Ec2Settings(
                stages,
                newSpot,
                droughts,
                limits,
                spotVolatility,
                priceStep,
                memoryOverhead,
                addressesPerMachine,
                failures);
    }

    public Ec2Settings with(Limits newLimits) {
        return new Ec2Settings(
                stages,
                spot,
                droughts,
                newLimits,
                spotVolatility,
                priceStep,
                memoryOverhead,
                addressesPerMachine,
                failures);
    }

    public Ec2Settings with(Droughts newDroughts) {
        return new Ec2Settings(
                stages,
                spot,
                newDroughts,
                limits,
                spotVolatility,
                priceStep,
                memoryOverhead,
                addressesPerMachine,
                failures);
    }

    public Ec2Settings withSpotVolatility(double newVolatility) {
        return new Ec2Settings(
                stages,
                spot,
                droughts,
                limits,
                newVolatility,
                priceStep,
                memoryOverhead,
                addressesPerMachine,
                failures);
    }

    public Ec2Settings withMemoryOverhead(double newOverhead) {
        return new Ec2Settings(
                stages, spot, droughts, limits, spotVolatility, priceStep, newOverhead, addressesPerMachine, failures);
    }

    public Ec2Settings withAddressesPerMachine(int count) {
        return new Ec2Settings(
                stages, spot, droughts, limits, spotVolatility, priceStep, memoryOverhead, count, failures);
    }

    public Ec2Settings withFailures(double share) {
        return new Ec2Settings(
                stages, spot, droughts, limits, spotVolatility, priceStep, memoryOverhead, addressesPerMachine, share);
    }
}
