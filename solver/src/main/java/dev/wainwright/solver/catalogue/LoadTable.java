package dev.wainwright.solver.catalogue;

import java.util.Arrays;

/**
 * Answers "which types can carry this load?" by a few word-wise ANDs.
 *
 * <p>For every resource the distinct amounts that types have left for pods are sorted, and beside each stands the set of
 * types that have at least that much. A load is looked up by binary search, one set per resource. Memory: types ×
 * distinct amounts bits per resource, some 200 KB for 1,300 types.
 */
final class LoadTable {
    private final long[][] amounts;
    private final long[][][] atLeast;
    private final int types;

    /**
     * @param room what each type has left for pods, by type, then resource number; types with a negative amount can carry
     *     nothing at all (karpenter-core §3.6)
     */
    LoadTable(long[][] room, int resources) {
        types = room.length;
        amounts = new long[resources][];
        atLeast = new long[resources][][];
        for (int resource = 0; resource < resources; resource++) {
            index(resource, room);
        }
    }

    /** Takes out of {@code candidates} every type that cannot carry {@code load}. */
    void keepCarriers(long[] candidates, long[] load) {
        for (int resource = 0; resource < load.length; resource++) {
            long wanted = load[resource];
            if (wanted <= 0) {
                continue;
            }
            if (resource >= amounts.length) {
                Arrays.fill(candidates, 0);
                return;
            }
            int at = Arrays.binarySearch(amounts[resource], wanted);
            int level = at >= 0 ? at : -at - 1;
            if (level == amounts[resource].length) {
                Arrays.fill(candidates, 0);
                return;
            }
            Bits.and(candidates, atLeast[resource][level]);
        }
    }

    private void index(int resource, long[][] room) {
        amounts[resource] = Arrays.stream(room)
                .mapToLong(type -> type[resource])
                .filter(amount -> amount > 0)
                .sorted()
                .distinct()
                .toArray();
        atLeast[resource] = new long[amounts[resource].length][];
        for (int level = 0; level < amounts[resource].length; level++) {
            long[] set = Bits.none(types);
            for (int type = 0; type < types; type++) {
                if (room[type][resource] >= amounts[resource][level]) {
                    Bits.set(set, type);
                }
            }
            atLeast[resource][level] = set;
        }
    }
}
