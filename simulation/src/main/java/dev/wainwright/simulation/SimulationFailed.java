package dev.wainwright.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scenario that cannot go on: something in it is impossible. The messages name the places. */
public final class SimulationFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> messages;

    public SimulationFailed(String message) {
        this(List.of(message));
    }

    /** Several impossible things at once. */
    public SimulationFailed(List<String> messages) {
        super(String.join("\n", messages));
        this.messages = List.copyOf(messages);
    }

    public SimulationFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.messages = List.of(message);
    }

    /** One message per thing that is impossible, at least one. */
    public List<String> messages() {
        return messages;
    }
}
