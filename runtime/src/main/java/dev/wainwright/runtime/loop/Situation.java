package dev.wainwright.runtime.loop;

import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.store.Result;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a controller decides upon.
 *
 * @param outcomes of the effects this key caused since it was last asked about, in the order in which they were wanted
 */
public record Situation(Instant now, Snapshot snapshot, List<Outcome> outcomes) {
    public Situation {
        outcomes = List.copyOf(outcomes);
    }

    /** The first answer of that type that a call has brought; empty when none was made, or it was refused. */
    public <T> Optional<T> answer(Class<T> type) {
        for (Outcome outcome : outcomes) {
            if (outcome.result() instanceof Result.Ok<?> ok && type.isInstance(ok.answer())) {
                return Optional.of(type.cast(ok.answer()));
            }
        }
        return Optional.empty();
    }
}
