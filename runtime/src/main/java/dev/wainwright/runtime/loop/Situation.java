package dev.wainwright.runtime.loop;

import dev.wainwright.runtime.cache.Snapshot;
import java.time.Instant;
import java.util.List;

/**
 * What a controller decides upon.
 *
 * @param outcomes of the effects this key caused since it was last asked about, in the order in which they were wanted
 */
public record Situation(Instant now, Snapshot snapshot, List<Outcome> outcomes) {
    public Situation {
        outcomes = List.copyOf(outcomes);
    }
}
