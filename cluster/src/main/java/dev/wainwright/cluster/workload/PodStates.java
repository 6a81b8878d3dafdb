package dev.wainwright.cluster.workload;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.runtime.cache.Index;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What workload controllers ask of pods. */
final class PodStates {
    /** By the uid of the managing owner. */
    static final Index<Pod> BY_CONTROLLER = Index.byController(Pod.class);

    /** Pods that nobody manages, by namespace. */
    static final Index<Pod> UNMANAGED = new Index<>(
            Pod.class,
            "unmanaged",
            pod -> pod.metadata().controller().isPresent()
                    ? List.of()
                    : List.of(pod.metadata().namespace()));

    /** Pods that a job has not let go of yet, by the job's namespace and name. */
    static final Index<Pod> TRACKED = new Index<>(
            Pod.class,
            "tracked",
            pod -> pod.metadata().finalizers().contains(JobCount.FINALIZER)
                    ? pod.metadata()
                            .controller()
                            .map(owner -> List.of(pod.metadata().namespace() + '/' + owner.name()))
                            .orElse(List.of())
                    : List.of());

    private PodStates() {}

    /** Neither at its end nor on its way out. */
    static boolean isActive(Pod pod) {
        return !pod.isTerminal() && !pod.isTerminating();
    }

    /** Since when the pod has been ready, or has not. */
    static Optional<Instant> readySince(Pod pod) {
        return readyCondition(pod).map(Condition::lastTransitionTime);
    }

    static Optional<Condition> readyCondition(Pod pod) {
        return pod.status().condition("Ready");
    }

    /** Whether the pod has been ready long enough to count. */
    static boolean isAvailable(Pod pod, @Nullable Integer minReadySeconds, Instant now) {
        return pod.isReady()
                && (minReadySeconds == null
                        || minReadySeconds == 0
                        || !leftUntilAvailable(pod, minReadySeconds, now).isPositive());
    }

    /** How long until the first of the ready pods that are not available yet is; empty when there is none. */
    static Optional<Duration> nextAvailable(Collection<Pod> pods, @Nullable Integer minReadySeconds, Instant now) {
        if (minReadySeconds == null || minReadySeconds == 0) {
            return Optional.empty();
        }
        return pods.stream()
                .filter(Pod::isReady)
                .map(pod -> leftUntilAvailable(pod, minReadySeconds, now))
                .filter(Duration::isPositive)
                .min(Duration::compareTo);
    }

    private static Duration leftUntilAvailable(Pod pod, @Nullable Integer minReadySeconds, Instant now) {
        return minReadySeconds == null || minReadySeconds == 0
                ? Duration.ZERO
                : readySince(pod)
                        .map(since -> Duration.between(now, since.plusSeconds(minReadySeconds)))
                        .orElse(Duration.ofSeconds(minReadySeconds));
    }
}
