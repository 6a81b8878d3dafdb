package dev.wainwright.simulation.scenario;

import dev.wainwright.api.time.GoDuration;
import dev.wainwright.runtime.chance.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how long something takes: {@code 30s}, {@code 20s..40s}, {@code normal(30s, 5s)}, {@code lognormal(30s, 0.4)} or
 * {@code p50=30s p95=45s}.
 */
public final class StageText {
    private static final Pattern CALL = Pattern.compile("(normal|lognormal)\\(([^,]+),([^)]+)\\)");
    private static final Pattern PERCENTILE = Pattern.compile("p([0-9]{1,2}(?:\\.[0-9]+)?|100)=(\\S+)");
    private static final String FORMS =
            "write a time (30s), a range (20s..40s), normal(30s, 5s), lognormal(30s, 0.4) or p50=30s p95=45s";

    private StageText() {}

    /** Throws {@link IllegalArgumentException} with the way out. */
    public static Distribution parse(String text) {
        String trimmed = text.strip();
        try {
            return distribution(trimmed);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no time and no distribution: " + FORMS, e);
        }
    }

    private static Distribution distribution(String text) {
        Matcher call = CALL.matcher(text);
        if (call.matches()) {
            double first = seconds(call.group(2));
            return call.group(1).equals("normal")
                    ? new Distribution.Normal(first, seconds(call.group(3)))
                    : new Distribution.LogNormal(
                            first, Double.parseDouble(call.group(3).strip()));
        }
        int range = text.indexOf("..");
        if (range > 0) {
            return Distribution.uniform(seconds(text.substring(0, range)), seconds(text.substring(range + 2)));
        }
        return text.startsWith("p") ? percentiles(text) : Distribution.fixed(seconds(text));
    }

    private static Distribution percentiles(String text) {
        List<Distribution.Point> points = new ArrayList<>();
        for (String part : text.split("\\s+")) {
            Matcher matcher = PERCENTILE.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(part);
            }
            points.add(new Distribution.Point(Double.parseDouble(matcher.group(1)) / 100, seconds(matcher.group(2))));
        }
        return new Distribution.Percentiles(points);
    }

    private static double seconds(String text) {
        long nanos = GoDuration.nanos(text.strip());
        if (nanos < 0) {
            throw new IllegalArgumentException(text + " is negative");
        }
        return nanos / 1e9;
    }
}
