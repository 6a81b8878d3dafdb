package dev.wainwright.apiserver.rest;

import java.io.IOException;

/** Holds answers back until what they acknowledge is kept. */
@FunctionalInterface
public interface Durability {
    /** For a cluster that lives as long as its process. */
    Durability NONE = revision -> {};

    /** Returns when all changes up to {@code revision} are kept; throws if they cannot be. */
    void await(long revision) throws IOException;
}
