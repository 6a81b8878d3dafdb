package dev.wainwright.cluster.store;

import java.util.SplittableRandom;
import java.util.UUID;

/** Uids and name suffixes from a seed. */
final class Ids {
    /** Kubernetes leaves out vowels and what looks like them, lest words come out. */
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private static final int SUFFIX_LENGTH = 5;

    /** So that prefix and suffix make a legal name together. */
    private static final int LONGEST_PREFIX = 63 - SUFFIX_LENGTH;

    private static final long VERSION_MASK = 0xffff_ffff_ffff_0fffL;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;
    private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

    private final SplittableRandom random;

    Ids(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A random uid in the usual form. */
    String uid() {
        long high = (random.nextLong() & VERSION_MASK) | VERSION_4;
        long low = (random.nextLong() & VARIANT_MASK) | VARIANT_RFC;
        return new UUID(high, low).toString();
    }

    /** {@code prefix} and five random characters. */
    String name(String prefix) {
        var name = new StringBuilder(prefix);
        name.setLength(Math.min(prefix.length(), LONGEST_PREFIX));
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
