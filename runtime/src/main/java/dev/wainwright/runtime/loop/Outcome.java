package dev.wainwright.runtime.loop;

import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;

/**
 * What became of an effect.
 *
 * @param id counts the effects of one run of a process, from 1
 * @param result for a write, an {@code Ok} of {@link dev.wainwright.runtime.store.Written}
 */
public record Outcome(long id, Effect effect, Result<?> result) {
    /** Whether the key has to be tried again: everything but success, and the removal of what is not there. */
    public boolean isFailure() {
        return result instanceof Result.Refused<?> refused
                && !(refused.why() instanceof Refusal.NotFound && isRemoval());
    }

    private boolean isRemoval() {
        return effect instanceof Effect.Store store
                && (store.write() instanceof Write.Delete || store.write() instanceof Write.Evict);
    }
}
