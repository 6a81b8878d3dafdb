package dev.wainwright.simulation.page;

import java.util.Locale;

/** Numbers as people read them, in every locale alike. */
final class Texts {
    private static final double TWO_MINUTES = 120;
    private static final long HOUR = 3600;
    private static final long DAY = 24 * HOUR;

    private Texts() {}

    /** How long something took: {@code 8.2 s}, {@code 12m 5s}, {@code 3h 0m}. */
    static String span(double seconds) {
        if (seconds < TWO_MINUTES) {
            return format("%.1f s", seconds);
        }
        return parts(Math.round(seconds));
    }

    /** A time since the beginning, as an axis bears it: {@code 0}, {@code 30s}, {@code 5m}, {@code 1h30m}. */
    static String tick(double seconds) {
        long whole = Math.round(seconds);
        var text = new StringBuilder();
        append(text, whole / DAY, "d");
        append(text, whole % DAY / HOUR, "h");
        append(text, whole % HOUR / 60, "m");
        append(text, whole % 60, "s");
        return text.isEmpty() ? "0" : text.toString();
    }

    private static void append(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }

    private static String parts(long seconds) {
        if (seconds < HOUR) {
            return seconds / 60 + "m " + seconds % 60 + "s";
        }
        return seconds < DAY
                ? seconds / HOUR + "h " + seconds % HOUR / 60 + "m"
                : seconds / DAY + "d " + seconds % DAY / HOUR + "h";
    }

    static String dollars(double dollars) {
        return dollars < 100 ? format("$%.4f", dollars) : format("$%,.2f", dollars);
    }

    /** As few decimals as an axis with steps of {@code step} needs. */
    static String axisDollars(double dollars, double step) {
        int decimals = step >= 1 || dollars == 0 ? 0 : (int) Math.ceil(-Math.log10(step) - 1e-9);
        return String.format(Locale.ROOT, "$%,." + decimals + "f", dollars);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A place on a scale of whole things. */
    static String whole(double number) {
        return format("%,.0f", number);
    }

    static String percent(double share) {
        return format("%.0f %%", share * 100);
    }

    static String number(double number) {
        return format("%.4g", number);
    }

    /** A coordinate. */
    static String at(double value) {
        String text = format("%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
