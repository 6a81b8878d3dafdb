package dev.wainwright.runtime.loop;

import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import java.util.function.Supplier;

/** Something a controller wants done outside of itself. */
public sealed interface Effect {
    /** What kind of thing it is, such as {@code create Pod} or {@code CreateFleet}; latencies go by it. */
    String name();

    /** A write to the store. */
    record Store(Write write) implements Effect {
        @Override
        public String name() {
            return write.getClass().getSimpleName() + ' ' + write.kind().kind();
        }
    }

    /**
     * Anything else that takes time: a cloud call, a long computation. Refusals that a controller wants to tell apart
     * belong into the answer.
     */
    record Call(String name, Supplier<? extends Result<?>> body) implements Effect {}
}
