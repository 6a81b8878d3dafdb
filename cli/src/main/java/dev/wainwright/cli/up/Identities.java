package dev.wainwright.cli.up;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.tls.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who is who in one cluster, for as long as it lives: kubeconfigs from before a restart stay good. */
record Identities(Identity authority, Identity server, Identity admin, String viewerToken) {
    private static final int TOKEN_BYTES = 24;

    static Identities create(Instant now) {
        Identity authority = Identity.authority("wainwright-ca", now);
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return new Identities(
                authority,
                authority.server("wainwright", now),
                authority.client("wainwright-admin", "system:masters", now),
                HexFormat.of().formatHex(random));
    }

    /**
     * The administrator's bearer token. It is made from the authority's key, so that clusters that were kept before there was
     * such a token have one, too.
     */
    String adminToken() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("wainwright-admin\n".getBytes(StandardCharsets.US_ASCII));
            byte[] secret = digest.digest(authority.key().getEncoded());
            return HexFormat.of().formatHex(secret, 0, TOKEN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-256", e);
        }
    }

    byte[] written() {
        Map<String, Tree> fields = new LinkedHashMap<>();
        fields.put("authority", document(authority));
        fields.put("server", document(server));
        fields.put("admin", document(admin));
        fields.put("viewerToken", Tree.text(viewerToken));
        return Json.bytes(new Tree.Mapping(fields, 0));
    }

    static Identities read(byte[] written) {
        var document = (Tree.Mapping) Json.parse(new String(written, StandardCharsets.UTF_8));
        return new Identities(
                identity(document.mapping("authority")),
                identity(document.mapping("server")),
                identity(document.mapping("admin")),
                document.text("viewerToken", ""));
    }

    private static Tree document(Identity identity) {
        return Tree.Mapping.EMPTY
                .with("certificate", Tree.text(identity.certificatePem()))
                .with("key", Tree.text(identity.keyPem()));
    }

    private static Identity identity(Tree.Mapping document) {
        return Identity.read(document.text("certificate", ""), document.text("key", ""));
    }
}
