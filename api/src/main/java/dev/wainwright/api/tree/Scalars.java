package dev.wainwright.api.tree;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The leaves of documents: names and short texts are shared within one reading, numbers are bounded. */
final class Scalars {
    /** How deep a document may nest; Kubernetes objects stay under 30. */
    static final int MAX_DEPTH = 256;

    private static final int SHARED_LENGTH = 48;
    private static final int LARGEST_EXPONENT = 400;

    private static final int SMALL_BITS = 7;
    private static final int LARGE_BITS = 13;

    /** Direct-mapped: a newcomer takes the place of whatever hashes like it, so that no file can make it grow beyond its size. */
    private @Nullable String[] known = new String[1 << SMALL_BITS];

    private int bits = SMALL_BITS;
    private int newcomers;

    String name(String name) {
        int slot = slot(name);
        String there = known[slot];
        if (there != null && there.equals(name)) {
            return there;
        }
        if (++newcomers == known.length && bits == SMALL_BITS) {
            grow();
            slot = slot(name);
        }
        known[slot] = name;
        return name;
    }

    private int slot(String name) {
        return (name.hashCode() * 0x9E3779B9) >>> (Integer.SIZE - bits);
    }

    /** Most documents are small, and whoever asks a server sends one. */
    private void grow() {
        @Nullable String[] before = known;
        bits = LARGE_BITS;
        known = new String[1 << LARGE_BITS];
        for (String name : before) {
            if (name != null) {
                known[slot(name)] = name;
            }
        }
    }

    String value(String text) {
        return text.length() <= SHARED_LENGTH ? name(text) : text;
    }

    /** A number; one beyond what a double can hold is refused, for its digits alone could fill the memory. */
    static Tree number(String digits, int line) {
        if (digits.length() < 10 && digits.indexOf('.') < 0 && digits.indexOf('e') < 0 && digits.indexOf('E') < 0) {
            return new Tree.Numeral(BigDecimal.valueOf(Long.parseLong(digits)), line);
        }
        BigDecimal value;
        try {
            value = new BigDecimal(digits);
        } catch (NumberFormatException e) {
            throw new Unreadable(line, "the number " + shortened(digits) + " is out of range");
        }
        if (Math.abs((long) value.scale()) > LARGEST_EXPONENT || value.precision() > LARGEST_EXPONENT) {
            throw new Unreadable(line, "the number " + shortened(digits) + " is out of range");
        }
        return new Tree.Numeral(value, line);
    }

    static Unreadable duplicate(String name, int line) {
        return new Unreadable(
                line, "the field \"" + shortened(name) + "\" is already set in this object: remove one of the two");
    }

    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
