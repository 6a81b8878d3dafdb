package dev.wainwright.api.tree;

import java.nio.charset.StandardCharsets;

/**
 * JSON in one line as UTF-8, written piece by piece by who has no tree of it. Commas come by themselves; what turns out to be
 * nothing can be taken back.
 */
public final class JsonLine {
    private final Utf8 out;
    private final JsonWriter trees;

    /** With room for so many bytes before it has to grow. */
    public JsonLine(int room) {
        out = new Utf8(room);
        trees = new JsonWriter(out, false);
    }

    /** How much has been written, to be {@linkplain #back gone back} to. */
    public int size() {
        return out.size();
    }

    /** Takes back everything since there was so much. */
    public void back(int size) {
        out.truncate(size);
    }

    /** Begins with the comma after what somebody else has written. */
    public void next() {
        out.add(',');
    }

    public void beginMapping() {
        separate();
        out.add('{');
    }

    public void endMapping() {
        out.add('}');
    }

    public void beginSequence() {
        separate();
        out.add('[');
    }

    public void endSequence() {
        out.add(']');
    }

    /** A field's name; its value comes next. */
    public void name(String name) {
        separate();
        trees.quote(name);
        out.add(':');
    }

    public void text(String text) {
        separate();
        trees.quote(text);
    }

    public void number(long number) {
        separate();
        out.add(Long.toString(number));
    }

    public void truth(boolean value) {
        separate();
        out.add(Boolean.toString(value));
    }

    public void tree(Tree tree) {
        separate();
        trees.value(tree, 0);
    }

    /** Ends the line. */
    public void end() {
        out.add('\n');
    }

    /** What has been written. */
    public byte[] toBytes() {
        return out.toBytes();
    }

    @Override
    public String toString() {
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    private void separate() {
        byte last = out.last();
        if (last != '{' && last != '[' && last != ':' && last != ',' && last != 0) {
            out.add(',');
        }
    }
}
