package dev.wainwright.runtime.time;

import java.time.Instant;

/** What time it is in the world that a controller lives in. */
@FunctionalInterface
public interface Clock {
    Instant now();
}
