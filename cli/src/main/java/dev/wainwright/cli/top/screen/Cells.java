package dev.wainwright.cli.top.screen;

import java.util.Locale;

/** How many cells of a terminal a text takes: CJK and emoji two, marks that join others none. */
public final class Cells {
    /** Ranges of two cells (Unicode's East Asian Width W and F, roughly), from and to alternating. */
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x231a, 0x231b, 0x23e9, 0x23ec, 0x25fd, 0x25fe, 0x2614, 0x2615, 0x2648, 0x2653, 0x267f, 0x267f,
        0x2693, 0x2693, 0x26a1, 0x26a1, 0x26aa, 0x26ab, 0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26ce, 0x26ce, 0x26d4, 0x26d4,
        0x26ea, 0x26ea, 0x26f2, 0x26f5, 0x26fa, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b, 0x2728, 0x2728, 0x274c, 0x274e,
        0x2753, 0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0, 0x27bf, 0x27bf, 0x2b1b, 0x2b1c, 0x2b50, 0x2b55, 0x2e80, 0x303e,
        0x3041, 0x33ff, 0x3400, 0x4dbf, 0x4e00, 0x9fff, 0xa000, 0xa4cf, 0xa960, 0xa97f, 0xac00, 0xd7a3, 0xf900, 0xfaff,
        0xfe30, 0xfe6f, 0xff00, 0xff60, 0xffe0, 0xffe6, 0x1f004, 0x1f004, 0x1f18e, 0x1f19a, 0x1f200, 0x1f320, 0x1f32d,
        0x1f64f, 0x1f680, 0x1f6ff, 0x1f7e0, 0x1f7eb, 0x1f900, 0x1faff, 0x20000, 0x3fffd
    };

    private Cells() {}

    /** The cells {@code text} takes. */
    public static int width(String text) {
        int width = 0;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            width += width(point);
            at += Character.charCount(point);
        }
        return width;
    }

    private static int width(int point) {
        if (point < 0x300) {
            return 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int i = 0; i < WIDE.length && WIDE[i] <= point; i += 2) {
            if (point <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }

    /** What is left of {@code text} in {@code width} cells from its start, nothing marked. */
    static String head(String text, int width) {
        int used = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            used += width(point);
            if (used > width) {
                break;
            }
            at += Character.charCount(point);
        }
        return text.substring(0, at);
    }

    private static String tail(String text, int width) {
        int used = 0;
        int at = text.length();
        while (at > 0) {
            int point = text.codePointBefore(at);
            used += width(point);
            if (used > width) {
                break;
            }
            at -= Character.charCount(point);
        }
        return text.substring(at);
    }

    /** Cut at its end; the cut is marked. */
    static String cut(String text, int width, boolean unicode) {
        if (width(text) <= width) {
            return text;
        }
        String mark = unicode ? "…" : "..";
        return width <= mark.length() ? head(text, width) : head(text, width - mark.length()) + mark;
    }

    /** Cut in the middle, because names differ at their ends. */
    static String shortened(String text, int width, boolean unicode) {
        String mark = unicode ? "…" : "..";
        if (width(text) <= width || width <= mark.length() + 2) {
            return cut(text, width, unicode);
        }
        int end = (width - mark.length()) / 2;
        return head(text, width - mark.length() - end) + mark + tail(text, end);
    }

    /** Nothing that could move the cursor or colour what follows; where only ASCII is shown, nothing else. */
    static String clean(String text, boolean unicode) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            boolean control = Character.isISOControl(point)
                    || point == 0x2028
                    || point == 0x2029
                    || (point >= 0x202a && point <= 0x202e)
                    || (point >= 0x2066 && point <= 0x2069);
            if (control) {
                clean.append(' ');
            } else if (point < 0x80 || unicode) {
                clean.appendCodePoint(point);
            } else {
                clean.append('?');
            }
        });
        return clean.toString();
    }

    static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
