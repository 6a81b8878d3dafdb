package dev.wainwright.simulation.page;

/** Elements and texts put one after another. Whatever comes from a scenario or a cluster goes through {@link #text}. */
final class Markup {
    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder out = new StringBuilder();

    /** Our own markup, as it is. */
    Markup raw(String trusted) {
        out.append(trusted);
        return this;
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    /** Begins an element; attributes are names and values in turn. */
    Markup open(String tag, String... attributes) {
        out.append('<').append(tag);
        attributes(attributes);
        out.append('>');
        return this;
    }

    Markup close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    /** An element that holds a text. */
    Markup leaf(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** An SVG element without content. */
    Markup shape(String tag, String... attributes) {
        out.append('<').append(tag);
        attributes(attributes);
        out.append("/>\n");
        return this;
    }

    private void attributes(String... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    /** Control characters and halves of surrogate pairs have no place in a page; they could not even be written. */
    private void escape(String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append((char) point);
                default -> out.appendCodePoint(unwritable(point) ? REPLACEMENT : point);
            }
        });
    }

    private static boolean unwritable(int point) {
        int kind = Character.getType(point);
        return kind == Character.CONTROL || kind == Character.SURROGATE;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
