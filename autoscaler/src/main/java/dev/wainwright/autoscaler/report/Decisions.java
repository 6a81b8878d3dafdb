package dev.wainwright.autoscaler.report;

import dev.wainwright.solver.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Hears what was decided and why; for reports and for people who ask. Listeners change nothing. */
public interface Decisions {
    /** Nobody listens. */
    Decisions UNHEARD = new Decisions() {};

    /** A plan is being made, because so many pods wait. */
    default void planning(Instant at, int pods) {}

    /** Pods were planned for, which took so long; the plan explains itself. */
    default void planned(Instant at, Duration took, Plan plan) {}

    /** A NodeClaim of that name came into being for one of the plan's new nodes. */
    default void claimed(Instant at, Plan plan, Plan.NewNode node, String claim) {}

    /** Something was done to an object, such as a NodeClaim that was deleted: what, in one word, and why, in a sentence. */
    default void acted(Instant at, String kind, String name, String what, String why) {}

    /** So many machines could be taken away for {@code reason} now, as far as only they are concerned. */
    default void eligible(String reason, int machines) {}

    /** A NodeClaim that was chosen to be taken away stays after all. */
    default void spared(Instant at, String claim) {}

    /** Tells all of them, in their order. */
    static Decisions all(List<Decisions> listeners) {
        List<Decisions> all = List.copyOf(listeners);
        return new Decisions() {
            @Override
            public void planning(Instant at, int pods) {
                all.forEach(each -> each.planning(at, pods));
            }

            @Override
            public void planned(Instant at, Duration took, Plan plan) {
                all.forEach(each -> each.planned(at, took, plan));
            }

            @Override
            public void eligible(String reason, int machines) {
                all.forEach(each -> each.eligible(reason, machines));
            }

            @Override
            public void spared(Instant at, String claim) {
                all.forEach(each -> each.spared(at, claim));
            }

            @Override
            public void claimed(Instant at, Plan plan, Plan.NewNode node, String claim) {
                all.forEach(each -> each.claimed(at, plan, node, claim));
            }

            @Override
            public void acted(Instant at, String kind, String name, String what, String why) {
                all.forEach(each -> each.acted(at, kind, name, what, why));
            }
        };
    }
}
