package dev.wainwright.cli.up;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** The file that tells kubectl where the cluster is and who its user is. */
record Kubeconfig(String server, Identities identities) {
    private static final String OWNER_ONLY = "rw-------";

    /**
     * Three contexts: wainwright, which may do everything, wainwright-viewer, which may look, and wainwright-certificate, which
     * is the first one's user by client certificate. He has a token, because there are clients that cannot read keys on
     * elliptic curves (fabric8's without Bouncy Castle), and making an RSA key would take up to a second of each start.
     */
    String text() {
        return """
                apiVersion: v1
                kind: Config
                current-context: wainwright
                clusters:
                - name: wainwright
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                contexts:
                - name: wainwright
                  context: {cluster: wainwright, user: wainwright-admin}
                - name: wainwright-viewer
                  context: {cluster: wainwright, user: wainwright-viewer}
                - name: wainwright-certificate
                  context: {cluster: wainwright, user: wainwright-certificate}
                users:
                - name: wainwright-admin
                  user:
                    token: %s
                - name: wainwright-certificate
                  user:
                    client-certificate-data: %s
                    client-key-data: %s
                - name: wainwright-viewer
                  user:
                    token: %s
                """.formatted(
                        server,
                        encoded(identities.authority().certificatePem()),
                        identities.adminToken(),
                        encoded(identities.admin().certificatePem()),
                        encoded(identities.admin().keyPem()),
                        identities.viewerToken());
    }

    private static String encoded(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts it in place in one step, readable by its owner alone. */
    void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path draft = Path.of(file + ".draft-" + ProcessHandle.current().pid());
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
            } else {
                Files.createFile(draft);
            }
            Files.writeString(draft, text());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(draft + " is in the way", e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
