package dev.wainwright.bench.optimality;

import java.util.Arrays;
import java.util.List;

/** The suite: every family in every size. */
public final class Suite {
    /** The suite that reports are made of; other seeds give other questions of the same kinds. */
    public static final long SEED = 1;

    private Suite() {}

    public static List<Spec> of(long seed) {
        return Arrays.stream(Family.values())
                .flatMap(family -> family.specs(seed).stream())
                .toList();
    }
}
