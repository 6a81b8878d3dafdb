package dev.wainwright.model.resource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;

/**
 * An exact amount as Kubernetes documents write it: {@code 1500m}, {@code 2Gi}, {@code 1e3}.
 *
 * <p>Two quantities are equal when they are the same amount; the format only decides how the amount is printed. Printing
 * gives Kubernetes' canonical form: no fraction, the largest suffix that loses nothing. Amounts finer than a nano are
 * rounded up and amounts beyond ±(2^63−1) are capped, as the API server does.
 *
 * @param value the amount in base units (cores, bytes, pieces)
 * @param format the family of suffixes that the amount is printed with
 */
public record Quantity(BigDecimal value, Format format) implements Comparable<Quantity> {
    /** The families of suffixes. */
    public enum Format {
        /** Powers of ten: n, u, m, k, M, G, T, P, E. */
        DECIMAL_SI,
        /** Powers of 1024: Ki, Mi, Gi, Ti, Pi, Ei. */
        BINARY_SI,
        /** Scientific notation: e3, e6. */
        DECIMAL_EXPONENT
    }

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final String[] DECIMAL_SUFFIXES = {"n", "u", "m", "", "k", "M", "G", "T", "P", "E"};
    private static final String BINARY_LETTERS = "KMGTPE";
    private static final int NANO = 9;

    /** So many fit a long even with two more behind them. */
    private static final int LONG_DIGITS = 16;

    // Below the constants that its constructor reads.
    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO, Format.DECIMAL_SI);

    public Quantity {
        value = value.scale() > NANO ? value.setScale(NANO, RoundingMode.UP) : value;
        if (value.abs().compareTo(LARGEST) > 0) {
            value = value.signum() > 0 ? LARGEST : LARGEST.negate();
        }
        value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    /** Reads {@code text}; throws {@link IllegalArgumentException}, which repeats the text, when it is no quantity. */
    public static Quantity parse(String text) {
        int end = numberEnd(text);
        if (end == 0) {
            throw notAQuantity(text);
        }
        BigDecimal number;
        try {
            number = new BigDecimal(text.substring(0, end));
        } catch (NumberFormatException e) {
            throw notAQuantity(text);
        }
        return withSuffix(text, number, text.substring(end));
    }

    public static Quantity of(long value, Format format) {
        return new Quantity(BigDecimal.valueOf(value), format);
    }

    public static Quantity ofMilli(long milli) {
        return new Quantity(BigDecimal.valueOf(milli, 3), Format.DECIMAL_SI);
    }

    /** The amount in whole base units, rounded up. */
    public long units() {
        return value.setScale(0, RoundingMode.CEILING).longValueExact();
    }

    /** The amount in thousandths, rounded up; {@code Long.MAX_VALUE} when it does not fit. */
    public long milli() {
        BigInteger milli =
                value.movePointRight(3).setScale(0, RoundingMode.CEILING).toBigInteger();
        return milli.bitLength() > 63 ? (milli.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE) : milli.longValue();
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantity that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        if (value.signum() == 0) {
            return "0";
        }
        boolean whole = value.scale() <= 0;
        if (format == Format.BINARY_SI && whole && value.abs().compareTo(BigDecimal.valueOf(1024)) >= 0) {
            return binary(value.longValueExact());
        }
        return decimal();
    }

    private static String binary(long amount) {
        int power = Math.min(Long.numberOfTrailingZeros(amount) / 10, BINARY_LETTERS.length());
        return power == 0
                ? Long.toString(amount)
                : (amount >> (10 * power)) + BINARY_LETTERS.substring(power - 1, power) + "i";
    }

    private String decimal() {
        int exponent = Math.floorDiv(-value.scale(), 3) * 3;
        exponent = Math.clamp(exponent, -NANO, 18);
        String digits = digits(-value.scale() - exponent);
        if (format == Format.DECIMAL_EXPONENT) {
            return exponent == 0 ? digits : digits + "e" + exponent;
        }
        return digits + DECIMAL_SUFFIXES[exponent / 3 + 3];
    }

    /** The amount's own digits with so many zeros, at most two, behind them. */
    private String digits(int zeros) {
        BigInteger own = value.unscaledValue();
        return value.precision() > LONG_DIGITS
                ? own.multiply(BigInteger.TEN.pow(zeros)).toString()
                : Long.toString(own.longValue() * (zeros == 0 ? 1 : zeros == 1 ? 10 : 100));
    }

    private static Quantity withSuffix(String text, BigDecimal number, String suffix) {
        if (suffix.length() == 2 && suffix.charAt(1) == 'i') {
            int power = BINARY_LETTERS.indexOf(suffix.charAt(0)) + 1;
            if (power == 0) {
                throw notAQuantity(text);
            }
            BigDecimal factor = new BigDecimal(BigInteger.ONE.shiftLeft(10 * power));
            return new Quantity(number.multiply(factor), Format.BINARY_SI);
        }
        for (int i = 0; i < DECIMAL_SUFFIXES.length; i++) {
            if (DECIMAL_SUFFIXES[i].equals(suffix)) {
                return new Quantity(number.scaleByPowerOfTen(3 * i - NANO), Format.DECIMAL_SI);
            }
        }
        return new Quantity(number.scaleByPowerOfTen(exponentOf(text, suffix)), Format.DECIMAL_EXPONENT);
    }

    private static int exponentOf(String text, String suffix) {
        if (suffix.length() > 1
                && suffix.length() <= 5
                && suffix.toLowerCase(Locale.ROOT).startsWith("e")) {
            try {
                return Integer.parseInt(suffix.substring(1));
            } catch (NumberFormatException e) {
                throw notAQuantity(text);
            }
        }
        throw notAQuantity(text);
    }

    private static int numberEnd(String text) {
        int end = 0;
        while (end < text.length()
                && ((text.charAt(end) >= '0' && text.charAt(end) <= '9')
                        || text.charAt(end) == '.'
                        || (end == 0 && (text.charAt(0) == '+' || text.charAt(0) == '-')))) {
            end++;
        }
        return end;
    }

    private static IllegalArgumentException notAQuantity(String text) {
        return new IllegalArgumentException("\"" + text
                + "\" is not a quantity: a number with an optional suffix is needed, such as 500m, 2, 1.5Gi or 1e3");
    }
}
