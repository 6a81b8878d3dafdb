package dev.wainwright.apiserver.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A private key and its certificate (RFC 5280), on the curve P-256.
 *
 * <p>Our own few lines of DER instead of Bouncy Castle: its jars are signed, which keeps them out of Java's AOT cache, and
 * they weigh more than the rest of the server together.
 */
public record Identity(PrivateKey key, X509Certificate certificate) {
    private static final Duration LIFE = Duration.ofDays(3650);
    private static final byte[] SIGNED_WITH = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final int[] COMMON_NAME = {2, 5, 4, 3};
    private static final int[] ORGANIZATION = {2, 5, 4, 10};
    private static final int[] SERVER = {1, 3, 6, 1, 5, 5, 7, 3, 1};
    private static final int[] CLIENT = {1, 3, 6, 1, 5, 5, 7, 3, 2};

    /** A new authority that can issue others. */
    public static Identity authority(String name, Instant now) {
        KeyPair keys = keys();
        byte[] distinguished = name(name, "");
        var extensions = List.of(
                extension(true, Der.sequence(Der.bool(true)), 2, 5, 29, 19),
                extension(true, Der.bits(new byte[] {(byte) 0x86}, 1), 2, 5, 29, 15));
        return signed(keys, distinguished, keys.getPrivate(), distinguished, extensions, now);
    }

    /** Signed by this authority: a server that is reached as localhost and on the loopback addresses. */
    public Identity server(String name, Instant now) {
        byte[] names = Der.sequence(
                Der.context(2, false, "localhost".getBytes(StandardCharsets.US_ASCII)),
                Der.context(2, false, "kubernetes.default.svc".getBytes(StandardCharsets.US_ASCII)),
                Der.context(7, false, new byte[] {127, 0, 0, 1}),
                Der.context(7, false, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        return issue(name(name, ""), SERVER, List.of(extension(false, names, 2, 5, 29, 17)), now);
    }

    /** Signed by this authority: a client, whose common name is the user and whose organization is his group. */
    public Identity client(String user, String group, Instant now) {
        return issue(name(user, group), CLIENT, List.of(), now);
    }

    private Identity issue(byte[] subject, int[] use, List<byte[]> more, Instant now) {
        var extensions = new ArrayList<>(List.of(
                extension(true, Der.bits(new byte[] {(byte) 0x80}, 7), 2, 5, 29, 15),
                extension(false, Der.sequence(Der.oid(use)), 2, 5, 29, 37)));
        extensions.addAll(more);
        byte[] issuer = certificate.getSubjectX500Principal().getEncoded();
        return signed(keys(), subject, key, issuer, extensions, now);
    }

    private static Identity signed(
            KeyPair keys, byte[] subject, PrivateKey signer, byte[] issuer, List<byte[]> extensions, Instant now) {
        try {
            byte[] content = Der.sequence(
                    Der.context(0, true, Der.integer(BigInteger.TWO)),
                    Der.integer(new BigInteger(127, new SecureRandom()).add(BigInteger.ONE)),
                    SIGNED_WITH,
                    issuer,
                    Der.sequence(Der.time(now.minus(Duration.ofHours(1))), Der.time(now.plus(LIFE))),
                    subject,
                    keys.getPublic().getEncoded(),
                    Der.context(3, true, Der.sequence(extensions.toArray(byte[][]::new))));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(signer);
            signature.update(content);
            byte[] document = Der.sequence(content, SIGNED_WITH, Der.bits(signature.sign(), 0));
            return new Identity(keys.getPrivate(), parse(document));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows P-256", e);
        }
    }

    private static byte[] extension(boolean critical, byte[] content, int... oid) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(content))
                : Der.sequence(Der.oid(oid), Der.octets(content));
    }

    private static byte[] name(String commonName, String organization) {
        byte[] common = Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.utf8(commonName)));
        return organization.isEmpty()
                ? Der.sequence(common)
                : Der.sequence(Der.set(Der.sequence(Der.oid(ORGANIZATION), Der.utf8(organization))), common);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows P-256", e);
        }
    }

    private static X509Certificate parse(byte[] document) throws GeneralSecurityException {
        var in = new ByteArrayInputStream(document);
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }

    /** The certificate in PEM. */
    public String certificatePem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key in PEM. */
    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** What {@link #certificatePem} and {@link #keyPem} gave; throws {@link IllegalArgumentException} for anything else. */
    public static Identity read(String certificatePem, String keyPem) {
        try {
            var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes(keyPem)));
            return new Identity(key, parse(bytes(certificatePem)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no key and certificate: " + e.getMessage(), e);
        }
    }

    private static String pem(String type, byte[] content) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }

    private static byte[] bytes(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
