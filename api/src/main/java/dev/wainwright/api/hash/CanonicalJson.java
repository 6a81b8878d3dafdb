package dev.wainwright.api.hash;

import dev.wainwright.api.tree.Tree;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.TreeMap;

/**
 * JSON as Go writes a decoded document: no spaces, keys sorted by their bytes, and the characters that matter in HTML
 * escaped. An object that has been through an API server always looks like this, so its hash depends on nothing else.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    static String of(Tree tree) {
        var out = new StringBuilder();
        write(tree, out);
        return out.toString();
    }

    private static void write(Tree tree, StringBuilder out) {
        switch (tree) {
            case Tree.Mapping mapping -> writeMapping(mapping, out);
            case Tree.Sequence sequence -> writeSequence(sequence, out);
            case Tree.Text text -> writeText(text.value(), out);
            case Tree.Numeral number -> out.append(number(number.value()));
            case Tree.Bool bool -> out.append(bool.value());
            case Tree.Null ignored -> out.append("null");
        }
    }

    private static void writeMapping(Tree.Mapping mapping, StringBuilder out) {
        char separator = '{';
        // UTF-16 order is byte order for all keys without surrogates, which no kubelet setting has.
        for (var entry : new TreeMap<>(mapping.fields()).entrySet()) {
            out.append(separator);
            writeText(entry.getKey(), out);
            out.append(':');
            write(entry.getValue(), out);
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private static void writeSequence(Tree.Sequence sequence, StringBuilder out) {
        out.append('[');
        for (Iterator<Tree> items = sequence.items().iterator(); items.hasNext(); ) {
            write(items.next(), out);
            out.append(items.hasNext() ? "," : "");
        }
        out.append(']');
    }

    /** Whole numbers keep all digits; others are written as the shortest text of the nearest double. */
    private static String number(BigDecimal value) {
        if (value.scale() <= 0 && value.toBigInteger().bitLength() <= 63) {
            return value.toBigInteger().toString();
        }
        double nearest = value.doubleValue();
        double size = Math.abs(nearest);
        BigDecimal shortest = new BigDecimal(Double.toString(nearest)).stripTrailingZeros();
        if (size != 0 && (size < 1e-6 || size >= 1e21)) {
            return exponent(shortest);
        }
        return shortest.scale() < 0 ? shortest.setScale(0).toPlainString() : shortest.toPlainString();
    }

    private static String exponent(BigDecimal value) {
        String digits = value.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - value.scale();
        return (value.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + Math.abs(exponent);
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            writeCharacter(text.charAt(i), out);
        }
        out.append('"');
    }

    private static void writeCharacter(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '<', '>', '&', '\u2028', '\u2029' -> out.append(String.format("\\u%04x", (int) c));
            default -> {
                if (c < 0x20) {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
