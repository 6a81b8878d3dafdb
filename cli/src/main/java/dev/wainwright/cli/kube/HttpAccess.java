package dev.wainwright.cli.kube;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The way into the cluster that a kubeconfig's current context names, for who needs more of HTTP than {@link KubeClient} has:
 * many requests at once over one connection, bodies, other formats.
 */
public final class HttpAccess {
    private final URI server;
    private final String authorization;
    private final SSLContext secure;

    private HttpAccess(URI server, String authorization, SSLContext secure) {
        this.server = server;
        this.authorization = authorization;
        this.secure = secure;
    }

    /** Logs in once: not for a login that runs out. Throws {@link dev.wainwright.cli.shell.Failure} for a bad kubeconfig. */
    public static HttpAccess of(Path kubeconfig) throws IOException {
        Access access = KubeconfigReader.read(kubeconfig, Optional.empty());
        Login.Proof proof = access.login().proof(false);
        return new HttpAccess(
                access.server(), proof.authorization(), access.trust().context(proof));
    }

    /** Makes clients that believe this cluster to be the one. */
    public HttpClient.Builder client() {
        return HttpClient.newBuilder().sslContext(secure);
    }

    /** A request by the kubeconfig's user; {@code path} begins with a slash and may have a query. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }
}
