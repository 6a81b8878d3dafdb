package dev.wainwright.apiserver.cel;

/** Says why an expression cannot be used. */
public final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    public Unusable(String message) {
        super(message);
    }
}
