package dev.wainwright.solver.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A way of finding out whether given machines can hold everything. */
interface Loader {
    /** Unknown when the work had to end before it was found out. */
    enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    Answer answer();

    /** What is on the machines, after {@link Answer#YES}; empty ones are left out. */
    List<Pattern> patterns();

    /**
     * @param kinds the position of each machine's kind among {@code fits}
     * @param taken how many of each item, by machine and item
     */
    static List<Pattern> patterns(List<Fit> fits, int[] kinds, int[][] taken) {
        var patterns = new ArrayList<Pattern>();
        for (int b = 0; b < kinds.length; b++) {
            int[] counts = taken[b];
            int[] items =
                    IntStream.range(0, counts.length).filter(k -> counts[k] > 0).toArray();
            if (items.length > 0) {
                patterns.add(new Pattern(
                        fits.get(kinds[b]).machine,
                        items,
                        Arrays.stream(items).map(k -> counts[k]).toArray()));
            }
        }
        return patterns;
    }
}
