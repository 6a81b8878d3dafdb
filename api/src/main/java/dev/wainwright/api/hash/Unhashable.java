package dev.wainwright.api.hash;

/** Says that an object cannot be hashed, because a field does not hold what its type needs; names the field and the line. */
public final class Unhashable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final int line;

    Unhashable(String path, int line, String message) {
        super(message);
        this.path = path;
        this.line = line;
    }

    /** The field, such as {@code spec.template.spec.taints[0].key}. */
    public String path() {
        return path;
    }

    /** Where the field was written, from 1; 0 where unknown. */
    public int line() {
        return line;
    }
}
