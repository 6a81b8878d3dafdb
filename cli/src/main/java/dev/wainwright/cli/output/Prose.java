package dev.wainwright.cli.output;

import dev.wainwright.solver.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Sentences that are broken between words, and reasons as trees. */
public final class Prose {
    private static final Pattern COLOR = Pattern.compile("\u001b\\[[0-9;]*m");

    /** Any space but the one between a number and its unit. */
    private static final Pattern GAP = Pattern.compile("(?<!\\d) | (?!(?:s|ms|h|%|MB|MiB|GiB|vCPU)(?![A-Za-z]))");

    private Prose() {}

    /** Breaks {@code text} to {@code width}; lines after the first get {@code indent}. A word that is too long stays whole. */
    public static List<String> wrap(String first, String indent, String text, int width) {
        var lines = new ArrayList<String>();
        for (String paragraph : text.split("\n", -1)) {
            var line = new StringBuilder(lines.isEmpty() ? first : indent);
            boolean begun = false;
            for (String word : GAP.split(paragraph, -1)) {
                if (begun && visible(line) + 1 + visible(word) > width) {
                    lines.add(line.toString());
                    line = new StringBuilder(indent);
                    begun = false;
                }
                line.append(begun ? " " : "").append(word);
                begun = true;
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** Colours take no room. */
    private static int visible(CharSequence text) {
        int length = text.length();
        int escape = text.toString().indexOf('\u001b');
        return escape < 0 ? length : COLOR.matcher(text).replaceAll("").length();
    }

    /** A reason and all that it rests on, as a tree. */
    public static List<String> tree(Reason reason, String indent, int width, boolean unicode) {
        var lines = new ArrayList<>(wrap(indent, indent + "  ", reason.text(), width));
        branches(reason, indent, width, unicode, lines);
        return lines;
    }

    private static void branches(Reason reason, String indent, int width, boolean unicode, List<String> lines) {
        for (int i = 0; i < reason.because().size(); i++) {
            Reason next = reason.because().get(i);
            boolean last = i == reason.because().size() - 1;
            String fork = unicode ? (last ? "└─ " : "├─ ") : (last ? "`- " : "|- ");
            String below = last ? "   " : unicode ? "│  " : "|  ";
            lines.addAll(wrap(indent + fork, indent + below, next.text(), width));
            branches(next, indent + below, width, unicode, lines);
        }
    }

    /** A reason in one line: what it rests on in brackets. */
    public static String inline(Reason reason) {
        if (reason.because().isEmpty()) {
            return reason.text();
        }
        var parts = new ArrayList<String>();
        reason.because().forEach(next -> parts.add(inline(next)));
        return reason.text() + " (" + String.join("; ", parts) + ")";
    }
}
