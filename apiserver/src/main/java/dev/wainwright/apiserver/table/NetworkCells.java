package dev.wainwright.apiserver.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Services, what is behind them, and what lies before them. */
final class NetworkCells {
    private NetworkCells() {}

    static void service(Part object, Row row) {
        Part spec = object.at("spec");
        String address = spec.texts("clusterIPs").stream().findFirst().orElse(spec.text("clusterIP"));
        row.name()
                .text(spec.text("type"))
                .text(Wording.orNone(address))
                .text(external(object))
                .text(Wording.orNone(
                        spec.parts("ports").stream().map(NetworkCells::port).collect(Collectors.joining(","))))
                .age()
                .text(Wording.labels(spec.map("selector")));
    }

    private static String external(Part object) {
        Part spec = object.at("spec");
        String own = String.join(",", spec.texts("externalIPs"));
        return switch (spec.text("type")) {
            case "ExternalName" -> spec.text("externalName");
            case "LoadBalancer" -> {
                String balancer = Wording.loadBalancer(object.at("status"));
                yield balancer.isEmpty()
                        ? own.isEmpty() ? "<pending>" : own
                        : own.isEmpty() ? balancer : balancer + ',' + own;
            }
            default -> Wording.orNone(own);
        };
    }

    private static String port(Part port) {
        String node = port.number("nodePort") > 0 ? ":" + port.text("nodePort") : "";
        return port.text("port") + node + '/' + port.textOr("protocol", "TCP");
    }

    static void endpoints(Part object, Row row) {
        var all = new ArrayList<String>();
        for (Part subset : object.parts("subsets")) {
            List<String> hosts = subset.parts("addresses").stream()
                    .map(each -> each.text("ip"))
                    .toList();
            if (subset.size("ports") == 0) {
                all.addAll(hosts);
            }
            for (Part port : subset.parts("ports")) {
                hosts.forEach(
                        host -> all.add((host.contains(":") ? "[" + host + "]" : host) + ':' + port.text("port")));
            }
        }
        row.name().text(Wording.orNone(Wording.some(all))).age();
    }

    static void endpointSlice(Part object, Row row) {
        List<String> ports = object.parts("ports").stream()
                .map(each -> each.textOr("port", "*"))
                .toList();
        List<String> hosts = object.parts("endpoints").stream()
                .flatMap(each -> each.texts("addresses").stream())
                .toList();
        row.name()
                .text(object.text("addressType"))
                .text(ports.isEmpty() ? Wording.UNSET : Wording.some(ports))
                .text(hosts.isEmpty() ? Wording.UNSET : Wording.some(hosts))
                .age();
    }

    static void ingress(Part object, Row row) {
        Part spec = object.at("spec");
        List<String> hosts = spec.parts("rules").stream()
                .map(each -> each.text("host"))
                .filter(host -> !host.isEmpty())
                .toList();
        row.name()
                .text(spec.textOr("ingressClassName", Wording.NONE))
                .text(hosts.isEmpty() ? "*" : Wording.some(hosts))
                .text(Wording.loadBalancer(object.at("status")))
                .text(spec.size("tls") > 0 ? "80, 443" : "80")
                .age();
    }

    static void ingressClass(Part object, Row row) {
        Part parameters = object.at("spec", "parameters");
        String group = parameters.text("apiGroup");
        row.name()
                .text(object.at("spec").text("controller"))
                .text(
                        object.at("spec").has("parameters")
                                ? parameters.text("kind")
                                        + (group.isEmpty() ? "" : '.' + group)
                                        + '/'
                                        + parameters.text("name")
                                : Wording.NONE)
                .age();
    }

    static void policy(Part object, Row row) {
        row.name().text(Wording.selector(object.at("spec", "podSelector"))).age();
    }

    /** The column of ages is declared for one of both only, yet the cell is there. */
    static void address(Part object, Row row) {
        Part parent = object.at("spec", "parentRef");
        String resource = parent.text("resource");
        String group = parent.text("group");
        String namespace = parent.text("namespace");
        row.name()
                .text(resource
                        + (group.isEmpty() ? "" : '.' + group)
                        + '/'
                        + (namespace.isEmpty() ? "" : namespace + '/')
                        + parent.text("name"))
                .age();
    }

    static void serviceCidr(Part object, Row row) {
        row.name().text(String.join(",", object.at("spec").texts("cidrs"))).age();
    }
}
