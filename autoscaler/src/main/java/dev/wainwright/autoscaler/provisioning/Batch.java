package dev.wainwright.autoscaler.provisioning;

import dev.wainwright.autoscaler.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The pods that have been seen waiting since the last plan (karpenter-core §3.1). A pod that is new to the batch makes it
 * wait a little longer, one that is known does not.
 */
final class Batch {
    private static final int SHORTEST = 10;
    private static final int PAUSES = 3;

    /** A look that is later than this is late. */
    private static final Duration PUNCTUAL = Duration.ofMillis(20);

    private final Set<String> uids = new HashSet<>();
    private Instant first = Instant.EPOCH;
    private Instant latest = Instant.EPOCH;
    private Duration longestPause = Duration.ZERO;
    /** How often there were new ones. */
    private int sightings;

    /** Until when to wait for more, since the look before came late. */
    private Instant doubted = Instant.EPOCH;

    /** Takes note of pods that wait now. */
    void see(Collection<String> waiting, Instant now) {
        boolean wasEmpty = uids.isEmpty();
        if (uids.addAll(waiting)) {
            sightings++;
            first = wasEmpty ? now : first;
            Duration pause = wasEmpty ? Duration.ZERO : Duration.between(latest, now);
            // What was long ago says less than what was just now.
            Duration before =
                    wasEmpty ? Duration.ZERO : longestPause.multipliedBy(3).dividedBy(4);
            longestPause = pause.compareTo(before) > 0 ? pause : before;
            latest = now;
        }
    }

    int size() {
        return uids.size();
    }

    void clear() {
        uids.clear();
        sightings = 0;
        doubted = Instant.EPOCH;
    }

    /** How long the batch is still kept open, zero when it is to be planned for; empty when there is nothing in it. */
    Optional<Duration> left(Instant now, Settings settings, boolean quietBefore) {
        if (uids.isEmpty()) {
            return Optional.empty();
        }
        boolean adaptive = settings.adaptive() && quietBefore;
        Instant end =
                adaptive ? believed(latest.plus(idle(settings.batchIdle())), now) : latest.plus(settings.batchIdle());
        Instant last = first.plus(settings.batchMax());
        Duration left = Duration.between(now, end.isBefore(last) ? end : last);
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }

    /**
     * When it is to be believed that no more pods come. Who is late to look is late to hear of pods, too: on a machine with too
     * much to do both wait for their turn. Then there have to be no news for twice as long once more.
     */
    private Instant believed(Instant end, Instant now) {
        Instant until = end.isAfter(doubted) ? end : doubted;
        Duration late = Duration.between(until, now);
        if (late.compareTo(PUNCTUAL) > 0) {
            until = now.plus(late.multipliedBy(2));
            doubted = until;
        }
        return until;
    }

    /** Pods that came closer upon each other than this leave no doubt that there are no more; a few may be the first of many. */
    private Duration idle(Duration longest) {
        Duration shortest = longest.dividedBy(Math.min(SHORTEST, 1 + sightings));
        Duration enough = longestPause.multipliedBy(PAUSES);
        if (enough.compareTo(longest) > 0) {
            return longest;
        }
        return enough.compareTo(shortest) > 0 ? enough : shortest;
    }
}
