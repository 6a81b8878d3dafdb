package dev.wainwright.cli.output;

/** A share as a bar and a percentage, such as {@code ███▌ 71%}. */
public final class Bar {
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
    private static final int EIGHT = 8;

    private Bar() {}

    /** {@code part} of {@code whole} on {@code cells} characters and four for the percentage; nothing of nothing is 0 %. */
    public static String of(long part, long whole, int cells, boolean unicode) {
        double share = whole <= 0 ? 0 : Math.clamp((double) part / whole, 0, 1);
        // Rounded down, so that only what is really full says 100 %.
        return (unicode ? blocks(share, cells) : signs(share, cells)) + String.format("%3d%%", (int) (share * 100));
    }

    private static String blocks(double share, int cells) {
        int eighths = (int) Math.round(share * cells * EIGHT);
        String full = "█".repeat(eighths / EIGHT);
        String rest = eighths % EIGHT == 0 ? "" : EIGHTHS.substring(eighths % EIGHT, eighths % EIGHT + 1);
        return full + rest + "·".repeat(cells - full.length() - rest.length());
    }

    private static String signs(double share, int cells) {
        int full = (int) Math.round(share * cells);
        return "#".repeat(full) + ".".repeat(cells - full);
    }
}
