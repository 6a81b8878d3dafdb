package dev.wainwright.autoscaler.explanation;

import dev.wainwright.solver.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an object is where it is, and what it is.
 *
 * @param namespace empty for objects that are in none
 * @param summary a sentence about now
 * @param statements what led there, oldest first
 */
public record Explanation(String kind, String namespace, String name, String summary, List<Statement> statements) {
    public Explanation {
        statements = List.copyOf(statements);
    }

    /** One reason; {@code at} is null for what is true now. */
    public record Statement(@Nullable Instant at, Reason reason) {}
}
