package dev.wainwright.cli.kube;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A command that knows the credentials, such as {@code aws eks get-token}: it is run, prints an ExecCredential, and is run
 * again when that has expired or is refused.
 */
final class ExecLogin implements Login {
    private final String where;
    private final List<String> command;
    private final Map<String, String> environment;
    private final String installHint;
    private final Path folder;
    private Proof known = Proof.NONE;
    private Instant expires = Instant.MIN;

    private ExecLogin(
            String where, List<String> command, Map<String, String> environment, String installHint, Path folder) {
        this.where = where;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.installHint = installHint;
        this.folder = folder;
    }

    static ExecLogin of(Entry exec, Entry cluster) {
        var command = new ArrayList<String>();
        String name = exec.required("command");
        // A path is relative to the kubeconfig; a bare name is looked for in PATH.
        command.add(name.contains("/") ? exec.resolved(name).toString() : name);
        for (Tree argument : exec.fields().items("args")) {
            command.add(argument instanceof Tree.Text text ? text.value() : Json.print(argument));
        }
        var environment = new TreeMap<String, String>();
        for (Tree variable : exec.fields().items("env")) {
            if (variable instanceof Tree.Mapping pair) {
                environment.put(pair.text("name", ""), pair.text("value", ""));
            }
        }
        String version = exec.text("apiVersion");
        environment.put("KUBERNETES_EXEC_INFO", Json.print(question(version, exec, cluster)));
        return new ExecLogin(
                exec.file() + ": " + exec.where(),
                command,
                environment,
                exec.text("installHint"),
                exec.resolved(".").normalize());
    }

    private static Tree question(String version, Entry exec, Entry cluster) {
        Tree.Mapping spec = Tree.Mapping.EMPTY.with("interactive", new Tree.Bool(false, 0));
        if (exec.truth("provideClusterInfo")) {
            Tree.Mapping info = Tree.Mapping.EMPTY;
            for (String field : List.of("server", "tls-server-name", "certificate-authority-data", "proxy-url")) {
                if (!cluster.text(field).isEmpty()) {
                    info = info.with(field, Tree.text(cluster.text(field)));
                }
            }
            spec = spec.with("cluster", info);
        }
        return Tree.Mapping.EMPTY
                .with("apiVersion", Tree.text(version))
                .with("kind", Tree.text("ExecCredential"))
                .with("spec", spec);
    }

    @Override
    public synchronized Proof proof(boolean refresh) throws IOException {
        if (refresh || known.equals(Proof.NONE) || Instant.now().isAfter(expires)) {
            Tree.Mapping status = status(run());
            String token = status.text("token", "");
            String certificate = status.text("clientCertificateData", "");
            if (token.isEmpty() && certificate.isEmpty()) {
                throw new IOException(where + ": the command's answer has neither status.token nor"
                        + " status.clientCertificateData");
            }
            known = new Proof(
                    token.isEmpty() ? "" : "Bearer " + token,
                    certificate.isEmpty() ? List.of() : List.of(certificate, status.text("clientKeyData", "")));
            expires = expiry(status.text("expirationTimestamp", ""));
        }
        return known;
    }

    private String run() throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.PIPE);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            var errors = new StringBuilder();
            Thread reader = Thread.startVirtualThread(() -> read(process, errors));
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            reader.join();
            if (code != 0) {
                throw new IOException(where + ": `" + String.join(" ", command) + "` ended with code " + code + ": "
                        + errors.toString().strip());
            }
            return out;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).startsWith(where)) {
                throw e;
            }
            throw new IOException(
                    where + ": `" + command.getFirst() + "` cannot be run: " + e.getMessage()
                            + (installHint.isEmpty() ? "" : "; " + installHint),
                    e);
        }
    }

    private static void read(Process process, StringBuilder errors) {
        try {
            errors.append(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            errors.append(e.getMessage());
        }
    }

    private Tree.Mapping status(String out) throws IOException {
        try {
            if (Json.parse(out) instanceof Tree.Mapping document) {
                return document.mapping("status");
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(where + ": the command's answer is no ExecCredential: " + e.getMessage(), e);
        }
        throw new IOException(where + ": the command's answer is no ExecCredential");
    }

    private static Instant expiry(String text) {
        try {
            return text.isEmpty() ? Instant.MAX : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.MAX;
        }
    }
}
