package dev.wainwright.api.tree;

import java.math.BigDecimal;
import java.util.HexFormat;

/** Trees as JSON, in one line or indented by two spaces. */
final class JsonWriter {
    private static final HexFormat HEX = HexFormat.of();

    private final Utf8 out;
    private final boolean indented;

    JsonWriter(Utf8 out, boolean indented) {
        this.out = out;
        this.indented = indented;
    }

    static Utf8 write(Tree tree, boolean indented) {
        var writer = new JsonWriter(new Utf8(), indented);
        writer.value(tree, 0);
        return writer.out;
    }

    /** The text as a JSON string, with its quotation marks. */
    static String quoted(String text) {
        return write(Tree.text(text), false).toString();
    }

    void value(Tree tree, int depth) {
        switch (tree) {
            case Tree.Mapping mapping -> mapping(mapping, depth);
            case Tree.Sequence sequence -> sequence(sequence, depth);
            case Tree.Text text -> quote(text.value());
            case Tree.Numeral number -> out.add(digits(number.value()));
            case Tree.Bool bool -> out.add(Boolean.toString(bool.value()));
            case Tree.Null nothing -> out.add("null");
        }
    }

    private void mapping(Tree.Mapping mapping, int depth) {
        FieldMap fields = mapping.inOrder();
        out.add('{');
        for (int i = 0; i < fields.size(); i++) {
            separate(i == 0, depth + 1);
            quote(fields.name(i));
            out.add(indented ? ": " : ":");
            value(fields.value(i), depth + 1);
        }
        close(fields.isEmpty(), depth, '}');
    }

    private void sequence(Tree.Sequence sequence, int depth) {
        out.add('[');
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
            out.add(',');
        }
        if (indented) {
            out.add('\n');
            out.spaces(2 * depth);
        }
    }

    private void close(boolean empty, int depth, char bracket) {
        if (indented && !empty) {
            out.add('\n');
            out.spaces(2 * depth);
        }
        out.add(bracket);
    }

    /** Without exponent as long as that is short. */
    static String digits(BigDecimal value) {
        return Math.abs(value.scale()) <= 20 ? value.toPlainString() : value.toString();
    }

    void quote(String text) {
        out.add('"');
        int next = out.addPlain(text, 0);
        while (next < text.length()) {
            int c = text.codePointAt(next);
            special(c);
            next = out.addPlain(text, next + Character.charCount(c));
        }
        out.add('"');
    }

    private void special(int c) {
        switch (c) {
            case '"' -> out.add("\\\"");
            case '\\' -> out.add("\\\\");
            case '\n' -> out.add("\\n");
            case '\t' -> out.add("\\t");
            case '\r' -> out.add("\\r");
            default -> {
                if (isEscaped(c)) {
                    out.add("\\u");
                    out.add(HEX.toHexDigits((char) c));
                } else {
                    out.addCodePoint(c);
                }
            }
        }
    }

    /** JSON's own control characters, those that YAML readers refuse or take for line breaks, and halves of characters. */
    private static boolean isEscaped(int c) {
        return c < ' '
                || (c >= 0x7F && c < 0xA0)
                || c == '\u2028'
                || c == '\u2029'
                || c == '\uFEFF'
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                || c == 0xFFFE
                || c == 0xFFFF;
    }
}
