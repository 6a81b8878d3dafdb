package dev.wainwright.solver.costoptimal;

import dev.wainwright.solver.firstfit.Solution;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a solution's pods are distributed over pools by weight. A heavier pool goes first: what first fit puts into pools of a
 * weight or more, no plan may move to lighter ones.
 */
final class PoolWeights {
    /** Per class, how many of its pods are on new nodes of pools of each weight. */
    private final List<SortedMap<Integer, Integer>> onNewNodes = new ArrayList<>();
    /** Per class, how many of its pods are on existing nodes, which come before all pools. */
    private final int[] onExisting;

    private final int lightest;

    PoolWeights(Solution solution) {
        int classes = solution.problem().classes().size();
        onExisting = new int[classes];
        for (int c = 0; c < classes; c++) {
            onNewNodes.add(new TreeMap<>());
        }
        var pools = solution.problem().catalogue().pools();
        lightest = pools.stream().mapToInt(pool -> pool.pool().weight()).min().orElse(0);
        for (int pod : solution.sequence()) {
            int c = solution.problem().queue()[pod];
            int claim = solution.host(pod) - solution.firstClaim();
            if (claim < 0) {
                onExisting[c]++;
            } else {
                int pool = solution.claims().get(claim).poolNumber();
                onNewNodes.get(c).merge(pools.get(pool).pool().weight(), 1, Integer::sum);
            }
        }
    }

    /** How many pods of a class need a pool of at least some weight, the smallest weight first. */
    SortedMap<Integer, Integer> demanded(int classNumber) {
        var demanded = new TreeMap<Integer, Integer>();
        demanded.put(Wish.ANY_WEIGHT, onExisting[classNumber]);
        onNewNodes
                .get(classNumber)
                .forEach((weight, count) ->
                        demanded.merge(weight > lightest ? weight : Wish.ANY_WEIGHT, count, Integer::sum));
        return demanded;
    }

    /** Whether of every class as many pods are in pools of each weight or more as in another solution. */
    boolean areKept(PoolWeights other) {
        for (int c = 0; c < onExisting.length; c++) {
            for (int weight : other.onNewNodes.get(c).keySet()) {
                if (onExisting[c] + atLeast(c, weight) < other.atLeast(c, weight)) {
                    return false;
                }
            }
        }
        return true;
    }

    private int atLeast(int classNumber, int weight) {
        return onNewNodes.get(classNumber).tailMap(weight).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }
}
