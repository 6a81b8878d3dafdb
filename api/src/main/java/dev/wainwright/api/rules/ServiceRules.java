package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Services and the endpoints behind them. */
public final class ServiceRules {
    private static final Path SPEC = Path.of("spec");
    private static final long LAST_PORT = 65535;
    private static final String[] PROTOCOLS = {"SCTP", "TCP", "UDP"};

    private ServiceRules() {}

    public static List<Finding> service(Tree.Mapping service) {
        var problems = new Problems();
        Tree.Mapping spec = service.mapping("spec");
        String type = spec.text("type", "ClusterIP");
        boolean headless = spec.text("clusterIP", "").equals("None");
        if (spec.items("ports").isEmpty() && !headless && !type.equals("ExternalName")) {
            problems.required(SPEC.field("ports"), spec).hint("at least one, unless clusterIP is None");
        }
        if (type.equals("ExternalName")) {
            externalName(spec, problems);
        }
        ports(spec, headless, problems);
        Grammar.labels(spec.mapping("selector"), SPEC.field("selector"), problems);
        problems.oneOf(spec, "sessionAffinity", SPEC, "ClientIP", "None");
        problems.oneOf(spec, "type", SPEC, "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        addresses(spec, problems);
        if (type.equals("ClusterIP") || type.equals("ExternalName")) {
            closed(spec, type, problems);
        }
        return problems.all();
    }

    private static void externalName(Tree.Mapping spec, Problems problems) {
        String name = spec.text("externalName", "");
        if (name.isEmpty()) {
            problems.required(SPEC.field("externalName"), spec);
        } else {
            String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
            problems.invalid(SPEC.field("externalName"), Values.at(spec, "externalName"), Grammar.dnsSubdomain(plain));
        }
    }

    private static void ports(Tree.Mapping spec, boolean headless, Problems problems) {
        boolean several = spec.items("ports").size() > 1;
        Set<String> names = new HashSet<>();
        Values.eachItem(spec, "ports", SPEC, (port, at) -> {
            String name = port.text("name", "");
            if (name.isEmpty()) {
                if (several) {
                    problems.required(at.field("name"), port);
                }
            } else {
                problems.invalid(at.field("name"), port, name, Grammar.dnsLabel(name));
                if (!names.add(name)) {
                    problems.duplicate(at.field("name"), port, name);
                }
            }
            problems.between(port, "port", 1, LAST_PORT, at);
            problems.oneOf(port, "protocol", at, PROTOCOLS);
            ProbeRules.port(port, "targetPort", at, problems);
            if (headless && port.get("targetPort") instanceof Tree.Numeral target && !target.equals(port.get("port"))) {
                problems.invalid(
                        at.field("targetPort"), target, "must be equal to the value of 'port' when clusterIP = None");
            }
        });
        repeated(spec, problems);
    }

    private static void repeated(Tree.Mapping spec, Problems problems) {
        Set<List<Object>> seen = new HashSet<>();
        Values.eachItem(spec, "ports", SPEC, (port, at) -> {
            long number = Values.integer(port, "port", 0);
            if (!seen.add(List.of(number, port.text("protocol", "TCP")))) {
                Map<String, Tree> shown = new LinkedHashMap<>();
                shown.put("Name", Tree.text(""));
                shown.put("Protocol", Tree.text(port.text("protocol", "TCP")));
                shown.put("AppProtocol", new Tree.Null(0));
                shown.put("Port", Tree.number(number));
                shown.put("TargetPort", Tree.number(0));
                shown.put("NodePort", Tree.number(0));
                problems.duplicate(at, port, new Tree.Mapping(shown, 0));
            }
        });
    }

    private static void addresses(Tree.Mapping spec, Problems problems) {
        String address = spec.text("clusterIP", "");
        if (!address.isEmpty() && !address.equals("None")) {
            Addresses.ip(Values.at(spec, "clusterIP"), SPEC.field("clusterIPs").item(0), problems);
        }
        Tree first = spec.items("clusterIPs").isEmpty()
                ? null
                : spec.items("clusterIPs").getFirst();
        if (first != null && !address.isEmpty() && !Values.text(first).equals(address)) {
            problems.invalid(
                    SPEC.field("clusterIPs"), Values.at(spec, "clusterIPs"), "first value must match `clusterIP`");
        }
        int position = 0;
        for (Tree external : spec.items("externalIPs")) {
            Addresses.ip(external, SPEC.field("externalIPs").item(position++), problems);
        }
    }

    /** What only services that can be reached from outside may have. */
    private static void closed(Tree.Mapping spec, String type, Problems problems) {
        Values.eachItem(spec, "ports", SPEC, (port, at) -> {
            if (Values.integer(port, "nodePort", 0) != 0) {
                problems.forbidden(
                        at.field("nodePort"),
                        Values.at(port, "nodePort"),
                        "may not be used when `type` is '" + type + "'");
            }
        });
        if (!spec.text("externalTrafficPolicy", "").isEmpty()
                && spec.items("externalIPs").isEmpty()) {
            problems.invalid(
                    SPEC.field("externalTrafficPolicy"),
                    Values.at(spec, "externalTrafficPolicy"),
                    "may only be set for externally-accessible services");
        }
    }

    public static List<Finding> endpoints(Tree.Mapping endpoints) {
        var problems = new Problems();
        Values.eachItem(endpoints, "subsets", Path.ROOT, (subset, path) -> {
            for (String list : List.of("addresses", "notReadyAddresses")) {
                Values.eachItem(subset, list, path, (address, at) -> {
                    Tree ip = Values.at(address, "ip");
                    Addresses.ip(ip, at.field("ip"), problems);
                    if (!Addresses.isIp(Values.text(ip))) {
                        problems.invalid(at.field("ip"), ip, "must be a valid IP address");
                    }
                });
            }
            Values.eachItem(subset, "ports", path, (port, at) -> {
                problems.between(port, "port", 1, LAST_PORT, at);
                problems.oneOf(port, "protocol", at, PROTOCOLS);
            });
        });
        return problems.all();
    }

    public static List<Finding> endpointSlice(Tree.Mapping slice) {
        var problems = new Problems();
        String type = slice.text("addressType", "");
        if (type.isEmpty()) {
            problems.required(Path.of("addressType"), slice);
        }
        problems.oneOf(slice, "addressType", Path.ROOT, "FQDN", "IPv4", "IPv6");
        Values.eachItem(slice, "endpoints", Path.ROOT, (endpoint, path) -> {
            Path at = path.field("addresses");
            if (endpoint.items("addresses").isEmpty()) {
                problems.required(at, endpoint, "must contain at least 1 address");
            }
            int position = 0;
            for (Tree address : endpoint.items("addresses")) {
                if (type.startsWith("IP")) {
                    Addresses.ip(address, at.item(position++), problems);
                }
            }
        });
        Values.eachItem(slice, "ports", Path.ROOT, (port, at) -> problems.oneOf(port, "protocol", at, PROTOCOLS));
        return problems.all();
    }
}
