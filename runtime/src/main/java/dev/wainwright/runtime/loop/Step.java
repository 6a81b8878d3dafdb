package dev.wainwright.runtime.loop;

import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a controller decided about one key.
 *
 * @param effects to carry out, all at once; the key is asked about again when every one has an outcome
 * @param wakeAfter when to ask again if nothing happens before; absent for never. It replaces what an earlier step said
 * @param retry whether to ask again after the key's back-off
 */
public record Step(List<Effect> effects, @Nullable Duration wakeAfter, boolean retry) {
    /** All is as it should be. */
    public static final Step DONE = new Step(List.of(), null, false);

    /** Something that ought to be there is not yet: ask again after a back-off that grows. */
    public static final Step RETRY = new Step(List.of(), null, true);

    public Step {
        effects = List.copyOf(effects);
    }

    public static Step effects(Collection<? extends Effect> effects) {
        return effects.isEmpty() ? DONE : new Step(List.copyOf(effects), null, false);
    }

    public static Step write(Write... writes) {
        return writes(List.of(writes));
    }

    public static Step writes(Collection<? extends Write> writes) {
        if (writes.isEmpty()) {
            return DONE;
        }
        var effects = new ArrayList<Effect>(writes.size());
        for (Write write : writes) {
            effects.add(new Effect.Store(write));
        }
        return effects(effects);
    }

    public static Step wakeAfter(Duration delay) {
        return DONE.andWakeAfter(delay);
    }

    public Step andWakeAfter(@Nullable Duration delay) {
        return Objects.equals(delay, wakeAfter) ? this : new Step(effects, delay, retry);
    }
}
