package dev.wainwright.cluster.workload;

import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.apps.Deployment.StatusCondition;
import dev.wainwright.api.apps.ReplicaSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a deployment says of itself. */
final class DeploymentStatus {
    private static final String PROGRESSING = "Progressing";
    private static final String DONE = "NewReplicaSetAvailable";
    private static final int STANDARD_DEADLINE = 600;

    private DeploymentStatus() {}

    static Deployment.Status of(Rollout rollout, int collisions, Instant now) {
        Deployment.Status before = rollout.deployment().status();
        ReplicaSet fresh = rollout.fresh();
        int available = sum(rollout, ReplicaSet.Status::availableReplicas);
        int size = rollout.all().stream().mapToInt(Rollout::spec).sum();
        var counts = new Deployment.Status(
                Numbers.orAbsent(sum(rollout, ReplicaSet.Status::replicas)),
                fresh == null
                        ? null
                        : Numbers.orAbsent(Numbers.orZero(fresh.status().replicas())),
                Numbers.orAbsent(sum(rollout, ReplicaSet.Status::readyReplicas)),
                Numbers.orAbsent(available),
                Numbers.orAbsent(Math.max(0, size - available)),
                Numbers.orAbsent(collisions),
                rollout.deployment().metadata().generation(),
                before.conditions());
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        return new Deployment.Status(
                counts.replicas(),
                counts.updatedReplicas(),
                counts.readyReplicas(),
                counts.availableReplicas(),
                counts.unavailableReplicas(),
                counts.collisionCount(),
                counts.observedGeneration(),
                conditions(rollout, counts, available, second));
    }

    private static List<StatusCondition> conditions(
            Rollout rollout, Deployment.Status counts, int available, Instant second) {
        Deployment.Status before = rollout.deployment().status();
        var conditions = new ArrayList<StatusCondition>();
        conditions.add(dated(before, availability(rollout, available), second, false));
        failure(rollout).ifPresent(each -> conditions.add(dated(before, each, second, false)));
        conditions.add(dated(before, progress(rollout, counts, second), second, hasProgressed(before, counts)));
        return conditions;
    }

    /** What its sets say of pods that nobody lets in; the current one has the first word. */
    private static Optional<StatusCondition> failure(Rollout rollout) {
        ReplicaSet fresh = rollout.fresh();
        return Stream.concat(fresh == null ? Stream.of() : Stream.of(fresh), rollout.all().stream())
                .flatMap(set -> set.status().conditions().stream())
                .filter(each -> each.type().equals(ReplicaFailure.TYPE))
                .findFirst()
                .map(each ->
                        new StatusCondition(each.type(), each.status(), each.reason(), each.message(), null, null));
    }

    /** How long until the rollout counts as stuck unless it makes progress; empty when it is done or stuck. */
    static Optional<Duration> untilStuck(Rollout rollout, Deployment.Status status, Instant now) {
        return known(status, PROGRESSING)
                .filter(condition -> condition.isTrue() && !condition.reason().equals(DONE))
                .flatMap(condition -> deadline(rollout, condition))
                .map(deadline -> Duration.between(now, deadline))
                .filter(Duration::isPositive);
    }

    /** All pods are of the current template and available, and no others are left. */
    static boolean isComplete(Rollout rollout, Deployment.Status status) {
        int wanted = rollout.wanted();
        return Numbers.orZero(status.updatedReplicas()) == wanted
                && Numbers.orZero(status.replicas()) == wanted
                && Numbers.orZero(status.availableReplicas()) == wanted;
    }

    private static StatusCondition availability(Rollout rollout, int available) {
        boolean enough = available >= rollout.wanted() - rollout.maxUnavailable();
        return condition(
                "Available",
                enough,
                enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                "Deployment " + (enough ? "has" : "does not have") + " minimum availability.");
    }

    private static StatusCondition progress(Rollout rollout, Deployment.Status counts, Instant second) {
        Deployment.Status before = rollout.deployment().status();
        ReplicaSet fresh = rollout.fresh();
        String set = fresh == null ? "" : "ReplicaSet \"" + fresh.name() + "\" ";
        if (Boolean.TRUE.equals(rollout.deployment().spec().paused())) {
            return new StatusCondition(PROGRESSING, "Unknown", "DeploymentPaused", "Deployment is paused", null, null);
        } else if (fresh == null) {
            return condition(PROGRESSING, true, "NewReplicaSetCreated", "Creating a ReplicaSet");
        } else if (isComplete(rollout, counts)) {
            return condition(PROGRESSING, true, DONE, set + "has successfully progressed.");
        }
        StatusCondition known = known(before, PROGRESSING).orElse(null);
        boolean isStuck = known != null
                && !known.reason().equals(DONE)
                && !hasProgressed(before, counts)
                && (known.status().equals("False")
                        || deadline(rollout, known)
                                .filter(deadline -> !second.isBefore(deadline))
                                .isPresent());
        return isStuck
                ? condition(PROGRESSING, false, "ProgressDeadlineExceeded", set + "has timed out progressing.")
                : condition(PROGRESSING, true, "ReplicaSetUpdated", set + "is progressing.");
    }

    private static Optional<Instant> deadline(Rollout rollout, StatusCondition condition) {
        int seconds = Numbers.or(rollout.deployment().spec().progressDeadlineSeconds(), STANDARD_DEADLINE);
        return Optional.ofNullable(condition.lastUpdateTime()).map(last -> last.plusSeconds(seconds));
    }

    /** More new pods, fewer old ones, or more that are ready or available. */
    private static boolean hasProgressed(Deployment.Status before, Deployment.Status now) {
        int oldBefore = Numbers.orZero(before.replicas()) - Numbers.orZero(before.updatedReplicas());
        int oldNow = Numbers.orZero(now.replicas()) - Numbers.orZero(now.updatedReplicas());
        return Numbers.orZero(now.updatedReplicas()) > Numbers.orZero(before.updatedReplicas())
                || oldNow < oldBefore
                || Numbers.orZero(now.readyReplicas()) > Numbers.orZero(before.readyReplicas())
                || Numbers.orZero(now.availableReplicas()) > Numbers.orZero(before.availableReplicas());
    }

    private static StatusCondition condition(String type, boolean holds, String reason, String message) {
        return new StatusCondition(type, holds ? "True" : "False", reason, message, null, null);
    }

    /** The condition with the times since when it has been as it is and, if it moves on, a new time of change. */
    private static StatusCondition dated(
            Deployment.Status before, StatusCondition now, Instant second, boolean movesOn) {
        StatusCondition known = known(before, now.type()).orElse(now);
        boolean sameStatus = known.status().equals(now.status()) && known.lastTransitionTime() != null;
        boolean sameReason = sameStatus && known.reason().equals(now.reason()) && known.lastUpdateTime() != null;
        return new StatusCondition(
                now.type(),
                now.status(),
                now.reason(),
                now.message(),
                sameStatus ? known.lastTransitionTime() : second,
                sameReason && !movesOn ? known.lastUpdateTime() : second);
    }

    private static Optional<StatusCondition> known(Deployment.Status status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    private static int sum(Rollout rollout, Function<ReplicaSet.Status, @Nullable Integer> count) {
        return rollout.all().stream()
                .mapToInt(set -> Numbers.orZero(count.apply(set.status())))
                .sum();
    }
}
