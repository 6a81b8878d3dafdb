package dev.wainwright.cli.kube;

import java.io.IOException;

/** The server answered, and the answer was no. */
public final class Refused extends IOException {
    private static final long serialVersionUID = 1;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final int status;
    private final boolean explained;

    Refused(int status, String message, boolean explained) {
        super(message);
        this.status = status;
        this.explained = explained;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Whether the server says more than that it knows no such path. */
    public boolean isExplained() {
        return explained;
    }

    /** What was asked for is not there, or is of a kind the server does not know. */
    public boolean isAbsent() {
        return status == NOT_FOUND;
    }

    /** Asking again later will not help. */
    public boolean isDenied() {
        return status == UNAUTHORIZED || status == FORBIDDEN;
    }
}
