package dev.wainwright.cloud.simulated;

import dev.wainwright.cloud.ec2.LaunchTemplate;
import java.time.Instant;

/**
 * A machine, as the world around it may know it.
 *
 * @param capacityType {@code spot}, {@code on-demand} or {@code reserved}
 * @param nodeName what its node is called when it joins
 */
public record Machine(
        String id,
        String instanceType,
        String zone,
        String capacityType,
        String nodeName,
        Instant launchedAt,
        LaunchTemplate template) {
    public String providerId() {
        return "aws:///" + zone + "/" + id;
    }
}
