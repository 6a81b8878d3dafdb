package dev.wainwright.cli.kube;

import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * A cluster and the way in, as one context of a kubeconfig has it.
 *
 * @param server without a slash at its end
 * @param namespace where to look when none is named
 * @param headers sent with every request beside the login: whom to act as
 */
record Access(
        Path file,
        String context,
        URI server,
        String namespace,
        Trust trust,
        Proxy proxy,
        Login login,
        Map<String, String> headers) {
    public Access {
        headers = Map.copyOf(headers);
    }

    /** For messages: the address and where it was found. */
    public String describe() {
        return server + " (context " + context + " of " + file + ")";
    }
}
