package dev.wainwright.cli.shell;

/** Ends a command with a message for its user and, where there is one, the way out. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    private Failure(String message, String hint) {
        super(message, null, false, false);
        this.hint = hint;
    }

    public static Failure of(String message) {
        return new Failure(message, "");
    }

    /** {@code hint} says what to do instead. */
    public static Failure of(String message, String hint) {
        return new Failure(message, hint);
    }

    /** The way out; empty when there is none to name. */
    public String hint() {
        return hint;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
