package dev.wainwright.cluster.workload;

import dev.wainwright.api.meta.IntOrString;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Counts as documents leave them out, and shares of them. */
final class Numbers {
    private static final int PERCENT = 100;
    private static final Pattern PERCENTAGE = Pattern.compile("\\d{1,9}%");

    private Numbers() {}

    static int orZero(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    static int or(@Nullable Integer number, int otherwise) {
        return number == null ? otherwise : number;
    }

    /** Statuses leave out counts of zero. */
    static @Nullable Integer orAbsent(int number) {
        return number == 0 ? null : number;
    }

    /** A count, or a percentage of {@code whole}; text that is neither counts as 0. */
    static int share(IntOrString amount, int whole, boolean roundUp) {
        return switch (amount) {
            case IntOrString.Count count -> count.value();
            case IntOrString.Text text -> percentage(text.value(), whole, roundUp);
        };
    }

    private static int percentage(String text, int whole, boolean roundUp) {
        if (!PERCENTAGE.matcher(text).matches()) {
            return 0;
        }
        long hundredths = Long.parseLong(text.substring(0, text.length() - 1)) * whole;
        return (int) (roundUp ? Math.ceilDiv(hundredths, PERCENT) : hundredths / PERCENT);
    }
}
