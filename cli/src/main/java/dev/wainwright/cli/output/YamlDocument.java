package dev.wainwright.cli.output;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Block YAML that any YAML 1.1 or 1.2 reader takes for the same values. A text is left unquoted only where nothing else
 * could be read into it.
 */
final class YamlDocument implements Document {
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./(-][A-Za-z0-9_./()-]*)*");
    private static final Pattern RESERVED = Pattern.compile("(?i:true|false|yes|no|on|off|y|n|null|nan|inf)");

    private final PrintStream out;
    private final Deque<Level> levels = new ArrayDeque<>();
    private boolean afterKey;

    YamlDocument(PrintStream out) {
        this.out = out;
    }

    /** A collection that is being written; {@code empty} until its first entry. */
    private static final class Level {
        private final boolean array;
        private final int indent;
        private final boolean continuesLine;
        private boolean empty = true;

        Level(boolean array, int indent, boolean continuesLine) {
            this.array = array;
            this.indent = indent;
            this.continuesLine = continuesLine;
        }
    }

    @Override
    public void beginObject() {
        begin(false);
    }

    @Override
    public void endObject() {
        end("{}");
    }

    @Override
    public void beginArray() {
        begin(true);
    }

    @Override
    public void endArray() {
        end("[]");
    }

    @Override
    public Document key(String name) {
        place(levels.getFirst());
        out.print(quoted(name) + ":");
        afterKey = true;
        return this;
    }

    @Override
    public void text(String value) {
        scalar(quoted(value));
    }

    @Override
    public void number(BigDecimal value) {
        scalar(value.toPlainString());
    }

    @Override
    public void truth(boolean value) {
        scalar(String.valueOf(value));
    }

    @Override
    public void nothing() {
        scalar("null");
    }

    @Override
    public void end() {
        out.flush();
    }

    private void begin(boolean array) {
        boolean inArray = !afterKey && !levels.isEmpty();
        if (inArray) {
            place(levels.getFirst());
            out.print("-");
        }
        int indent = levels.isEmpty() ? 0 : levels.getFirst().indent + 2;
        levels.push(new Level(array, indent, inArray));
        afterKey = false;
    }

    private void end(String whenEmpty) {
        if (levels.pop().empty) {
            out.println(levels.isEmpty() ? whenEmpty : " " + whenEmpty);
        }
    }

    private void scalar(String text) {
        if (afterKey) {
            out.println(" " + text);
            afterKey = false;
        } else {
            place(levels.getFirst());
            out.println("- " + text);
        }
    }

    /** Goes to where the level's next entry starts: the first one in an array's item stays on the dash's line. */
    private void place(Level level) {
        if (level.empty && level.continuesLine) {
            out.print(" ");
        } else {
            if (level.empty && levels.size() > 1) {
                out.println();
            }
            out.print(" ".repeat(level.indent));
        }
        level.empty = false;
        assert level.array || !afterKey : "two keys in a row";
    }

    private static String quoted(String text) {
        if (PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches()) {
            return text;
        }
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0xfeff) {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
