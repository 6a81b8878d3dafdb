package dev.wainwright.cli.top.screen;

import dev.wainwright.cli.output.Money;
import dev.wainwright.cli.top.picture.Picture.Cost;
import dev.wainwright.cli.top.picture.Picture.NodeRow;
import dev.wainwright.cli.top.picture.Picture.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Amounts, ages and prices as people read them. */
public final class Texts {
    private static final double GIB = 1L << 30;
    private static final double MIB = 1L << 20;
    private static final double LARGE = 100;

    private Texts() {}

    /** In two units while both matter, then in one; never longer than six letters. */
    public static String age(Optional<Instant> since, Instant now) {
        if (since.isEmpty()) {
            return "?";
        }
        Duration age = Duration.between(since.get(), now);
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 600) {
            return seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
        }
        if (age.toHours() < 3) {
            return age.toMinutes() + "m";
        }
        return age.toHours() < 48 ? age.toHours() + "h" : age.toDays() + "d";
    }

    /** Cores. */
    public static String cpu(long milli) {
        return amount(milli / 1000.0);
    }

    /** In GiB, from bytes; what is less in MiB. */
    public static String memory(long bytes) {
        if (bytes == 0) {
            return "0";
        }
        return bytes < GIB ? Math.max(1, Math.round(bytes / MIB)) + "Mi" : gib(bytes) + "Gi";
    }

    /** In GiB without the unit. */
    static String gib(long bytes) {
        return amount(bytes / GIB);
    }

    /** One decimal for small amounts, none for large ones. */
    private static String amount(double value) {
        String text = String.format(Locale.ROOT, value < LARGE ? "%.1f" : "%,.0f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** For a column that says $/H: {@code ~0.0345}; {@code ?} without a price; nothing while there is no machine. */
    public static String price(NodeRow node) {
        if (node.price().isEmpty()) {
            return node.status() == Status.LAUNCHING ? "" : "?";
        }
        return mark(node.price().get().modelled())
                + Money.hourly(node.price().get().hourly()).substring(1);
    }

    /** Such as {@code ~$0.0345/h}; with a plus where some prices are not known. */
    public static String hourly(Cost cost) {
        return mark(cost.modelled()) + Money.hourly(cost.hourly()) + "/h" + (cost.unpriced() > 0 ? "+?" : "");
    }

    public static String monthly(Cost cost) {
        return mark(cost.modelled()) + Money.perMonth(cost.hourly()) + "/month" + (cost.unpriced() > 0 ? "+?" : "");
    }

    /** The house's mark for prices from a model. */
    public static String mark(boolean modelled) {
        return modelled ? "~" : "";
    }

    public static String count(int number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }
}
