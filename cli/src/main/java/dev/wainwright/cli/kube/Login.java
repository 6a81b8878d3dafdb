package dev.wainwright.cli.kube;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** How a user proves who it is. */
interface Login {
    /** Nobody, or somebody whom the connection's own certificate names. */
    Login SILENT = refresh -> Proof.NONE;

    /**
     * What to show now; throws {@link IOException} with a sentence for the user when there is nothing.
     *
     * @param refresh whether the server has just refused what was shown before
     */
    Proof proof(boolean refresh) throws IOException;

    /**
     * @param authorization the header; empty for none
     * @param certificate PEM texts, the key last; empty for none
     */
    record Proof(String authorization, List<String> certificate) {
        static final Proof NONE = new Proof("", List.of());

        static Proof bearer(String token) {
            return new Proof("Bearer " + token, List.of());
        }

        Optional<Pem.Identity> identity() {
            return certificate.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Pem.identity(certificate.getFirst(), certificate.getLast()));
        }
    }

    static Login bearer(String token) {
        Proof proof = Proof.bearer(token);
        return refresh -> proof;
    }

    /** Whoever wrote the file may write it anew, so it is read each time. */
    static Login bearerIn(Path file) {
        return refresh -> {
            try {
                return Proof.bearer(Files.readString(file).strip());
            } catch (IOException e) {
                throw new IOException("tokenFile " + file + " cannot be read: " + Reasons.of(e), e);
            }
        };
    }

    static Login basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        var proof = new Proof("Basic " + Base64.getEncoder().encodeToString(both), List.of());
        return refresh -> proof;
    }
}
