package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.List;

/** A container's probes and hooks. */
final class ProbeRules {
    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> HOOKS = List.of("postStart", "preStop");

    private ProbeRules() {}

    /** Containers that run to their end before the others start have none. */
    static void none(Tree.Mapping container, Path path, Problems problems) {
        for (String name : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.get(name) != null) {
                problems.forbidden(
                        path.field(name),
                        Values.at(container, name),
                        "may not be set for init containers without restartPolicy=Always");
            }
        }
    }

    static void check(Tree.Mapping container, Path path, Problems problems) {
        Tree.Mapping lifecycle = container.mapping("lifecycle");
        for (String hook : HOOKS) {
            if (lifecycle.get(hook) instanceof Tree.Mapping handler) {
                handler(handler, path.field("lifecycle").field(hook), problems);
            }
        }
        for (String name : PROBES) {
            if (container.get(name) instanceof Tree.Mapping probe) {
                probe(probe, name, path.field(name), problems);
            }
        }
    }

    private static void probe(Tree.Mapping probe, String name, Path path, Problems problems) {
        handler(probe, path, problems);
        for (String number : List.of(
                "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold")) {
            problems.notNegative(probe, number, path);
        }
        boolean tooSure = Values.integer(probe, "successThreshold", 1) > 1;
        if (tooSure && !name.equals("readinessProbe")) {
            problems.invalid(path.field("successThreshold"), Values.at(probe, "successThreshold"), "must be 1");
        }
    }

    private static void handler(Tree.Mapping handler, Path path, Problems problems) {
        int handlers = 0;
        for (String kind : List.of("exec", "httpGet", "tcpSocket", "grpc", "sleep")) {
            if (!(handler.get(kind) instanceof Tree.Mapping action)) {
                continue;
            }
            if (++handlers > 1) {
                problems.forbidden(path.field(kind), action, "may not specify more than 1 handler type");
                continue;
            }
            action(kind, action, path.field(kind), problems);
        }
        if (handlers == 0) {
            problems.required(path, handler, "must specify a handler type");
        }
    }

    private static void action(String kind, Tree.Mapping action, Path path, Problems problems) {
        switch (kind) {
            case "exec" -> {
                if (action.items("command").isEmpty()) {
                    problems.required(path.field("command"), action);
                }
            }
            case "httpGet", "tcpSocket" -> {
                if (kind.equals("httpGet") && action.text("path", "/").isEmpty()) {
                    problems.required(path.field("path"), action);
                }
                port(action, "port", path, problems);
                problems.oneOf(action, "scheme", path, "HTTP", "HTTPS");
            }
            case "grpc" -> problems.between(action, "port", 1, 65535, path);
            default -> {}
        }
    }

    /** A port by number or by name. */
    static void port(Tree.Mapping mapping, String name, Path path, Problems problems) {
        problems.between(mapping, name, 1, 65535, path);
        if (mapping.get(name) instanceof Tree.Text text) {
            problems.invalid(path.field(name), text, Grammar.portName(text.value()));
        }
    }
}
