package dev.wainwright.autoscaler.report;

import dev.wainwright.solver.Plan;
import java.time.Instant;
import java.util.List;

/** Hears what was decided and why; for reports and for people who ask. Listeners change nothing. */
public interface Decisions {
    /** Nobody listens. */
    Decisions UNHEARD = new Decisions() {};

    /** Pods were planned for; the plan explains itself. */
    default void planned(Instant at, Plan plan) {}

    /** Something was done to an object, such as a NodeClaim that was deleted: what, in one word, and why, in a sentence. */
    default void acted(Instant at, String kind, String name, String what, String why) {}

    /** Tells all of them, in their order. */
    static Decisions all(List<Decisions> listeners) {
        List<Decisions> all = List.copyOf(listeners);
        return new Decisions() {
            @Override
            public void planned(Instant at, Plan plan) {
                all.forEach(each -> each.planned(at, plan));
            }

            @Override
            public void acted(Instant at, String kind, String name, String what, String why) {
                all.forEach(each -> each.acted(at, kind, name, what, why));
            }
        };
    }
}
