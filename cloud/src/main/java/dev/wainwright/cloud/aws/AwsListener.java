package dev.wainwright.cloud.aws;

import java.time.Duration;
import java.time.Instant;

/** Hears what passes between the provider and AWS; for metrics and reports. Listeners change nothing and are quick. */
public interface AwsListener {
    /** Nobody listens. */
    AwsListener NONE = new AwsListener() {};

    /** Requests were collected and sent as one: {@code batcher} such as {@code create_fleet}, collected for how long. */
    default void sent(String batcher, Duration window, int requests) {}

    /** An offering of a fleet request could not be had; {@code reason} as in a NodeClaim's condition. */
    default void launchFailed(String zone, String zoneId, String capacityType, String reason) {}

    /** A message about machines was read; {@code kind} such as {@code spot_interrupted}, so long after what it tells of. */
    default void received(String kind, Duration age) {}

    /** Everything that a message asked for is done, and it was deleted. */
    default void deleted() {}

    /** A NodeClaim is let go because of a message of that kind. */
    default void interrupted(Instant at, String claim, String kind, String why) {}
}
