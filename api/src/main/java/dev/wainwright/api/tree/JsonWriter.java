package dev.wainwright.api.tree;

import java.math.BigDecimal;
import java.util.HexFormat;

/** Trees as JSON, in one line or indented by two spaces. */
final class JsonWriter {
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder out;
    private final boolean indented;

    JsonWriter(StringBuilder out, boolean indented) {
        this.out = out;
        this.indented = indented;
    }

    void value(Tree tree, int depth) {
        switch (tree) {
            case Tree.Mapping mapping -> mapping(mapping, depth);
            case Tree.Sequence sequence -> sequence(sequence, depth);
            case Tree.Text text -> quoted(out, text.value());
            case Tree.Numeral number -> out.append(digits(number.value()));
            case Tree.Bool bool -> out.append(bool.value());
            case Tree.Null nothing -> out.append("null");
        }
    }

    private void mapping(Tree.Mapping mapping, int depth) {
        out.append('{');
        boolean first = true;
        for (var field : mapping.fields().entrySet()) {
            separate(first, depth + 1);
            first = false;
            quoted(out, field.getKey());
            out.append(indented ? ": " : ":");
            value(field.getValue(), depth + 1);
        }
        close(first, depth, '}');
    }

    private void sequence(Tree.Sequence sequence, int depth) {
        out.append('[');
        boolean first = true;
        for (Tree item : sequence.items()) {
            separate(first, depth + 1);
            first = false;
            value(item, depth + 1);
        }
        close(first, depth, ']');
    }

    private void separate(boolean first, int depth) {
        if (!first) {
            out.append(',');
        }
        if (indented) {
            out.append('\n').repeat(' ', 2 * depth);
        }
    }

    private void close(boolean empty, int depth, char bracket) {
        if (indented && !empty) {
            out.append('\n').repeat(' ', 2 * depth);
        }
        out.append(bracket);
    }

    /** Without exponent as long as that is short. */
    static String digits(BigDecimal value) {
        return Math.abs(value.scale()) <= 20 ? value.toPlainString() : value.toString();
    }

    static void quoted(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    // Beside JSON's own control characters: those that YAML readers refuse or take for line breaks.
                    boolean escaped = c < ' '
                            || (c >= 0x7F && c < 0xA0)
                            || c == '\u2028'
                            || c == '\u2029'
                            || c == '\uFEFF'
                            || c > 0xFFFD;
                    if (escaped) {
                        out.append("\\u").append(HEX.toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
