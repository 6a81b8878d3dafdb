package dev.wainwright.cluster.store;

import dev.wainwright.runtime.store.Refusal;
import java.util.Optional;

/** Has the last word about what is written on somebody's behalf. Asked under the store's lock; it may read the store. */
public interface Policy {
    /** Whether there is anything to ask; most clusters have nothing. */
    boolean isActive();

    /** What speaks against it. */
    Optional<Refusal> objection(Proposal proposal);

    /** Has no objections. */
    Policy NONE = new Policy() {
        @Override
        public boolean isActive() {
            return false;
        }

        @Override
        public Optional<Refusal> objection(Proposal proposal) {
            return Optional.empty();
        }
    };
}
