package dev.wainwright.solver.firstfit;

import dev.wainwright.solver.firstfit.Directions.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Carries out directions: every pod goes to its own node or nowhere. A pod that has to wait for another, because of an
 * affinity or a spread, is asked again until nobody moves any more.
 */
final class DirectedPlacement {
    private final FirstFit solver;
    private final ClassState[] states;
    private final Directions directions;
    /** Per slot the claim that was opened for it. */
    private final @Nullable Claim[] opened;

    DirectedPlacement(FirstFit solver, ClassState[] states, Directions directions) {
        this.solver = solver;
        this.states = states;
        this.directions = directions;
        opened = new Claim[directions.slots().size()];
    }

    /** Places whom it can and returns the others, in the order of the queue. */
    int[] place() {
        int[] waiting = directions.order().clone();
        int left = waiting.length;
        boolean progress = true;
        while (left > 0 && progress) {
            int still = 0;
            for (int i = 0; i < left; i++) {
                if (!place(waiting[i])) {
                    waiting[still++] = waiting[i];
                }
            }
            progress = still < left;
            left = still;
        }
        return solver.unplaced();
    }

    private boolean place(int pod) {
        ClassState state = states[solver.problem().queue()[pod]];
        for (int wish = 0; wish < directions.wishesGivenUp()[pod]; wish++) {
            ClassState relaxed = solver.classes().relaxed(state);
            state = relaxed == null ? state : relaxed;
        }
        int host = put(state, directions.hosts()[pod]);
        if (host == Solution.NOWHERE) {
            return false;
        }
        solver.record(pod, state, host);
        return true;
    }

    private int put(ClassState pod, int target) {
        if (!solver.topology().prepare(pod.membership)) {
            return Solution.NOWHERE;
        }
        int nodes = solver.nodes().size();
        if (target < nodes) {
            NodeState node = solver.nodes().get(target);
            return solver.topology().allowsHost(pod.membership, target) && solver.join(pod, node)
                    ? target
                    : Solution.NOWHERE;
        }
        return put(pod, target - nodes, directions.slots().get(target - nodes));
    }

    private int put(ClassState pod, int number, Slot slot) {
        Claim claim = opened[number];
        int host = claim == null ? solver.firstClaim() + solver.claims().size() : claim.number();
        if (!solver.topology().allowsHost(pod.membership, host)
                || !(claim == null ? solver.open(pod, slot) : solver.join(pod, claim))) {
            return Solution.NOWHERE;
        }
        opened[number] = solver.claims().get(host - solver.firstClaim());
        return host;
    }
}
