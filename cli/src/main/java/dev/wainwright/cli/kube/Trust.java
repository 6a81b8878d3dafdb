package dev.wainwright.cli.kube;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom a client believes to be the server, and who it says it is itself.
 *
 * @param authorities who may sign the server's certificate; none means those that Java knows
 * @param anybody whether to believe everybody
 * @param serverName the name the certificate must have instead of the address's; empty for the address's
 * @param identity the client's own certificate
 */
record Trust(List<X509Certificate> authorities, boolean anybody, String serverName, Optional<Pem.Identity> identity) {
    private static final char[] NO_PASSWORD = {};
    private static final int DNS_NAME = 2;

    Trust {
        authorities = List.copyOf(authorities);
    }

    /** With the certificate of {@code login}, if it has one. */
    SSLContext context(Login.Proof login) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys(login.identity().or(() -> identity)), managers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("certificates or key cannot be used: " + e.getMessage(), e);
        }
    }

    /** Asked only where the certificate does not have the address's name. */
    Optional<HostnameVerifier> verifier() {
        if (anybody) {
            return Optional.of((host, session) -> true);
        }
        return serverName.isEmpty() ? Optional.empty() : Optional.of((host, session) -> isNamed(session));
    }

    private boolean isNamed(SSLSession session) {
        try {
            Certificate first = session.getPeerCertificates()[0];
            Collection<List<?>> names = ((X509Certificate) first).getSubjectAlternativeNames();
            return names != null && names.stream().anyMatch(this::isName);
        } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
            return false;
        }
    }

    private boolean isName(List<?> alternative) {
        String name = String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT);
        String wanted = serverName.toLowerCase(Locale.ROOT);
        boolean dns = alternative.get(0) instanceof Integer type && type == DNS_NAME;
        return dns
                && (name.equals(wanted)
                        || (name.startsWith("*.")
                                && wanted.indexOf('.') > 0
                                && name.substring(1).equals(wanted.substring(wanted.indexOf('.')))));
    }

    private static KeyManager[] keys(Optional<Pem.Identity> identity) throws GeneralSecurityException, IOException {
        if (identity.isEmpty()) {
            return new KeyManager[0];
        }
        KeyStore store = empty();
        store.setKeyEntry(
                "client",
                identity.get().key(),
                NO_PASSWORD,
                identity.get().chain().toArray(Certificate[]::new));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private TrustManager[] managers() throws GeneralSecurityException, IOException {
        if (anybody) {
            return new TrustManager[] {new Credulous()};
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (authorities.isEmpty()) {
            factory.init((KeyStore) null);
        } else {
            KeyStore store = empty();
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            factory.init(store);
        }
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** For insecure-skip-tls-verify: its user has said that anybody will do. */
    private static final class Credulous extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
