package dev.wainwright.cli.kube;

import dev.wainwright.apiserver.tls.Der;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and private keys in PEM. Keys come in three forms: PKCS#8, which Java reads, and the older ones of RSA
 * (PKCS#1) and elliptic curves (SEC 1), which are put into a PKCS#8 wrapping here.
 *
 * <p>Everything throws {@link IllegalArgumentException} with what is wrong, for the caller to say where.
 */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final byte[] VERSION_0 = Der.integer(BigInteger.ZERO);
    private static final byte[] RSA = Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, 1), new byte[] {5, 0});
    private static final byte[] EC = Der.oid(1, 2, 840, 10045, 2, 1);
    private static final int CURVE_TAG = 0xa0;

    private Pem() {}

    /** A key and the certificates that speak for it, the key's own first. */
    record Identity(PrivateKey key, List<X509Certificate> chain) {}

    private record Block(String type, String body) {
        byte[] bytes() {
            try {
                return Base64.getMimeDecoder().decode(body);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("the text between BEGIN " + type + " and END is not Base64", e);
            }
        }
    }

    static Identity identity(String certificates, String key) {
        return new Identity(key(key), certificates(certificates));
    }

    /** At least one. */
    static List<X509Certificate> certificates(String pem) {
        var found = new ArrayList<X509Certificate>();
        for (Block block : blocks(pem)) {
            if (block.type().equals("CERTIFICATE")) {
                found.add(certificate(block.bytes()));
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no PEM block BEGIN CERTIFICATE in it");
        }
        return found;
    }

    /** The first private key. */
    static PrivateKey key(String pem) {
        for (Block block : blocks(pem)) {
            if (block.body().contains("ENCRYPTED") || block.type().equals("ENCRYPTED PRIVATE KEY")) {
                throw new IllegalArgumentException(
                        "the key is encrypted, and nobody can be asked for a password; `openssl pkcs8 -topk8 -nocrypt`"
                                + " decrypts it");
            }
            switch (block.type()) {
                case "PRIVATE KEY" -> {
                    return pkcs8(block.bytes());
                }
                case "RSA PRIVATE KEY" -> {
                    return pkcs8(Der.sequence(VERSION_0, RSA, Der.octets(block.bytes())));
                }
                case "EC PRIVATE KEY" -> {
                    byte[] key = block.bytes();
                    return pkcs8(Der.sequence(VERSION_0, Der.sequence(EC, curve(key)), Der.octets(key)));
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException(
                "there is no PEM block BEGIN PRIVATE KEY, BEGIN RSA PRIVATE KEY or BEGIN EC PRIVATE KEY in it");
    }

    private static List<Block> blocks(String pem) {
        var found = new ArrayList<Block>();
        Matcher matcher = BLOCK.matcher(pem);
        while (matcher.find()) {
            found.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return found;
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the certificate cannot be read: " + e.getMessage(), e);
        }
    }

    /** The wrapping names the algorithm; asking each of the three is shorter than reading it. */
    private static PrivateKey pkcs8(byte[] der) {
        return List.of("EC", "RSA", "EdDSA").stream()
                .flatMap(algorithm -> pkcs8(der, algorithm).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the key is neither RSA, nor of an elliptic curve that Java knows"));
    }

    private static Optional<PrivateKey> pkcs8(byte[] der, String algorithm) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /**
     * The curve's identifier, which a SEC 1 key has in its optional part 0: a sequence of a version (3 bytes), the secret
     * (an octet string) and then that part.
     */
    private static byte[] curve(byte[] sec1) {
        try {
            int at = content(sec1, 0);
            at = end(sec1, at);
            at = end(sec1, at);
            if (at < sec1.length && (sec1[at] & 0xff) == CURVE_TAG) {
                int from = content(sec1, at);
                return java.util.Arrays.copyOfRange(sec1, from, end(sec1, from));
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the EC key is cut off", e);
        }
        throw new IllegalArgumentException(
                "the EC key does not name its curve; `openssl pkcs8 -topk8 -nocrypt` writes one that does");
    }

    /** Where the content of the element at {@code at} begins. */
    private static int content(byte[] der, int at) {
        int length = der[at + 1] & 0xff;
        return at + 2 + (length < 0x80 ? 0 : length & 0x7f);
    }

    private static int end(byte[] der, int at) {
        int length = der[at + 1] & 0xff;
        int from = content(der, at);
        if (length < 0x80) {
            return from + length;
        }
        int longer = 0;
        for (int i = at + 2; i < from; i++) {
            longer = (longer << 8) | (der[i] & 0xff);
        }
        return from + longer;
    }
}
