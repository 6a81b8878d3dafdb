package dev.wainwright.api.time;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations in the notation of Go programs: {@code 1h30m}, {@code 1.5h}, {@code 300ms}, {@code -2s}, {@code 0}. What
 * does not fit into 2^63−1 nanoseconds (about 292 years) is no duration, as in Go.
 *
 * <p>Karpenter's fields accept less: groups of whole numbers with s, m or h, and in some the word {@code Never}
 * (karpenter-core §1.1); those patterns are in the schemas. Nothing here remembers how a duration was written: fields
 * that must go out as they came in stay texts.
 */
public final class GoDuration {
    /** What stands for "no limit" in expireAfter and consolidateAfter. */
    public static final String NEVER = "Never";

    private static final Pattern WHOLE = Pattern.compile("[-+]?(\\d*\\.?\\d*(ns|us|µs|μs|ms|s|m|h))+");
    private static final Pattern GROUP = Pattern.compile("(\\d*)(?:\\.(\\d*))?(ns|us|µs|μs|ms|s|m|h)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private GoDuration() {}

    /** Reads {@code text}; throws {@link IllegalArgumentException}, which repeats the text, when it is no duration. */
    public static Duration parse(String text) {
        return Duration.ofNanos(nanos(text));
    }

    /** The same in nanoseconds. */
    public static long nanos(String text) {
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (digits.equals("0")) {
            return 0;
        }
        if (!WHOLE.matcher(text).matches()) {
            throw notADuration(text);
        }
        BigInteger sum = BigInteger.ZERO;
        for (Matcher group = GROUP.matcher(digits); group.find(); ) {
            sum = sum.add(nanosOf(group, text));
        }
        BigInteger signed = text.startsWith("-") ? sum.negate() : sum;
        if (signed.bitLength() > 63) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is too long: a duration is at most 2562047h (292 years)");
        }
        return signed.longValue();
    }

    private static BigInteger nanosOf(Matcher group, String text) {
        String whole = group.group(1);
        String fraction = group.group(2) == null ? "" : group.group(2);
        if (whole.isEmpty() && fraction.isEmpty()) {
            throw notADuration(text);
        }
        var number = new BigDecimal((whole.isEmpty() ? "0" : whole) + (fraction.isEmpty() ? "" : "." + fraction));
        long unit = NANOS.getOrDefault(group.group(3), 0L);
        return number.multiply(BigDecimal.valueOf(unit))
                .setScale(0, RoundingMode.DOWN)
                .toBigInteger();
    }

    private static IllegalArgumentException notADuration(String text) {
        return new IllegalArgumentException("\"" + text
                + "\" is not a duration: numbers with a unit (s, m or h) are needed, such as 30s, 90m or 1h30m");
    }
}
