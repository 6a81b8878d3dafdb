package dev.wainwright.cluster.workload;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Sets of indexes as an indexed job writes them: {@code 0-2,4}. */
final class Indexes {
    private Indexes() {}

    /** What is no index is left out. */
    static BitSet parse(String text) {
        var indexes = new BitSet();
        for (String part : text.split(",")) {
            if (part.matches("\\d{1,9}(-\\d{1,9})?")) {
                String[] ends = part.split("-");
                indexes.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
            }
        }
        return indexes;
    }

    static String format(BitSet indexes) {
        List<String> parts = new ArrayList<>();
        for (int from = indexes.nextSetBit(0); from >= 0; ) {
            int to = indexes.nextClearBit(from) - 1;
            parts.add(from == to ? Integer.toString(from) : to == from + 1 ? from + "," + to : from + "-" + to);
            from = indexes.nextSetBit(to + 1);
        }
        return String.join(",", parts);
    }
}
