package dev.wainwright.runtime.loop;

/** Watches controllers work: for traces, metrics, and tests. */
public interface Observer {
    /** Sees nothing; a controller's exception ends the run. */
    Observer NONE = new Observer() {};

    /** A controller was asked and has decided. */
    default void decided(String controller, Object key, Step step) {}

    /** An effect has its outcome. */
    default void happened(String controller, Object key, Outcome outcome) {}

    /** A controller threw an exception; when this returns, the key is tried again after its back-off. */
    default void failed(String controller, Object key, RuntimeException exception) {
        throw exception;
    }
}
