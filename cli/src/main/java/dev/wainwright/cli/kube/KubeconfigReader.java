package dev.wainwright.cli.kube;

import dev.wainwright.api.tree.DocumentHandler;
import dev.wainwright.api.tree.DocumentReader;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cli.shell.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what one context of a kubeconfig says. Throws {@link Failure}, which names file, entry and field. */
final class KubeconfigReader {
    private final Path file;
    private final Tree.Mapping document;

    private KubeconfigReader(Path file, Tree.Mapping document) {
        this.file = file;
        this.document = document;
    }

    /** @param wanted a context; empty for the current one */
    static Access read(Path file, Optional<String> wanted) {
        return new KubeconfigReader(file, document(file)).access(wanted);
    }

    private static Tree.Mapping document(Path file) {
        var found = new ArrayList<Tree.Mapping>();
        try (var in = Files.newInputStream(file)) {
            DocumentReader.read(in, new DocumentHandler() {
                @Override
                public void document(Tree.Mapping object, int document) {
                    found.add(object);
                }

                @Override
                public void trouble(int document, int line, String message) {
                    throw Failure.of(file + ":" + line + ": " + message, "a kubeconfig is a YAML file of kind Config");
                }
            });
        } catch (IOException e) {
            throw Failure.of(
                    file + ": cannot read the kubeconfig: " + Reasons.of(e),
                    "`wain up` starts a cluster and writes one; --kubeconfig FILE names another");
        }
        if (found.isEmpty()
                || !(found.getFirst().get("clusters") instanceof Tree.Sequence
                        || found.getFirst().get("contexts") instanceof Tree.Sequence)) {
            throw Failure.of(
                    file + ": this is no kubeconfig: it has no clusters and contexts",
                    "a kubeconfig is a YAML file of kind Config");
        }
        return found.getFirst();
    }

    private Access access(Optional<String> wanted) {
        String name = wanted.orElse(document.text("current-context", ""));
        if (name.isEmpty()) {
            throw Failure.of(file + ": current-context is not set", "--context NAME takes one of " + names("contexts"));
        }
        Entry context = entry("contexts", "context", name, "");
        Entry cluster = entry("clusters", "cluster", context.required("cluster"), context.where());
        String userName = context.text("user");
        Entry user = userName.isEmpty()
                ? new Entry(file, "users", Tree.Mapping.EMPTY)
                : entry("users", "user", userName, context.where());
        return new Access(
                file,
                name,
                server(cluster),
                context.text("namespace").isEmpty() ? "default" : context.text("namespace"),
                trust(cluster, user),
                proxy(cluster),
                login(user, cluster),
                impersonation(user));
    }

    private Entry entry(String list, String content, String name, String because) {
        for (Tree item : document.items(list)) {
            if (item instanceof Tree.Mapping named && named.text("name", "").equals(name)) {
                return new Entry(file, list + " \"" + name + "\"", named.mapping(content));
            }
        }
        throw Failure.of(
                file + ": " + (because.isEmpty() ? "" : because + ": ") + "there is no " + content + " \"" + name
                        + "\"",
                "there is " + names(list));
    }

    private String names(String list) {
        List<String> names = document.items(list).stream()
                .map(item -> item instanceof Tree.Mapping named ? named.text("name", "") : "")
                .filter(name -> !name.isEmpty())
                .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static URI server(Entry cluster) {
        String server = cluster.required("server");
        try {
            var uri = new URI(server.endsWith("/") ? server.substring(0, server.length() - 1) : server);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw cluster.wrong("server", "\"" + server + "\" is no address: " + e.getReason(), "https://HOST:PORT");
        }
        throw cluster.wrong("server", "\"" + server + "\" is no address", "write https://HOST:PORT");
    }

    private static Trust trust(Entry cluster, Entry user) {
        Optional<String> authority = cluster.pem("certificate-authority");
        boolean anybody = cluster.truth("insecure-skip-tls-verify");
        Optional<String> certificate = user.pem("client-certificate");
        Optional<String> key = user.pem("client-key");
        if (certificate.isPresent() != key.isPresent()) {
            String missing = certificate.isPresent() ? "client-key" : "client-certificate";
            throw user.wrong(
                    missing,
                    "is missing, and the other half is of no use without it",
                    "add " + missing + " or " + missing + "-data");
        }
        return new Trust(
                authority
                        .map(pem -> cluster.parsed("certificate-authority", () -> Pem.certificates(pem)))
                        .orElse(List.of()),
                anybody,
                cluster.text("tls-server-name"),
                certificate.map(pem -> new Pem.Identity(
                        user.parsed("client-key", () -> Pem.key(key.orElseThrow())),
                        user.parsed("client-certificate", () -> Pem.certificates(pem)))));
    }

    private static Proxy proxy(Entry cluster) {
        String address = cluster.text("proxy-url");
        if (address.isEmpty()) {
            return Proxy.NO_PROXY;
        }
        URI uri = URI.create(address.replace(' ', '+'));
        if (uri.getHost() == null || uri.getPort() < 0) {
            throw cluster.wrong("proxy-url", "\"" + address + "\" is no proxy", "write http://HOST:PORT");
        }
        boolean socks = String.valueOf(uri.getScheme()).startsWith("socks");
        return new Proxy(
                socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP, new InetSocketAddress(uri.getHost(), uri.getPort()));
    }

    private Login login(Entry user, Entry cluster) {
        // In kubectl's order: a token goes before a file with one, and both before a command.
        if (!user.text("token").isEmpty()) {
            return Login.bearer(user.text("token"));
        }
        if (!user.text("tokenFile").isEmpty()) {
            return Login.bearerIn(user.resolved(user.text("tokenFile")));
        }
        if (!user.text("username").isEmpty()) {
            return Login.basic(user.text("username"), user.text("password"));
        }
        if (user.fields().get("auth-provider") instanceof Tree.Mapping provider) {
            throw user.wrong(
                    "auth-provider",
                    "\"" + provider.text("name", "") + "\" is a way to log in that Kubernetes has given up",
                    "use the exec plugin of your provider instead");
        }
        return user.fields().get("exec") instanceof Tree.Mapping exec
                ? ExecLogin.of(new Entry(file, user.where() + ": exec", exec), cluster)
                : Login.SILENT;
    }

    private static Map<String, String> impersonation(Entry user) {
        var headers = new TreeMap<String, String>();
        if (!user.text("as").isEmpty()) {
            headers.put("Impersonate-User", user.text("as"));
        }
        if (!user.text("as-uid").isEmpty()) {
            headers.put("Impersonate-Uid", user.text("as-uid"));
        }
        return headers;
    }
}
