package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.core.ContainerStatus;
import dev.wainwright.api.core.ContainerStatus.Running;
import dev.wainwright.api.core.ContainerStatus.State;
import dev.wainwright.api.core.ContainerStatus.Terminated;
import dev.wainwright.api.core.ContainerStatus.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One container of a pod in time: the current run, the one before, and when the next begins.
 *
 * <p>A run is known to its end when it begins; what is seen of it depends on the moment alone.
 */
final class ContainerRun {
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(10);

    final ContainerFacts facts;
    private final Duration untilReady;
    private final @Nullable Duration lasts;
    private final int exitCode;
    private final boolean restarts;
    private Instant start;
    private @Nullable Instant previousStart;
    private @Nullable Instant previousEnd;
    private int restartCount;
    private int inARow;

    /**
     * @param untilReady from start to readiness; {@link #NEVER} for never
     * @param lasts how long each run takes; absent for ever
     * @param restarts whether it is started again when it ends
     */
    ContainerRun(
            ContainerFacts facts,
            Instant start,
            Duration untilReady,
            @Nullable Duration lasts,
            int exitCode,
            boolean restarts) {
        this.facts = facts;
        this.start = start;
        this.untilReady = untilReady;
        this.lasts = lasts;
        this.exitCode = exitCode;
        this.restarts = restarts;
    }

    static final Duration NEVER = Duration.ofDays(36_500);

    /** What lies further ahead does not count: it never comes. */
    private static final Duration HORIZON = NEVER.dividedBy(2);

    Instant start() {
        return start;
    }

    Instant ready() {
        return start.plus(untilReady);
    }

    Optional<Instant> end() {
        return lasts == null ? Optional.empty() : Optional.of(start.plus(lasts));
    }

    int exitCode() {
        return exitCode;
    }

    boolean hasEnded(Instant now) {
        return lasts != null && !restarts && !start.plus(lasts).isAfter(now);
    }

    boolean isRunning(Instant now) {
        return !start.isAfter(now) && (lasts == null || start.plus(lasts).isAfter(now));
    }

    boolean hasRunBefore() {
        return restartCount > 0;
    }

    boolean isReady(Instant now) {
        return facts.stays() ? isRunning(now) && !ready().isAfter(now) : hasEnded(now) && exitCode == 0;
    }

    /** Goes over to the next run when one has ended and is to be repeated. */
    void advance(Instant now) {
        while (restarts && lasts != null && !start.plus(lasts).isAfter(now)) {
            Instant end = start.plus(lasts);
            inARow = lasts.compareTo(FORGIVEN_AFTER) >= 0 ? 1 : inARow + 1;
            Duration pause = FIRST_BACKOFF.multipliedBy(1L << Math.min(inARow - 1, 5));
            previousStart = start;
            previousEnd = end;
            start = end.plus(pause.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : pause);
            restartCount++;
        }
    }

    /** The next moment after {@code now} at which something of it changes. */
    Optional<Instant> next(Instant now) {
        Instant soonest = null;
        Instant horizon = now.plus(HORIZON);
        for (Instant each : new Instant[] {start, ready(), lasts == null ? Instant.MAX : start.plus(lasts)}) {
            if (each.isAfter(now) && each.isBefore(horizon) && (soonest == null || each.isBefore(soonest))) {
                soonest = each;
            }
        }
        return Optional.ofNullable(soonest);
    }

    ContainerStatus status(Instant now, boolean initialized) {
        boolean running = isRunning(now);
        boolean waitsAgain = restartCount > 0 && !running && !hasEnded(now);
        return new ContainerStatus(
                facts.name(),
                state(now, initialized, running, waitsAgain),
                previousEnd == null ? null : terminated(previousStart, previousEnd),
                isReady(now),
                waitsAgain ? restartCount - 1 : restartCount,
                facts.image(),
                "",
                facts.stays() && running);
    }

    private State state(Instant now, boolean initialized, boolean running, boolean waitsAgain) {
        if (running) {
            return new State(null, new Running(second(start)), null);
        }
        if (hasEnded(now) && lasts != null) {
            return terminated(start, start.plus(lasts));
        }
        String reason = waitsAgain ? "CrashLoopBackOff" : initialized ? "ContainerCreating" : "PodInitializing";
        return new State(new Waiting(reason, ""), null, null);
    }

    private State terminated(@Nullable Instant from, Instant to) {
        return new State(
                null,
                null,
                new Terminated(
                        exitCode,
                        exitCode == 0 ? "Completed" : "Error",
                        from == null ? null : second(from),
                        second(to)));
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
