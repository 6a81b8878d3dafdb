package dev.wainwright.cluster.workload;

import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.meta.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a deployment says of itself. */
final class DeploymentStatus {
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
                List.of(
                        since(before, availability(rollout, available), second),
                        since(before, progress(rollout, counts), second)));
    }

    /** All pods are of the current template and available, and no others are left. */
    static boolean isComplete(Rollout rollout, Deployment.Status status) {
        int wanted = rollout.wanted();
        return Numbers.orZero(status.updatedReplicas()) == wanted
                && Numbers.orZero(status.replicas()) == wanted
                && Numbers.orZero(status.availableReplicas()) == wanted;
    }

    private static Condition availability(Rollout rollout, int available) {
        boolean enough = available >= rollout.wanted() - rollout.maxUnavailable();
        return condition(
                "Available",
                enough,
                enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                "Deployment " + (enough ? "has" : "does not have") + " minimum availability.");
    }

    private static Condition progress(Rollout rollout, Deployment.Status counts) {
        ReplicaSet fresh = rollout.fresh();
        String name = fresh == null ? "" : fresh.name();
        if (Boolean.TRUE.equals(rollout.deployment().spec().paused())) {
            return new Condition("Progressing", "Unknown", "DeploymentPaused", "Deployment is paused", null, null);
        } else if (fresh == null) {
            return condition("Progressing", true, "NewReplicaSetCreated", "Creating a ReplicaSet");
        }
        return isComplete(rollout, counts)
                ? condition(
                        "Progressing",
                        true,
                        "NewReplicaSetAvailable",
                        "ReplicaSet \"" + name + "\" has successfully progressed.")
                : condition("Progressing", true, "ReplicaSetUpdated", "ReplicaSet \"" + name + "\" is progressing.");
    }

    private static Condition condition(String type, boolean holds, String reason, String message) {
        return new Condition(type, holds ? "True" : "False", reason, message, null, null);
    }

    /** The condition with the time since when it has been as it is. */
    private static Condition since(Deployment.Status before, Condition now, Instant second) {
        Instant since = before.conditions().stream()
                .filter(known ->
                        known.type().equals(now.type()) && known.status().equals(now.status()))
                .map(Condition::lastTransitionTime)
                .findFirst()
                .orElse(second);
        return new Condition(now.type(), now.status(), now.reason(), now.message(), since, null);
    }

    private static int sum(Rollout rollout, Function<ReplicaSet.Status, @Nullable Integer> count) {
        return rollout.all().stream()
                .mapToInt(set -> Numbers.orZero(count.apply(set.status())))
                .sum();
    }
}
