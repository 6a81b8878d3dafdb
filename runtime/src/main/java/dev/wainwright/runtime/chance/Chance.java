package dev.wainwright.runtime.chance;

/**
 * Chance without memory: a draw depends on the seed, on what it is for and on which one it is, and on nothing that was drawn
 * before. So one more draw somewhere changes nothing elsewhere, and the order of draws does not matter.
 */
public final class Chance {
    private static final double UNIT = 0x1.0p-53;

    private final long state;

    private Chance(long state) {
        this.state = state;
    }

    public static Chance of(long seed) {
        return new Chance(mixed(seed));
    }

    /** Another source, for one purpose or one thing. */
    public Chance of(String purpose) {
        long hash = state;
        for (int i = 0; i < purpose.length(); i++) {
            hash = mixed(hash ^ purpose.charAt(i));
        }
        return new Chance(mixed(hash));
    }

    /** A number of 64 bits. */
    public long bits(long which) {
        return mixed(state ^ mixed(which));
    }

    /** From 0 (included) to 1 (excluded). */
    public double draw(long which) {
        return (bits(which) >>> 11) * UNIT;
    }

    /** The only draw of a source that is made for one thing. */
    public double draw() {
        return draw(0);
    }

    /** The finisher of SplitMix64: every input bit reaches every output bit. */
    private static long mixed(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
