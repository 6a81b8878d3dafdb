package dev.wainwright.simulation.world;

import java.time.Duration;

/** How a simulation stands. To ask changes nothing, and what takes time to say is only worked out for those who ask. */
public interface Outlook {
    /** How much time has passed in it. */
    Duration simulated();

    /** How long it will last in all. */
    Duration until();

    /** Pods there are, those of DaemonSets apart. */
    int pods();

    int nodes();

    /** What all machines have cost so far. */
    double dollars();
}
