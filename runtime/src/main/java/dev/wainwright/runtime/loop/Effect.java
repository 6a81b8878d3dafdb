package dev.wainwright.runtime.loop;

import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import java.util.function.Consumer;
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
     *
     * @param body is given where to put its answer, which it does once, now or later
     */
    record Call(String name, Consumer<Consumer<Result<?>>> body) implements Effect {
        /** A call that has its answer as soon as it returns. */
        public static Call of(String name, Supplier<? extends Result<?>> body) {
            return new Call(name, answer -> answer.accept(body.get()));
        }
    }
}
