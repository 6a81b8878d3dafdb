package dev.wainwright.apiserver.journal;

import java.io.IOException;

/** Why a folder cannot be used, or a change could not be kept; says which file and what to do. */
public final class JournalException extends IOException {
    private static final long serialVersionUID = 1;

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
