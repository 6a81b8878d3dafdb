package dev.wainwright.cli.up;

import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * What a cluster's clock showed at a moment of real time, kept with the cluster, so that the clock of one that runs faster than
 * real time never falls back at a restart.
 *
 * @param real the moment
 * @param cluster what the cluster's clock showed then
 * @param speed how much faster it ran from then on
 */
record KeptClock(Instant real, Instant cluster, double speed) {
    /** How often it is kept anew, in real time. */
    static final Duration EVERY = Duration.ofSeconds(10);

    /** Of a new cluster: both clocks show the same. */
    static KeptClock fresh(Instant now, double speed) {
        return new KeptClock(now, now, speed);
    }

    /** Whether the two clocks always show the same, so that there is nothing to keep. */
    boolean isReal() {
        return speed == 1 && real.equals(cluster);
    }

    /**
     * How the clock goes on in a new process. The old one may have run until the clock would have been kept again, and a little
     * longer; after that the cluster's clock stood still in all but real time.
     */
    KeptClock continued(Instant now, double newSpeed) {
        Duration since = Duration.between(real, now);
        if (since.isNegative()) {
            return new KeptClock(now, cluster, newSpeed);
        }
        Duration atMost = EVERY.multipliedBy(2);
        Duration running = since.compareTo(atMost) < 0 ? since : atMost;
        Instant went = cluster.plusNanos((long) (running.toNanos() * Math.max(1, speed)));
        return new KeptClock(now, went.plus(since.minus(running)), newSpeed);
    }

    byte[] written() {
        return Json.bytes(new Fields()
                .put("real", real.toString())
                .put("cluster", cluster.toString())
                .put("speed", Double.toString(speed))
                .build());
    }

    static KeptClock read(byte[] written) {
        var document = (Tree.Mapping) Json.parse(new String(written, StandardCharsets.UTF_8));
        return new KeptClock(
                Instant.parse(document.text("real", "")),
                Instant.parse(document.text("cluster", "")),
                Double.parseDouble(document.text("speed", "1")));
    }
}
