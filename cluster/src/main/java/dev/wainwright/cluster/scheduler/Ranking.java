package dev.wainwright.cluster.scheduler;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Which of the nodes that can take a pod is the best, by kube-scheduler's default scores and weights; among equals by lot,
 * drawn from the seed and the pod's name, so that equal nodes fill evenly and a run repeats itself.
 */
final class Ranking {
    private static final int TAINTS = 3;
    private static final int PREFERENCE = 2;
    private static final int SPREAD = 2;
    private static final int NEIGHBOURS = 2;

    private final long seed;
    private long[] spread = new long[0];
    private long[] wishes = new long[0];

    Ranking(long seed) {
        this.seed = seed;
    }

    /** The number of the best slot among the first {@code count} of {@code candidates}, at least one. */
    int best(Evaluation evaluation, int[] candidates, int count, String pod) {
        int mostTaints = 0;
        int mostPreferred = 0;
        for (int i = 0; i < count; i++) {
            mostTaints = Math.max(mostTaints, evaluation.softTaints(candidates[i]));
            mostPreferred = Math.max(mostPreferred, evaluation.preference(candidates[i]));
        }
        long[] spreads = spread(evaluation.neighbours, candidates, count);
        long[] wished = wishes(evaluation.neighbours, candidates, count);
        long lot = mixed(seed ^ pod.hashCode());
        int best = -1;
        long bestScore = Long.MIN_VALUE;
        long bestLot = 0;
        for (int i = 0; i < count; i++) {
            int slot = candidates[i];
            long score = evaluation.suits(slot)
                    + TAINTS
                            * (long)
                                    (mostTaints == 0
                                            ? Suits.BEST
                                            : Suits.BEST - Suits.BEST * evaluation.softTaints(slot) / mostTaints)
                    + PREFERENCE
                            * (long) (mostPreferred == 0 ? 0 : Suits.BEST * evaluation.preference(slot) / mostPreferred)
                    + SPREAD * spreads[i]
                    + NEIGHBOURS * wished[i];
            if (score >= bestScore) {
                long drawn = mixed(lot + slot);
                if (score > bestScore || drawn > bestLot) {
                    best = slot;
                    bestLot = drawn;
                }
                bestScore = score;
            }
        }
        return best;
    }

    /** PodTopologySpread's score: the fewer of the pod's like in the domain, the better. */
    private long[] spread(Neighbours neighbours, int[] candidates, int count) {
        spread = cleared(spread, count);
        if (neighbours.soft.isEmpty()) {
            return spread;
        }
        var raw = new double[count];
        for (Domains domains : neighbours.soft) {
            double weight = Math.log(breadth(neighbours, domains, candidates, count) + 2.0);
            for (int i = 0; i < count; i++) {
                int domain = domains.of(candidates[i]);
                if (domain >= 0) {
                    raw[i] += domains.count(domain) * weight + domains.term.maxSkew() - 1;
                }
            }
        }
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < count; i++) {
            if (!neighbours.isIgnored(candidates[i])) {
                least = Math.min(least, Math.round(raw[i]));
                most = Math.max(most, Math.round(raw[i]));
            }
        }
        for (int i = 0; i < count; i++) {
            spread[i] = neighbours.isIgnored(candidates[i])
                    ? 0
                    : most == 0 ? Suits.BEST : Suits.BEST * (most + least - Math.round(raw[i])) / most;
        }
        return spread;
    }

    private static int breadth(Neighbours neighbours, Domains domains, int[] candidates, int count) {
        boolean byNode = Neighbours.isByNode(domains);
        int nodes = 0;
        Set<Integer> distinct = new HashSet<>();
        for (int i = 0; i < count; i++) {
            if (!neighbours.isIgnored(candidates[i])) {
                nodes++;
                if (!byNode && domains.of(candidates[i]) >= 0) {
                    distinct.add(domains.of(candidates[i]));
                }
            }
        }
        return byNode ? nodes : distinct.size();
    }

    private long[] wishes(Neighbours neighbours, int[] candidates, int count) {
        wishes = cleared(wishes, count);
        if (!neighbours.hasWishes()) {
            return wishes;
        }
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            wishes[i] = neighbours.wishes(candidates[i]);
            least = Math.min(least, wishes[i]);
            most = Math.max(most, wishes[i]);
        }
        for (int i = 0; i < count; i++) {
            wishes[i] = most == least ? 0 : (long) (Suits.BEST * ((double) (wishes[i] - least) / (most - least)));
        }
        return wishes;
    }

    private static long[] cleared(long[] array, int count) {
        if (array.length < count) {
            return new long[count * 2];
        }
        Arrays.fill(array, 0, count, 0);
        return array;
    }

    /** SplitMix64's finalizer. */
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
