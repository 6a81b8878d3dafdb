package dev.wainwright.solver.firstfit;

import dev.wainwright.solver.catalogue.Bits;
import java.util.Arrays;

/**
 * Claims in the order in which a pod tries them: fewest pods first, then oldest first. One bit set of claims per number of
 * pods, so that moving a claim is two bit flips and a scan skips 64 claims at a time.
 */
final class ClaimOrder {
    private long[][] byCount = new long[16][];
    private int[] sizes = new int[16];
    private long[] occupied = new long[1];

    void add(int claim, int pods) {
        if (pods >= byCount.length) {
            byCount = Arrays.copyOf(byCount, pods * 2);
            sizes = Arrays.copyOf(sizes, pods * 2);
        }
        long[] members = byCount[pods];
        members = members == null ? new long[Bits.words(claim + 1)] : Bits.grown(members, claim + 1);
        byCount[pods] = members;
        Bits.set(members, claim);
        if (sizes[pods]++ == 0) {
            occupied = Bits.grown(occupied, pods + 1);
            Bits.set(occupied, pods);
        }
    }

    void remove(int claim, int pods) {
        Bits.clear(byCount[pods], claim);
        if (--sizes[pods] == 0) {
            Bits.clear(occupied, pods);
        }
    }

    /** The smallest number of pods, from {@code from} on, that some claim has; -1 for none. */
    int nextCount(int from) {
        return Bits.next(occupied, from);
    }

    /** The claims with that many pods. */
    long[] members(int pods) {
        return byCount[pods];
    }
}
