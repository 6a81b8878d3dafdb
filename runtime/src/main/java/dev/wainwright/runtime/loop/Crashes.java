package dev.wainwright.runtime.loop;

import java.time.Duration;
import java.util.Optional;

/** Decides whether a process of controllers dies, asked at every step of its way. */
public interface Crashes {
    /** Nobody dies. */
    Crashes NEVER = new Crashes() {
        @Override
        public Optional<Duration> at(Point point) {
            return Optional.empty();
        }

        @Override
        public boolean stillArrives() {
            return true;
        }
    };

    /** A step on the way. */
    enum Point {
        /** It has decided and told nobody. */
        DECIDED,
        /** The requests are on their way. */
        SENT,
        /** The change is made, the answer on its way. */
        APPLIED,
        /** It has the answer, and has taken it in. */
        ANSWERED
    }

    /** How long the process is down if it dies here; empty if it lives. */
    Optional<Duration> at(Point point);

    /** Whether a request of a dead process still reaches the server. */
    boolean stillArrives();
}
