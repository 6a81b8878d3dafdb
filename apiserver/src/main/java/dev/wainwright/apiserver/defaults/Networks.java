package dev.wainwright.apiserver.defaults;

import static dev.wainwright.api.tree.Fill.absent;
import static dev.wainwright.api.tree.Fill.bool;
import static dev.wainwright.api.tree.Fill.each;
import static dev.wainwright.api.tree.Fill.number;
import static dev.wainwright.api.tree.Fill.text;
import static dev.wainwright.api.tree.Fill.within;

import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/** Services, endpoints, policies; addresses are given out elsewhere. */
final class Networks {
    private static final long AFFINITY_SECONDS = 10800;

    private Networks() {}

    static Tree.Mapping service(Tree.Mapping spec) {
        Tree.Mapping filled = text(text(spec, "type", "ClusterIP"), "sessionAffinity", "None");
        if (filled.text("sessionAffinity", "").equals("ClientIP")) {
            filled = within(
                    filled,
                    "sessionAffinityConfig",
                    config -> within(config, "clientIP", ip -> number(ip, "timeoutSeconds", AFFINITY_SECONDS)));
        }
        filled = each(filled, "ports", Networks::servicePort);
        String type = filled.text("type", "");
        if (type.equals("ExternalName")) {
            return filled;
        }
        boolean external = type.equals("NodePort") || type.equals("LoadBalancer");
        if (external) {
            filled = text(filled, "externalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer")) {
            filled = bool(filled, "allocateLoadBalancerNodePorts", true);
        }
        filled = text(filled, "internalTrafficPolicy", "Cluster");
        filled = text(filled, "ipFamilyPolicy", "SingleStack");
        filled = absent(filled, "ipFamilies", list("IPv4"));
        String address = filled.text("clusterIP", "");
        return address.isEmpty() ? filled : absent(filled, "clusterIPs", list(address));
    }

    private static Tree.Mapping servicePort(Tree.Mapping port) {
        Tree.Mapping filled = text(port, "protocol", "TCP");
        Tree target = filled.get("targetPort");
        Tree number = filled.get("port");
        boolean open = target == null
                || (target instanceof Tree.Numeral zero && zero.value().signum() == 0)
                || (target instanceof Tree.Text text && text.value().isEmpty());
        return open && number != null ? filled.with("targetPort", number) : filled;
    }

    static Tree.Mapping endpoints(Tree.Mapping endpoints) {
        return each(endpoints, "subsets", subset -> each(subset, "ports", port -> text(port, "protocol", "TCP")));
    }

    static Tree.Mapping endpointSlice(Tree.Mapping slice) {
        Tree.Mapping filled =
                each(slice, "ports", port -> text(absent(port, "name", Tree.text("")), "protocol", "TCP"));
        return each(filled, "endpoints", endpoint -> absent(endpoint, "conditions", Tree.Mapping.EMPTY));
    }

    static Tree.Mapping networkPolicy(Tree.Mapping spec) {
        Tree.Mapping filled = spec;
        for (String direction : List.of("ingress", "egress")) {
            filled = each(filled, direction, rule -> each(rule, "ports", port -> text(port, "protocol", "TCP")));
        }
        if (!filled.items("policyTypes").isEmpty()) {
            return filled;
        }
        return filled.with(
                "policyTypes", filled.items("egress").isEmpty() ? list("Ingress") : list("Ingress", "Egress"));
    }

    static Tree list(String... texts) {
        var items = new ArrayList<Tree>();
        for (String text : texts) {
            items.add(Tree.text(text));
        }
        return new Tree.Sequence(items, 0);
    }
}
