package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.List;

/** Ingresses, their classes, and network policies. */
public final class NetworkRules {
    private static final Path SPEC = Path.of("spec");

    private NetworkRules() {}

    public static List<Finding> ingress(Tree.Mapping ingress) {
        var problems = new Problems();
        Tree.Mapping spec = ingress.mapping("spec");
        if (spec.items("rules").isEmpty() && spec.get("defaultBackend") == null) {
            problems.invalid(SPEC, spec, new Tree.Null(0), "either `defaultBackend` or `rules` must be specified");
        }
        if (spec.get("defaultBackend") instanceof Tree.Mapping backend) {
            backend(backend, SPEC.field("defaultBackend"), problems);
        }
        Values.eachItem(spec, "rules", SPEC, (rule, path) -> rule(rule, path, problems));
        Values.eachItem(spec, "tls", SPEC, (tls, path) -> {
            int position = 0;
            for (Tree host : tls.items("hosts")) {
                host(host, path.field("hosts").item(position++), problems);
            }
            String secret = tls.text("secretName", "");
            if (!secret.isEmpty()) {
                problems.invalid(path.field("secretName"), Values.at(tls, "secretName"), Grammar.dnsSubdomain(secret));
            }
        });
        return problems.all();
    }

    private static void rule(Tree.Mapping rule, Path path, Problems problems) {
        Tree host = Values.at(rule, "host");
        if (!rule.text("host", "").isEmpty()) {
            if (Addresses.isIp(Values.text(host))) {
                problems.invalid(path.field("host"), host, "must be a DNS name, not an IP address");
            } else {
                host(host, path.field("host"), problems);
            }
        }
        if (!(rule.get("http") instanceof Tree.Mapping http)) {
            return;
        }
        Path at = path.field("http");
        if (http.items("paths").isEmpty()) {
            problems.required(at.field("paths"), http);
        }
        Values.eachItem(http, "paths", at, (each, place) -> {
            path(each, place, problems);
            backend(each.mapping("backend"), place.field("backend"), problems);
        });
    }

    /** Names may begin with a star for everything below. */
    private static void host(Tree host, Path path, Problems problems) {
        String name = Values.text(host);
        problems.invalid(path, host, Grammar.dnsSubdomain(name.startsWith("*.") ? name.substring(2) : name));
    }

    private static void path(Tree.Mapping each, Path at, Problems problems) {
        String type = each.text("pathType", "");
        String path = each.text("path", "");
        if (type.isEmpty()) {
            problems.required(at.field("pathType"), each, "pathType must be specified");
            return;
        }
        boolean exact = type.equals("Exact") || type.equals("Prefix");
        boolean known = exact || type.equals("ImplementationSpecific");
        if (!known) {
            problems.unsupported(
                    at.field("pathType"), Values.at(each, "pathType"), "Exact", "ImplementationSpecific", "Prefix");
        } else if (!path.startsWith("/") && (exact || !path.isEmpty())) {
            problems.invalid(at.field("path"), Values.at(each, "path"), Tree.text(path), "must be an absolute path");
        }
    }

    private static void backend(Tree.Mapping backend, Path path, Problems problems) {
        Tree nothing = Tree.text("");
        if (!(backend.get("service") instanceof Tree.Mapping service)) {
            if (backend.get("resource") == null) {
                problems.invalid(path, backend, nothing, "resource or service backend is required");
            }
            return;
        }
        if (backend.get("resource") != null) {
            problems.invalid(path, backend, nothing, "cannot set both resource and service backends");
            return;
        }
        String name = service.text("name", "");
        if (name.isEmpty()) {
            problems.required(path.field("service").field("name"), service);
        } else {
            problems.invalid(path.field("service").field("name"), Values.at(service, "name"), Grammar.dnsLabel(name));
        }
        Tree.Mapping port = service.mapping("port");
        boolean named = !port.text("name", "").isEmpty();
        boolean numbered = Values.integer(port, "number", 0) != 0;
        if (named && numbered) {
            problems.invalid(path, port, nothing, "cannot set both port name & port number");
        } else if (!named && !numbered) {
            problems.required(path, service, "port name or number is required");
        } else if (numbered) {
            problems.between(port, "number", 1, 65535, path.field("service").field("port"));
        }
    }

    public static List<Finding> ingressClass(Tree.Mapping ingressClass) {
        var problems = new Problems();
        if (ingressClass.mapping("spec").text("controller", "").isEmpty()) {
            problems.required(SPEC.field("controller"), ingressClass);
        }
        return problems.all();
    }

    public static List<Finding> networkPolicy(Tree.Mapping policy) {
        var problems = new Problems();
        Tree.Mapping spec = policy.mapping("spec");
        SelectorRules.check(spec.mapping("podSelector"), SPEC.field("podSelector"), problems);
        Values.eachItem(spec, "ingress", SPEC, (rule, path) -> rule(rule, "from", path, problems));
        Values.eachItem(spec, "egress", SPEC, (rule, path) -> rule(rule, "to", path, problems));
        int position = 0;
        for (Tree type : spec.items("policyTypes")) {
            if (!List.of("Ingress", "Egress").contains(Values.text(type))) {
                problems.unsupported(SPEC.field("policyTypes").item(position), type, "Ingress", "Egress");
            }
            position++;
        }
        return problems.all();
    }

    private static void rule(Tree.Mapping rule, String peers, Path path, Problems problems) {
        Values.eachItem(rule, "ports", path, (port, at) -> {
            problems.oneOf(port, "protocol", at, "TCP", "UDP", "SCTP");
            ProbeRules.port(port, "port", at, problems);
        });
        Values.eachItem(rule, peers, path, (peer, at) -> {
            SelectorRules.check(peer.mapping("podSelector"), at.field("podSelector"), problems);
            SelectorRules.check(peer.mapping("namespaceSelector"), at.field("namespaceSelector"), problems);
            boolean selects = peer.get("podSelector") != null || peer.get("namespaceSelector") != null;
            Tree block = peer.get("ipBlock");
            if (block instanceof Tree.Mapping range) {
                Addresses.cidr(Values.at(range, "cidr"), at.field("ipBlock").field("cidr"), problems);
            }
            if (!selects && block == null) {
                problems.required(at, peer, "must specify a peer");
            } else if (selects && block != null) {
                problems.forbidden(at, peer, "may not specify both ipBlock and another peer");
            }
        });
    }
}
