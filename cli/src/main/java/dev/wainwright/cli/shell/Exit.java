package dev.wainwright.cli.shell;

/** How a command ended; the code is what the shell sees. */
public enum Exit {
    /** It did what was asked. */
    DONE(0),
    /** The command line or the input was wrong. */
    BAD_INPUT(1),
    /** It ran, and the answer is no: pods left unplaced, an assertion failed. */
    NO(2);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The one that says more: bad input before a no, a no before done. */
    public Exit and(Exit other) {
        if (this == BAD_INPUT || other == BAD_INPUT) {
            return BAD_INPUT;
        }
        return this == NO ? this : other;
    }
}
