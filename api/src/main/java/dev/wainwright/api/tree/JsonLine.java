package dev.wainwright.api.tree;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/**
 * JSON in one line as UTF-8, written piece by piece by who has no tree of it. Commas come by themselves; what turns out to be
 * nothing can be taken back.
 */
public final class JsonLine {
    private static final long DAY = 86_400;

    /** Between these, years have four digits. */
    private static final long YEAR_1000 = -30_610_224_000L;

    private static final long YEAR_10000 = 253_402_300_800L;

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

    /** A name to be written often, made once; in the JSON of a field it is what stands before the value. */
    public static byte[] label(String name) {
        var line = new JsonLine(name.length() + 3);
        line.name(name);
        return line.toBytes();
    }

    /** A field's name; its value comes next. */
    public void name(byte[] label) {
        separate();
        out.add(label);
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

    /** A moment as text. Nearly all are whole seconds, and an object has several. */
    public void time(Instant time) {
        separate();
        long seconds = time.getEpochSecond();
        if (time.getNano() != 0 || seconds < YEAR_1000 || seconds >= YEAR_10000) {
            trees.quote(time.toString());
            return;
        }
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY));
        int second = (int) Math.floorMod(seconds, DAY);
        out.add('"');
        digits(day.getYear(), 4, '-');
        digits(day.getMonthValue(), 2, '-');
        digits(day.getDayOfMonth(), 2, 'T');
        digits(second / 3600, 2, ':');
        digits(second / 60 % 60, 2, ':');
        digits(second % 60, 2, 'Z');
        out.add('"');
    }

    private void digits(int value, int count, char after) {
        for (int power = count == 4 ? 1000 : 10; power > 0; power /= 10) {
            out.add((char) ('0' + value / power % 10));
        }
        out.add(after);
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
