package dev.wainwright.solver.packing;

import java.util.List;

/** The way to a cheap packing. */
public final class Repack {
    private Repack() {}

    public static List<Pattern> cheapest(Packing packing, Relaxed relaxed, List<Pattern> incumbent, Steps steps) {
        return Dive.round(packing, relaxed, steps);
    }
}
