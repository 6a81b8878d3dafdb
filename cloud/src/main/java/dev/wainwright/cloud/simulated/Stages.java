package dev.wainwright.cloud.simulated;

import dev.wainwright.runtime.chance.Distribution;

/**
 * How long each stage of a machine's life takes.
 *
 * @param call any request, until it is carried out and answered
 * @param fleet CreateFleet in place of {@code call}
 * @param launch from the sale until EC2 says running
 * @param boot from running until the kubelet starts
 * @param join from the kubelet's start until it registers its node
 * @param shutdown from TerminateInstances until the machine is gone
 * @param visibility how long DescribeInstances does not show a new machine yet
 * @param event until an event about an instance is in the queue
 */
public record Stages(
        Distribution call,
        Distribution fleet,
        Distribution launch,
        Distribution boot,
        Distribution join,
        Distribution shutdown,
        Distribution visibility,
        Distribution event) {
    /** The middle of what the seeds say of each stage (around.md S.5). */
    public static final Stages TYPICAL = new Stages(
            Distribution.uniform(0.05, 0.2),
            Distribution.uniform(1, 3),
            Distribution.uniform(20, 40),
            Distribution.uniform(5, 10),
            Distribution.uniform(5, 10),
            Distribution.uniform(20, 60),
            Distribution.uniform(0, 2),
            Distribution.uniform(0.2, 1));

    /** Everything at once. */
    public static final Stages NONE = new Stages(
            Distribution.none(),
            Distribution.none(),
            Distribution.none(),
            Distribution.none(),
            Distribution.none(),
            Distribution.none(),
            Distribution.none(),
            Distribution.none());

    public Stages withCalls(Distribution newCall, Distribution newFleet) {
        return new Stages(newCall, newFleet, launch, boot, join, shutdown, visibility, event);
    }

    public Stages withLaunch(Distribution newLaunch, Distribution newBoot, Distribution newJoin) {
        return new Stages(call, fleet, newLaunch, newBoot, newJoin, shutdown, visibility, event);
    }

    public Stages withShutdown(Distribution newShutdown) {
        return new Stages(call, fleet, launch, boot, join, newShutdown, visibility, event);
    }

    public Stages withVisibility(Distribution newVisibility) {
        return new Stages(call, fleet, launch, boot, join, shutdown, newVisibility, event);
    }

    public Stages withEvent(Distribution newEvent) {
        return new Stages(call, fleet, launch, boot, join, shutdown, visibility, newEvent);
    }
}
