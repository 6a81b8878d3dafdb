package dev.wainwright.solver.uniform;

import java.util.Comparator;

/**
 * What a type promises if everything were to run on it.
 *
 * @param pods how many of the pods that can be placed it could carry
 * @param leastPrice what they cost at least, in US dollars per hour: whole machines, but pods as if they were fluid
 */
record Prospect(String type, int pods, double leastPrice) {
    static final Comparator<Prospect> BEST_FIRST = Comparator.comparingInt(Prospect::pods)
            .reversed()
            .thenComparingDouble(Prospect::leastPrice)
            .thenComparing(Prospect::type);
}
