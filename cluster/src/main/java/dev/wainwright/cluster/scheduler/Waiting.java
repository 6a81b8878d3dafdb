package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.core.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pod that has no node yet, and where it stands. */
final class Waiting {
    /** Higher priority first, then who waits longer. */
    static final Comparator<Waiting> SERVED_FIRST = Comparator.comparingInt((Waiting each) -> -each.priority)
            .thenComparingLong(each -> each.since)
            .thenComparing(each -> each.id);

    static final Comparator<Waiting> SOONEST_FIRST =
            Comparator.comparing((Waiting each) -> each.notBefore).thenComparing(SERVED_FIRST);

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);
    static final Duration FLUSH = Duration.ofMinutes(5);

    /** The three queues of kube-scheduler, and what is beside them. */
    enum State {
        GATED,
        ACTIVE,
        BACKOFF,
        UNSCHEDULABLE,
        /** Has a node; its binding is on the way. */
        DECIDED
    }

    final String id;
    final long since;
    final int priority;
    Pod pod;
    PodClass podClass;
    State state = State.ACTIVE;
    Instant notBefore = Instant.MIN;
    Instant failedAt = Instant.MIN;

    @Nullable
    Failure failure;

    @Nullable
    String node;
    /** The node on which others make room; empty for none. */
    String nominated = "";

    /** The node that somebody else wants the pod to go to, such as an autoscaler that made it for the pod; empty for none. */
    String wished = "";

    /** The node that was kept for the pod, which went to another; empty for none. */
    String abandoned = "";

    /** Who is to be deleted for the pod, until that has been sent. */
    List<Placed> victims = List.of();

    /** Since when a decision waits for volumes. */
    Instant decidedAt = Instant.MIN;

    private int attempts;

    Waiting(Pod pod, PodClass podClass, long since) {
        this.id = pod.qualifiedName();
        this.pod = pod;
        this.podClass = podClass;
        this.since = since;
        this.priority = podClass.ask.priority();
    }

    /** Whether the last try came to nothing for another reason than that there was no place. */
    boolean isAfterError() {
        return failure != null && failure.isError();
    }

    void failed(Failure why, Instant now) {
        attempts++;
        failure = why;
        failedAt = now;
        Duration pause = FIRST_BACKOFF.multipliedBy(1L << Math.min(attempts - 1, 4));
        notBefore = now.plus(pause.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : pause);
        state = State.UNSCHEDULABLE;
        node = null;
        decidedAt = Instant.MIN;
    }
}
