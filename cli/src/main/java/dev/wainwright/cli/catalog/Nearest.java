package dev.wainwright.cli.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What somebody may have meant who wrote something that is not there. */
final class Nearest {
    private Nearest() {}

    /**
     * The {@code most} names that take the fewest letters to get to, but no more than half of what was written; among equals
     * in the order of the alphabet.
     */
    static List<String> to(String written, Collection<String> names, int most) {
        int farthest = Math.max(1, written.length() / 2);
        return names.stream()
                .filter(name -> distance(written, tail(written, name)) <= farthest)
                .sorted(Comparator.<String>comparingInt(name -> distance(written, tail(written, name)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    /** Somebody who leaves out a key's prefix means what follows it. */
    private static String tail(String written, String name) {
        return written.indexOf('/') >= 0 ? name : name.substring(name.indexOf('/') + 1);
    }

    /** Levenshtein's: insertions, deletions and replacements, one row of the table at a time. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
