package dev.wainwright.cluster.store;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.policy.PodDisruptionBudget;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Whether a pod may be evicted now. A budget that allows it is charged at once, before its controller sees the pod go, so
 * that two evictions cannot use the same allowance.
 */
final class Evictions {
    private static final Duration UNTIL_OBSERVED = Duration.ofSeconds(10);

    private final Clock clock;

    Evictions(Clock clock) {
        this.clock = clock;
    }

    /** The budget as it is after the eviction, if there is one to charge; or why the pod must stay. */
    Result<Optional<PodDisruptionBudget>> admit(Pod pod, List<KubeObject> budgets) {
        if (pod.isTerminal() || pod.isTerminating() || pod.status().phase().equals("Pending")) {
            return Result.ok(Optional.empty());
        }
        List<PodDisruptionBudget> matching = budgets.stream()
                .map(PodDisruptionBudget.class::cast)
                .filter(budget -> protects(budget, pod))
                .toList();
        if (matching.size() > 1) {
            return Result.refused(new Refusal.ServerError("This pod has more than one PodDisruptionBudget, which the"
                    + " eviction subresource does not support."));
        }
        return matching.isEmpty() ? Result.ok(Optional.empty()) : charge(matching.getFirst(), pod);
    }

    private Result<Optional<PodDisruptionBudget>> charge(PodDisruptionBudget budget, Pod pod) {
        PodDisruptionBudget.Status status = budget.status();
        if (!pod.isReady() && mayGoUnhealthy(budget)) {
            return Result.ok(Optional.empty());
        }
        if (isBehind(budget)) {
            return Result.refused(new Refusal.TooManyRequests(
                    "Cannot evict pod as it would violate the pod's disruption budget. The disruption budget "
                            + budget.name() + " is still being processed by the server.",
                    UNTIL_OBSERVED));
        }
        int allowed = value(status.disruptionsAllowed());
        if (allowed <= 0) {
            return Result.refused(new Refusal.TooManyRequests(
                    "Cannot evict pod as it would violate the pod's disruption budget. The disruption budget "
                            + budget.name() + " needs " + value(status.desiredHealthy()) + " healthy pods and has "
                            + value(status.currentHealthy()) + " currently",
                    Duration.ZERO));
        }
        var disrupted = new HashMap<>(status.disruptedPods());
        disrupted.put(pod.name(), now());
        return Result.ok(Optional.of(new PodDisruptionBudget(
                budget.metadata(),
                budget.spec(),
                new PodDisruptionBudget.Status(
                        allowed - 1,
                        status.currentHealthy(),
                        status.desiredHealthy(),
                        status.expectedPods(),
                        status.observedGeneration(),
                        disrupted,
                        status.conditions()),
                budget.rest())));
    }

    /** A pod that is not ready may go if the budget says so, or if enough others are ready. */
    private static boolean mayGoUnhealthy(PodDisruptionBudget budget) {
        PodDisruptionBudget.Status status = budget.status();
        int desired = value(status.desiredHealthy());
        return budget.spec().unhealthyPodEvictionPolicy().equals("AlwaysAllow")
                || (desired > 0 && value(status.currentHealthy()) >= desired);
    }

    private static boolean isBehind(PodDisruptionBudget budget) {
        Long generation = budget.metadata().generation();
        Long observed = budget.status().observedGeneration();
        return (observed == null ? 0 : observed) < (generation == null ? 0 : generation);
    }

    private static boolean protects(PodDisruptionBudget budget, Pod pod) {
        var selector = budget.spec().selector();
        return budget.metadata().namespace().equals(pod.metadata().namespace())
                && selector != null
                && selector.matches(pod.metadata().labels());
    }

    private Instant now() {
        return clock.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static int value(@org.jspecify.annotations.Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
