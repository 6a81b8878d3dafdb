package dev.wainwright.api.codec;

/** A value that does not fit its field. After a schema check none is left; raw documents may have some. */
public final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final int line;

    Misfit(String path, int line, String message) {
        super(message, null, false, false);
        this.path = path;
        this.line = line;
    }

    Misfit under(String parent) {
        String joined = path.isEmpty() || path.startsWith("[") ? parent + path : parent + "." + path;
        return new Misfit(joined, line, message());
    }

    /** The field, such as {@code spec.containers[0].ports}. */
    public String path() {
        return path;
    }

    /** The line in the source; 0 where unknown. */
    public int line() {
        return line;
    }

    /** What is wrong with the value. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
