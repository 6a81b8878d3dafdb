package dev.wainwright.cli.kube;

import java.io.IOException;

/** The server no longer knows the state that was asked for (410): everything has to be listed anew. */
final class Gone extends IOException {
    private static final long serialVersionUID = 1;

    Gone(String message) {
        super(message);
    }
}
