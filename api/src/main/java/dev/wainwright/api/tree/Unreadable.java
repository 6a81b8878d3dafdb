package dev.wainwright.api.tree;

/** Ends the reading of a document. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;

    Unreadable(int line, String message) {
        super(message, null, false, false);
        this.line = line;
    }

    int line() {
        return line;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
