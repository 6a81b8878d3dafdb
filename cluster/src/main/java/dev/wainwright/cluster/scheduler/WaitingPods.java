package dev.wainwright.cluster.scheduler;

import dev.wainwright.cluster.scheduler.Waiting.State;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** kube-scheduler's queues: active, in back-off, and unschedulable until something happens. */
final class WaitingPods {
    private final Map<String, Waiting> all = new HashMap<>();
    private final TreeSet<Waiting> active = new TreeSet<>(Waiting.SERVED_FIRST);
    private final TreeSet<Waiting> backoff = new TreeSet<>(Waiting.SOONEST_FIRST);

    /** By class, so that one look decides for many. */
    private final Map<PodClass, LinkedHashMap<String, Waiting>> unschedulable = new LinkedHashMap<>();

    @Nullable
    Waiting get(String id) {
        return all.get(id);
    }

    /** How many are in which state. */
    Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        all.values().forEach(pod -> counts.merge(pod.state.name().toLowerCase(Locale.ROOT), 1, Integer::sum));
        return counts;
    }

    void add(Waiting pod) {
        all.put(pod.id, pod);
        enter(pod);
    }

    @Nullable
    Waiting remove(String id) {
        Waiting pod = all.remove(id);
        if (pod != null) {
            leave(pod);
        }
        return pod;
    }

    void move(Waiting pod, State state) {
        leave(pod);
        pod.state = state;
        enter(pod);
    }

    /** Takes over what {@link Waiting#failed} has set. */
    void failed(Waiting pod, Failure why, Instant now) {
        leave(pod);
        pod.failed(why, now);
        enter(pod);
    }

    /**
     * The next to be tried, with those whose back-off is over; it stays where it is until it is moved. Who has nothing else to
     * do does not wait for a back-off to end, unless it is there because something went wrong (SchedulerPopFromBackoffQ, on
     * by default since Kubernetes 1.33).
     */
    @Nullable
    Waiting next(Instant now) {
        while (!backoff.isEmpty() && !backoff.first().notBefore.isAfter(now)) {
            move(backoff.first(), State.ACTIVE);
        }
        if (active.isEmpty()) {
            backoff.stream().filter(pod -> !pod.isAfterError()).findFirst().ifPresent(pod -> move(pod, State.ACTIVE));
        }
        return active.isEmpty() ? null : active.first();
    }

    /** Something has happened that may help the pod: it is tried again, but not before its back-off is over. */
    void wake(Waiting pod) {
        if (pod.state == State.UNSCHEDULABLE) {
            move(pod, State.BACKOFF);
        }
    }

    Collection<PodClass> unschedulableClasses() {
        return List.copyOf(unschedulable.keySet());
    }

    /** The first of a class, in the order in which they failed, at most so many. */
    List<Waiting> unschedulable(PodClass pods, long most) {
        var found = unschedulable.get(pods);
        return found == null ? List.of() : found.values().stream().limit(most).toList();
    }

    private void enter(Waiting pod) {
        switch (pod.state) {
            case ACTIVE -> active.add(pod);
            case BACKOFF -> backoff.add(pod);
            case UNSCHEDULABLE ->
                unschedulable
                        .computeIfAbsent(pod.podClass, any -> new LinkedHashMap<>())
                        .put(pod.id, pod);
            case GATED, DECIDED -> {}
        }
    }

    private void leave(Waiting pod) {
        switch (pod.state) {
            case ACTIVE -> active.remove(pod);
            case BACKOFF -> backoff.remove(pod);
            case UNSCHEDULABLE -> {
                var found = unschedulable.get(pod.podClass);
                if (found != null && found.remove(pod.id) != null && found.isEmpty()) {
                    unschedulable.remove(pod.podClass);
                }
            }
            case GATED, DECIDED -> {}
        }
    }
}
