package dev.wainwright.api.schema;

import java.util.Collection;
import java.util.Locale;

/** Guesses what a misspelt name was meant to be. */
public final class Spelling {
    private static final int LONGEST = 60;

    private Spelling() {}

    /** The known name that is at most two typing errors (and a third of its length) away; empty when there is none. */
    public static String closest(String name, Collection<String> known) {
        String best = "";
        int bestDistance = Math.min(2, name.length() / 3) + 1;
        for (String candidate : known) {
            int distance = candidate.equalsIgnoreCase(name) ? 0 : distance(name, candidate);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    private static int distance(String typed, String meant) {
        if (typed.length() > LONGEST || Math.abs(typed.length() - meant.length()) > 2) {
            return Integer.MAX_VALUE;
        }
        String a = typed.toLowerCase(Locale.ROOT);
        String b = meant.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
