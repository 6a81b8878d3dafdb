package dev.wainwright.cli.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.apiserver.tls.Der;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
    /** PKCS#8 puts this much before the PKCS#1 form of an RSA key of 2048 bits. */
    private static final int RSA_WRAPPING = 26;

    private static final byte[] P256 = {0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x03, 0x01, 0x07};

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keysComeInPkcs8(String algorithm) throws GeneralSecurityException {
        PrivateKey key = keys(algorithm).getPrivate();
        assertThat(Pem.key(pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
    }

    @Test
    void rsaKeysComeInPkcs1() throws GeneralSecurityException {
        PrivateKey key = keys("RSA").getPrivate();
        byte[] wrapped = key.getEncoded();
        byte[] bare = Arrays.copyOfRange(wrapped, RSA_WRAPPING, wrapped.length);
        assertThat(Pem.key(pem("RSA PRIVATE KEY", bare))).isEqualTo(key);
    }

    @Test
    void keysOfCurvesComeInSec1WithOrWithoutAParameterBlockBefore() throws GeneralSecurityException {
        PrivateKey key = keys("EC").getPrivate();
        String sec1 = pem("EC PRIVATE KEY", sec1(key, part0()));
        for (String text : List.of(sec1, pem("EC PARAMETERS", P256) + sec1)) {
            assertThat(((ECPrivateKey) Pem.key(text)).getS()).isEqualTo(((ECPrivateKey) key).getS());
        }
    }

    @Test
    void aKeyWithoutItsCurveIsRefusedWithAWayOut() throws GeneralSecurityException {
        byte[] bare = sec1(keys("EC").getPrivate(), new byte[0]);
        assertThatThrownBy(() -> Pem.key(pem("EC PRIVATE KEY", bare)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl pkcs8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMHc=\n-----END EC PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----"
            })
    void whatIsNoKeyIsRefused(String text) {
        assertThatThrownBy(() -> Pem.key(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static KeyPair keys(String algorithm) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        switch (algorithm) {
            case "RSA" -> generator.initialize(2048);
            case "EC" -> generator.initialize(new ECGenParameterSpec("secp256r1"));
            default -> {}
        }
        return generator.generateKeyPair();
    }

    private static byte[] sec1(PrivateKey key, byte[] part0) {
        byte[] secret = ((ECPrivateKey) key).getS().toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(secret.length, 32);
        System.arraycopy(secret, secret.length - length, padded, 32 - length, length);
        return Der.sequence(Der.integer(BigInteger.ONE), Der.octets(padded), part0);
    }

    private static byte[] part0() {
        byte[] part = new byte[P256.length + 2];
        part[0] = (byte) 0xa0;
        part[1] = (byte) P256.length;
        System.arraycopy(P256, 0, part, 2, P256.length);
        return part;
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }
}
