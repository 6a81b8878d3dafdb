package dev.wainwright.apiserver.http;

import dev.wainwright.apiserver.rest.Api;
import dev.wainwright.apiserver.tls.Identity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManager;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The HTTPS server on the loopback interface: HTTP/2 and HTTP/1.1, each request on a virtual thread. */
public final class ApiServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    /** Watches are quiet for long; Jetty would take that for a broken connection. */
    private static final long IDLE_MILLIS = 60L * 60 * 1000;

    private static final int THREADS = 16;
    private static final int BACKLOG = 1024;
    private static final int STREAMS_PER_CONNECTION = 1000;

    private final Server server;
    private final ServerConnector connector;
    private final ExecutorService workers;

    private ApiServer(Server server, ServerConnector connector, ExecutorService workers) {
        this.server = server;
        this.connector = connector;
        this.workers = workers;
    }

    /**
     * Starts to serve.
     *
     * @param port 0 for any that is free
     * @param exchanges hears of all requests
     * @throws IOException when the port is taken
     */
    public static ApiServer start(Api api, Users users, Identity authority, Identity own, int port, Exchanges exchanges)
            throws IOException {
        var threads = new QueuedThreadPool(THREADS);
        threads.setName("http");
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        threads.setVirtualThreadsExecutor(workers);
        var server = new Server(threads);
        ServerConnector connector = connector(server, authority, own);
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new ApiHandler(api, users, workers, exchanges));
        server.setStopTimeout(0);
        try {
            server.start();
        } catch (IOException e) {
            workers.close();
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the server does not start", e);
        }
        return new ApiServer(server, connector, workers);
    }

    private static ServerConnector connector(Server server, Identity authority, Identity own) {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        var secure = new SecureRequestCustomizer();
        secure.setSniHostCheck(false);
        configuration.addCustomizer(secure);
        var http1 = new HttpConnectionFactory(configuration);
        var http2 = new HTTP2ServerConnectionFactory(configuration);
        http2.setMaxConcurrentStreams(STREAMS_PER_CONNECTION);
        var alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        var ssl = new SslConnectionFactory(context(authority, own), alpn.getProtocol());
        var connector = new ServerConnector(server, ssl, alpn, http2, http1);
        connector.setHost(LOOPBACK);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(BACKLOG);
        return connector;
    }

    private static SslContextFactory.Server context(Identity authority, Identity own) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority.certificate());
            var key = new OneKey(own.key(), List.of(own.certificate(), authority.certificate()));
            var context = new SslContextFactory.Server() {
                @Override
                protected KeyManager[] getKeyManagers(@Nullable KeyStore none) {
                    return new KeyManager[] {key};
                }
            };
            context.setTrustStore(trusted);
            context.setWantClientAuth(true);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key store in memory cannot fail", e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Such as {@code https://127.0.0.1:6443}. */
    public String address() {
        return "https://" + LOOPBACK + ':' + port();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        } finally {
            workers.shutdownNow();
        }
    }
}
