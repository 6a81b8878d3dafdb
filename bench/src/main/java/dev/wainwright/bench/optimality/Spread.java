package dev.wainwright.bench.optimality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** How figures are spread. */
record Spread(double[] sorted) {
    static Spread of(List<Line> lines, Function<Line, OptionalDouble> figure) {
        return new Spread(lines.stream()
                .map(figure)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .sorted()
                .toArray());
    }

    int count() {
        return sorted.length;
    }

    double max() {
        return at(1);
    }

    double median() {
        return at(0.5);
    }

    /** The smallest figure that at least this part of all do not exceed; NaN when there is none. */
    double at(double part) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }

    /** Median, 95th of 100, and the largest. */
    String text(String format) {
        if (sorted.length == 0) {
            return "–";
        }
        String one = format + " / " + format + " / " + format;
        return String.format(Locale.ROOT, one, median(), at(0.95), max());
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
