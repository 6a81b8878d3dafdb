package dev.wainwright.simulation;

/** A scenario that cannot go on: something in it is impossible. The message names the place. */
public final class SimulationFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SimulationFailed(String message) {
        super(message);
    }

    public SimulationFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
