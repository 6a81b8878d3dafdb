package dev.wainwright.api.read;

/** How to treat what the real API refuses. */
public enum Profile {
    /** As the real API does: refuse it, with the reason. */
    STRICT,
    /** Rewrite what can be rewritten (see {@code dev.wainwright.api.lenient}), and say each rewrite. */
    LENIENT
}
