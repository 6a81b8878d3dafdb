package dev.wainwright.runtime.loop;

import java.util.List;

/** Watches controllers work: for traces, metrics, and tests. */
public interface Observer {
    /** Sees nothing; a controller's exception ends the run. */
    Observer NONE = new Observer() {};

    /** A key waits now that did not wait before. */
    default void queued(String controller, Object key) {}

    /** A key is being worked on, until it is settled. */
    default void begun(String controller, Object key) {}

    /** A controller was asked and has decided. */
    default void decided(String controller, Object key, Step step) {}

    /** An effect has its outcome. */
    default void happened(String controller, Object key, Outcome outcome) {}

    /** A key has been worked on: every effect of the step has its outcome. */
    default void settled(String controller, Object key, Step step, List<Outcome> outcomes) {}

    /** A controller threw an exception; when this returns, the key is tried again after its back-off. */
    default void failed(String controller, Object key, RuntimeException exception) {
        throw exception;
    }
}
