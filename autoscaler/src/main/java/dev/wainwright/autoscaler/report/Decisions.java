package dev.wainwright.autoscaler.report;

import dev.wainwright.solver.Plan;
import java.time.Instant;

/** Hears what was decided and why; for reports and for people who ask. Listeners change nothing. */
public interface Decisions {
    /** Nobody listens. */
    Decisions UNHEARD = new Decisions() {};

    /** Pods were planned for; the plan explains itself. */
    default void planned(Instant at, Plan plan) {}

    /** A NodeClaim of that name came into being for one of the plan's new nodes. */
    default void claimed(Instant at, Plan plan, Plan.NewNode node, String claim) {}

    /** Something was done to an object, such as a NodeClaim that was deleted: what, in one word, and why, in a sentence. */
    default void acted(Instant at, String kind, String name, String what, String why) {}
}
