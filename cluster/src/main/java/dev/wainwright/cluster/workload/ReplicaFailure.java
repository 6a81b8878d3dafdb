package dev.wainwright.cluster.workload;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.loop.Outcome;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The condition of a set whose pods admission refuses. It stays as it was first said until the set has what it wants. Unlike in
 * Kubernetes, failures that pass by themselves, such as a server that does not answer, are not told.
 */
final class ReplicaFailure {
    static final String TYPE = "ReplicaFailure";

    private ReplicaFailure() {}

    /**
     * The conditions from now on.
     *
     * @param settled whether nothing is left to be tried
     */
    static List<Condition> told(List<Condition> before, List<Outcome> outcomes, boolean settled, Instant now) {
        boolean known = before.stream().anyMatch(each -> each.type().equals(TYPE));
        Optional<String> why = known ? Optional.empty() : refusal(outcomes);
        if (why.isPresent()) {
            var conditions = new ArrayList<>(before);
            conditions.add(
                    new Condition(TYPE, "True", "FailedCreate", why.get(), now.truncatedTo(ChronoUnit.SECONDS), null));
            return conditions;
        }
        return known && settled
                ? before.stream().filter(each -> !each.type().equals(TYPE)).toList()
                : before;
    }

    private static Optional<String> refusal(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome.effect() instanceof Effect.Store store
                    && store.write() instanceof Write.Create create
                    && create.object() instanceof Pod
                    && outcome.result() instanceof Result.Refused<?> refused
                    && (refused.why() instanceof Refusal.Forbidden || refused.why() instanceof Refusal.Denied)) {
                return Optional.of(refused.why().message());
            }
        }
        return Optional.empty();
    }
}
