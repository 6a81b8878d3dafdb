package dev.wainwright.cloud.ec2;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A machine as DescribeInstances shows it.
 *
 * @param capacityType {@code spot}, {@code on-demand} or {@code reserved}
 * @param reservationId empty for none
 */
public record Instance(
        String id,
        State state,
        String instanceType,
        String zone,
        String subnetId,
        String imageId,
        String capacityType,
        String reservationId,
        Instant launchTime,
        SortedMap<String, String> tags) {
    public Instance {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** Where a machine is in its life. */
    public enum State {
        PENDING,
        RUNNING,
        STOPPING,
        STOPPED,
        SHUTTING_DOWN,
        TERMINATED;

        /** Whether it is on its way out or gone. */
        public boolean isEnding() {
            return this == SHUTTING_DOWN || this == TERMINATED;
        }
    }

    /** What Kubernetes calls it. */
    public String providerId() {
        return "aws:///" + zone + "/" + id;
    }
}
