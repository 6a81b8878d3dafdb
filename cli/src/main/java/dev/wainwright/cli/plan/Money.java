package dev.wainwright.cli.plan;

import java.util.Locale;

/** US dollars as people read them. */
final class Money {
    /** AWS's own figure for a month. */
    static final int HOURS_PER_MONTH = 730;

    private Money() {}

    /** Four decimals: small machines cost fractions of a cent. */
    static String hourly(double dollars) {
        return String.format(Locale.ROOT, "$%,.4f", dollars);
    }

    static String perMonth(double dollarsPerHour) {
        return String.format(Locale.ROOT, "$%,.2f", dollarsPerHour * HOURS_PER_MONTH);
    }
}
