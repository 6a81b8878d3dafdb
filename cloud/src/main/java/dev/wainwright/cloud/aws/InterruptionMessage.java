package dev.wainwright.cloud.aws;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of AWS's events about machines (karpenter-aws §7.1).
 *
 * @param ids of the machines that it is about
 * @param at when it happened; absent when the event does not say
 */
record InterruptionMessage(
        Kind kind, List<String> ids, @Nullable Instant at) {
    static final InterruptionMessage NONE = new InterruptionMessage(Kind.NO_OP, List.of(), null);

    private static final Set<String> STOPPING = Set.of("stopping", "stopped");
    private static final Set<String> ENDING = Set.of("shutting-down", "terminated");

    /** What an event means, with the reason of the Kubernetes event that tells of it. */
    enum Kind {
        SPOT_INTERRUPTED("SpotInterrupted", "Spot interruption warning was triggered"),
        REBALANCE_RECOMMENDATION("SpotRebalanceRecommendation", "Spot rebalance recommendation was triggered"),
        SCHEDULED_CHANGE("InstanceUnhealthy", "An unhealthy warning was triggered for the instance"),
        INSTANCE_STOPPED("InstanceStopping", "Instance is stopping"),
        INSTANCE_TERMINATED("InstanceTerminating", "Instance is terminating"),
        CAPACITY_RESERVATION_INTERRUPTED(
                "CapacityReservationInstanceInterrupted",
                "Capacity reservation instance interruption warning was triggered"),
        NO_OP("", "");

        final String reason;
        final String message;

        Kind(String reason, String message) {
            this.reason = reason;
            this.message = message;
        }
    }

    InterruptionMessage {
        ids = List.copyOf(ids);
    }

    /** Empty when the body is no event at all. */
    static Optional<InterruptionMessage> parse(String body) {
        try {
            return Json.parse(body) instanceof Tree.Mapping event ? Optional.of(of(event)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static InterruptionMessage of(Tree.Mapping event) {
        Tree.Mapping detail = event.mapping("detail");
        String key = event.text("version", "") + " " + event.text("source", "") + " " + event.text("detail-type", "");
        Kind kind = switch (key) {
            case "0 aws.ec2 EC2 Spot Instance Interruption Warning" -> Kind.SPOT_INTERRUPTED;
            case "0 aws.ec2 EC2 Instance Rebalance Recommendation" -> Kind.REBALANCE_RECOMMENDATION;
            case "0 aws.ec2 EC2 Instance State-change Notification" -> ofState(detail.text("state", ""));
            case "0 aws.ec2 EC2 Capacity Reservation Instance Interruption Warning" ->
                Kind.CAPACITY_RESERVATION_INTERRUPTED;
            case "0 aws.health AWS Health Event" -> ofHealth(detail);
            default -> Kind.NO_OP;
        };
        return new InterruptionMessage(
                kind, kind == Kind.SCHEDULED_CHANGE ? affected(detail) : one(detail), time(event.text("time", "")));
    }

    private static @Nullable Instant time(String written) {
        try {
            return written.isEmpty() ? null : Instant.parse(written);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Kind ofState(String state) {
        if (STOPPING.contains(state)) {
            return Kind.INSTANCE_STOPPED;
        }
        return ENDING.contains(state) ? Kind.INSTANCE_TERMINATED : Kind.NO_OP;
    }

    private static Kind ofHealth(Tree.Mapping detail) {
        boolean concerns = detail.text("service", "").equals("EC2")
                && detail.text("eventTypeCategory", "").equals("scheduledChange");
        return concerns ? Kind.SCHEDULED_CHANGE : Kind.NO_OP;
    }

    private static List<String> one(Tree.Mapping detail) {
        String id = detail.text("instance-id", "");
        return id.isEmpty() ? List.of() : List.of(id);
    }

    private static List<String> affected(Tree.Mapping detail) {
        return detail.items("affectedEntities").stream()
                .map(each -> each instanceof Tree.Mapping entity ? entity.text("entityValue", "") : "")
                .filter(id -> !id.isEmpty())
                .toList();
    }
}
