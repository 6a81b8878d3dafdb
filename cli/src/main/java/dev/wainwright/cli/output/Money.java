package dev.wainwright.cli.output;

import java.util.Locale;

/** US dollars as people read them. */
public final class Money {
    /** AWS's own figure for a month. */
    public static final int HOURS_PER_MONTH = 730;

    private Money() {}

    /** Four decimals: small machines cost fractions of a cent. */
    public static String hourly(double dollars) {
        return String.format(Locale.ROOT, "$%,.4f", dollars);
    }

    public static String perMonth(double dollarsPerHour) {
        return String.format(Locale.ROOT, "$%,.2f", dollarsPerHour * HOURS_PER_MONTH);
    }
}
