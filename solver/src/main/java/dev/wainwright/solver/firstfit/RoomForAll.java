package dev.wainwright.solver.firstfit;

import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.CompiledPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the node for the first pod of a group that wants to share one node: the place that can take most of the group,
 * and among equals the one that would have been tried first. Karpenter takes the first that has room for one pod, and then
 * has to refuse the rest of the group.
 */
final class RoomForAll {
    private final FirstFit state;
    private final ClassState pod;
    private final List<Place> places = new ArrayList<>();

    /** Somewhere to put the group, how many of its pods fit, and how to put the first there. */
    private record Place(int room, int host, Attempt attempt) {}

    /** Tries to put one pod somewhere. */
    @FunctionalInterface
    private interface Attempt {
        boolean succeeds();
    }

    RoomForAll(FirstFit state, ClassState pod) {
        this.state = state;
        this.pod = pod;
    }

    /** The number of the node or claim that took the pod, or {@link Solution#NOWHERE}. */
    int place() {
        for (NodeState node : state.nodes()) {
            add(room(node.available), node.number(), () -> state.join(pod, node));
        }
        state.claims().stream()
                .sorted(Comparator.comparingInt((Claim claim) -> claim.pods).thenComparingInt(Claim::number))
                .forEach(claim -> add(room(claim), claim.number(), () -> state.join(pod, claim)));
        int fresh = state.firstClaim() + state.claims().size();
        for (int i = 0; i < state.pools().size(); i++) {
            int pool = i;
            add(room(state.pools().get(i)), fresh, () -> !pod.isRefusedByPool(pool) && state.open(pod, pool, fresh));
        }
        places.sort(Comparator.comparingInt(Place::room).reversed());
        for (Place place : places) {
            if (state.topology().allowsHost(pod.membership, place.host) && place.attempt.succeeds()) {
                return place.host;
            }
        }
        return Solution.NOWHERE;
    }

    private void add(int room, int host, Attempt attempt) {
        if (room > 0) {
            places.add(new Place(room, host, attempt));
        }
    }

    private int room(long[] available) {
        long room = pod.size;
        for (int i = 0; i < available.length; i++) {
            if (pod.load[i] > 0) {
                room = Math.min(room, Math.max(0, available[i]) / pod.load[i]);
            }
        }
        return (int) room;
    }

    private int room(Claim claim) {
        int set = state.requirements().and(claim.requirements, pod.requirements);
        return set < 0 ? 0 : room(claim.types, set, claim.load, claim.pool());
    }

    private int room(PoolState pool) {
        int set = state.requirements().and(pool.requirements, pod.requirements);
        if (set < 0) {
            return 0;
        }
        long[] types = pool.compiled.candidates().clone();
        pool.keepWithinLimits(types);
        return room(types, set, new long[pod.load.length], pool.compiled);
    }

    /** The largest part of the group that some type still carries on top of a load, by bisection. */
    private int room(long[] types, int set, long[] load, CompiledPool pool) {
        long[] candidates = types.clone();
        Bits.and(candidates, state.requirements().types(set, pool.table()));
        int fits = 0;
        int tooMany = pod.size + 1;
        while (fits + 1 < tooMany) {
            int middle = (fits + tooMany) >>> 1;
            long[] carriers = candidates.clone();
            long[] together = load.clone();
            for (int i = 0; i < together.length; i++) {
                together[i] += middle * pod.load[i];
            }
            pool.keepCarriers(carriers, together);
            if (Bits.isEmpty(carriers)) {
                tooMany = middle;
            } else {
                fits = middle;
            }
        }
        return fits;
    }
}
