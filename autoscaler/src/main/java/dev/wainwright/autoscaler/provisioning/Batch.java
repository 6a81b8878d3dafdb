package dev.wainwright.autoscaler.provisioning;

import dev.wainwright.autoscaler.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The pods that have been seen waiting since the last plan (karpenter-core §3.1). A pod that is new to the batch makes it
 * wait a little longer, one that is known does not.
 *
 * @param first when the first of them came; absent while there is none
 * @param latest when the last new one came
 */
record Batch(Set<String> uids, Optional<Instant> first, Instant latest) {
    static final Batch NONE = new Batch(Set.of(), Optional.empty(), Instant.EPOCH);

    Batch {
        uids = Set.copyOf(uids);
    }

    /** The batch with everything that waits now. */
    Batch seeing(Set<String> waiting, Instant now) {
        if (uids.containsAll(waiting)) {
            return this;
        }
        var all = new HashSet<>(uids);
        all.addAll(waiting);
        return new Batch(all, Optional.of(first.orElse(now)), now);
    }

    /** How long the batch is still kept open, zero when it is to be planned for; empty when there is nothing in it. */
    Optional<Duration> left(Instant now, Settings settings, boolean quietBefore) {
        Duration idle =
                settings.adaptive() && quietBefore ? settings.batchIdle().dividedBy(10) : settings.batchIdle();
        return first.map(begin -> {
            Instant end = latest.plus(idle);
            Instant last = begin.plus(settings.batchMax());
            Duration left = Duration.between(now, end.isBefore(last) ? end : last);
            return left.isNegative() ? Duration.ZERO : left;
        });
    }
}
