package dev.wainwright.api.tree;

import java.util.Iterator;

/**
 * Trees as YAML, the way kubectl lays it out: block style, items not indented under their field, empty collections as
 * {@code {}} and {@code []}. Texts that a reader could take for something else stand in double quotes, texts of several
 * lines in literal blocks.
 */
final class YamlWriter {
    private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";

    private final StringBuilder out;

    YamlWriter(StringBuilder out) {
        this.out = out;
    }

    /** One document, ending in a line break. */
    void document(Tree tree) {
        switch (tree) {
            case Tree.Mapping mapping -> block(mapping, 0);
            case Tree.Sequence sequence -> block(sequence, 0);
            default -> {
                scalar(tree, 0);
                out.append('\n');
            }
        }
    }

    private void block(Tree.Mapping mapping, int indent) {
        if (mapping.isEmpty()) {
            out.append("{}\n");
            return;
        }
        boolean first = true;
        for (var field : mapping.fields().entrySet()) {
            // The first field stands where the writer is: at the margin, or behind the dash of an item.
            if (!first) {
                out.repeat(' ', indent);
            }
            first = false;
            name(field.getKey());
            out.append(':');
            value(field.getValue(), indent);
        }
    }

    private void value(Tree value, int indent) {
        if (value instanceof Tree.Mapping mapping && !mapping.isEmpty()) {
            out.append('\n').repeat(' ', indent + 2);
            block(mapping, indent + 2);
        } else if (value instanceof Tree.Sequence sequence && !sequence.items().isEmpty()) {
            out.append('\n').repeat(' ', indent);
            block(sequence, indent);
        } else {
            out.append(' ');
            scalar(value, indent);
            out.append('\n');
        }
    }

    private void block(Tree.Sequence sequence, int indent) {
        if (sequence.items().isEmpty()) {
            out.append("[]\n");
            return;
        }
        for (Iterator<Tree> items = sequence.items().iterator(); items.hasNext(); ) {
            out.append("- ");
            switch (items.next()) {
                case Tree.Mapping mapping -> block(mapping, indent + 2);
                case Tree.Sequence inner -> block(inner, indent + 2);
                case Tree scalar -> {
                    scalar(scalar, indent);
                    out.append('\n');
                }
            }
            if (items.hasNext()) {
                out.repeat(' ', indent);
            }
        }
    }

    private void scalar(Tree scalar, int indent) {
        switch (scalar) {
            case Tree.Mapping mapping -> out.append("{}");
            case Tree.Sequence sequence -> out.append("[]");
            case Tree.Text text -> text(text.value(), indent);
            case Tree.Numeral number -> out.append(JsonWriter.digits(number.value()));
            case Tree.Bool bool -> out.append(bool.value());
            case Tree.Null nothing -> out.append("null");
        }
    }

    private void name(String name) {
        if (isPlain(name)) {
            out.append(name);
        } else {
            out.append(JsonWriter.quoted(name));
        }
    }

    private void text(String text, int indent) {
        if (isPlain(text)) {
            out.append(text);
        } else if (isLiteral(text)) {
            literal(text, indent + 2);
        } else {
            out.append(JsonWriter.quoted(text));
        }
    }

    private void literal(String text, int indent) {
        out.append(text.endsWith("\n") ? "|" : "|-");
        for (String line : text.stripTrailing().split("\n", -1)) {
            out.append('\n');
            if (!line.isEmpty()) {
                out.repeat(' ', indent).append(line);
            }
        }
    }

    /** Texts of several lines that a literal block gives back exactly. */
    private static boolean isLiteral(String text) {
        String stripped = text.stripTrailing();
        boolean endsWell = text.equals(stripped) || text.equals(stripped + "\n");
        return endsWell
                && stripped.indexOf('\n') > 0
                && text.charAt(0) != ' '
                && text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7F));
    }

    private static boolean isPlain(String text) {
        if (text.isEmpty() || !(YamlScalars.resolve(text, 0) instanceof Tree.Text) || isDate(text)) {
            return false;
        }
        boolean safeStart = INDICATORS.indexOf(text.charAt(0)) < 0 || isSafeIndicator(text);
        if (!safeStart || text.endsWith(" ") || text.endsWith(":") || text.equals("<<") || text.equals("=")) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            boolean comment = c == ' ' && next == '#';
            boolean field = c == ':' && next == ' ';
            if (c < ' ' || c >= 0x7F || comment || field) {
                return false;
            }
        }
        return text.charAt(0) != ' ';
    }

    /** A dash, question mark or colon may begin a plain text when no space follows. */
    private static boolean isSafeIndicator(String text) {
        return text.charAt(0) == '-' && text.length() > 1 && text.charAt(1) != ' ' && !text.startsWith("---");
    }

    /** Other YAML readers take these for times. */
    private static boolean isDate(String text) {
        return text.length() >= 8
                && Character.isDigit(text.charAt(0))
                && text.charAt(4) == '-'
                && text.chars().limit(4).allMatch(Character::isDigit);
    }
}
