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
    private final Set<String> uids = new HashSet<>();
    private Instant first = Instant.EPOCH;
    private Instant latest = Instant.EPOCH;

    /** Takes note of pods that wait now. */
    void see(Collection<String> waiting, Instant now) {
        boolean wasEmpty = uids.isEmpty();
        if (uids.addAll(waiting)) {
            first = wasEmpty ? now : first;
            latest = now;
        }
    }

    int size() {
        return uids.size();
    }

    void clear() {
        uids.clear();
    }

    /** How long the batch is still kept open, zero when it is to be planned for; empty when there is nothing in it. */
    Optional<Duration> left(Instant now, Settings settings, boolean quietBefore) {
        if (uids.isEmpty()) {
            return Optional.empty();
        }
        Duration idle =
                settings.adaptive() && quietBefore ? settings.batchIdle().dividedBy(10) : settings.batchIdle();
        Instant end = latest.plus(idle);
        Instant last = first.plus(settings.batchMax());
        Duration left = Duration.between(now, end.isBefore(last) ? end : last);
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }
}
