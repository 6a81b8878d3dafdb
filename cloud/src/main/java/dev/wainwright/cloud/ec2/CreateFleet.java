package dev.wainwright.cloud.ec2;

import java.util.List;

/**
 * A request for machines (karpenter-aws §4.5).
 *
 * @param clientToken the same token and parameters a second time answer with the same fleet
 * @param capacityType {@code spot} or {@code on-demand}; reserved capacity is on-demand with a reservation in the template
 * @param configs what to choose from
 * @param targetCapacity how many
 * @param tags of the instances
 */
public record CreateFleet(
        String clientToken,
        String capacityType,
        AllocationStrategy strategy,
        List<Config> configs,
        int targetCapacity,
        List<Ec2.Tag> tags) {
    public CreateFleet {
        configs = List.copyOf(configs);
        tags = List.copyOf(tags);
    }

    /** How EC2 chooses among the choices. */
    public enum AllocationStrategy {
        /** For spot: cheap among those that are seldom interrupted. */
        PRICE_CAPACITY_OPTIMIZED,
        /** For on-demand. */
        LOWEST_PRICE,
        /** For on-demand: the lowest priority first. */
        PRIORITIZED,
        /** For spot: as the priorities say, among those that are seldom interrupted. */
        CAPACITY_OPTIMIZED_PRIORITIZED
    }

    /** One way to set up machines and the places where it goes. */
    public record Config(LaunchTemplate template, List<Choice> overrides) {
        public Config {
            overrides = List.copyOf(overrides);
        }
    }

    /** One type in one subnet. */
    public record Choice(String instanceType, String subnetId, String zone, double priority) {}

    /**
     * What EC2 did: machines, and the errors that it met on the way; both may be there.
     */
    public record Fleet(List<Launched> instances, List<Shortfall> errors) {
        public Fleet {
            instances = List.copyOf(instances);
            errors = List.copyOf(errors);
        }
    }

    /** One machine, and where it came from. */
    public record Launched(String instanceId, Choice where, String imageId) {}

    /** Why one override gave nothing. */
    public record Shortfall(Ec2Error error, Choice where) {}

    /** The same request for another number of machines. */
    public CreateFleet with(String token, int capacity) {
        return new CreateFleet(token, capacityType, strategy, configs, capacity, tags);
    }
}
