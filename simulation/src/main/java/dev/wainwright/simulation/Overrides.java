package dev.wainwright.simulation;

import dev.wainwright.solver.Policy;
import java.time.Duration;
import java.util.Optional;

/** What the command line says in place of the scenario. */
public record Overrides(Optional<Long> seed, Optional<Duration> until, Optional<Policy> policy) {
    public static final Overrides NONE = new Overrides(Optional.empty(), Optional.empty(), Optional.empty());
}
