package dev.wainwright.apiserver.defaults;

import static dev.wainwright.api.tree.Fill.absent;
import static dev.wainwright.api.tree.Fill.each;
import static dev.wainwright.api.tree.Fill.inside;
import static dev.wainwright.api.tree.Fill.number;
import static dev.wainwright.api.tree.Fill.text;

import dev.wainwright.api.tree.Tree;
import java.util.List;

/** The specs of pods and of the templates that pods are made from. */
final class PodSpecs {
    private static final List<String> CONTAINERS = List.of("initContainers", "containers", "ephemeralContainers");
    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");

    private PodSpecs() {}

    static Tree.Mapping template(Tree.Mapping template) {
        return inside(absent(template, "metadata", Tree.Mapping.EMPTY), "spec", PodSpecs::spec);
    }

    static Tree.Mapping spec(Tree.Mapping spec) {
        Tree.Mapping filled = text(spec, "restartPolicy", "Always");
        filled = text(filled, "dnsPolicy", "ClusterFirst");
        filled = text(filled, "schedulerName", "default-scheduler");
        filled = number(filled, "terminationGracePeriodSeconds", 30);
        if (filled.get("terminationGracePeriodSeconds") instanceof Tree.Numeral grace
                && grace.value().signum() < 0) {
            filled = filled.with("terminationGracePeriodSeconds", Tree.number(1));
        }
        filled = absent(filled, "securityContext", Tree.Mapping.EMPTY);
        // The old name of the field lives on beside the new one.
        String account = spec.text("serviceAccountName", spec.text("serviceAccount", ""));
        if (!account.isEmpty()) {
            filled = filled.with("serviceAccountName", Tree.text(account)).with("serviceAccount", Tree.text(account));
        }
        boolean hostNetwork = spec.get("hostNetwork") instanceof Tree.Bool bool && bool.value();
        for (String containers : CONTAINERS) {
            filled = each(filled, containers, container -> container(container, hostNetwork));
        }
        return each(filled, "volumes", Volumes::volume);
    }

    private static Tree.Mapping container(Tree.Mapping container, boolean hostNetwork) {
        Tree.Mapping filled = absent(container, "resources", Tree.Mapping.EMPTY);
        filled = text(filled, "terminationMessagePath", "/dev/termination-log");
        filled = text(filled, "terminationMessagePolicy", "File");
        filled = text(filled, "imagePullPolicy", pullPolicy(container.text("image", "")));
        filled = each(filled, "ports", port -> port(port, hostNetwork));
        filled = each(filled, "env", variable -> inside(variable, "valueFrom", PodSpecs::source));
        for (String probe : PROBES) {
            filled = inside(filled, probe, PodSpecs::probe);
        }
        return inside(
                filled,
                "lifecycle",
                lifecycle -> inside(inside(lifecycle, "preStop", PodSpecs::handler), "postStart", PodSpecs::handler));
    }

    /** An image that may change under its name is asked for every time. */
    private static String pullPolicy(String image) {
        int digest = image.indexOf('@');
        if (digest >= 0) {
            return "IfNotPresent";
        }
        int colon = image.lastIndexOf(':');
        boolean tagged = colon > image.lastIndexOf('/');
        return !tagged || image.substring(colon + 1).equals("latest") ? "Always" : "IfNotPresent";
    }

    private static Tree.Mapping port(Tree.Mapping port, boolean hostNetwork) {
        Tree.Mapping filled = text(port, "protocol", "TCP");
        Tree number = port.get("containerPort");
        return hostNetwork && port.get("hostPort") == null && number != null ? filled.with("hostPort", number) : filled;
    }

    static Tree.Mapping source(Tree.Mapping source) {
        return inside(
                inside(source, "fieldRef", field -> text(field, "apiVersion", "v1")),
                "resourceFieldRef",
                field -> absent(field, "divisor", Tree.text("0")));
    }

    private static Tree.Mapping probe(Tree.Mapping probe) {
        Tree.Mapping filled = positive(handler(probe), "timeoutSeconds", 1);
        filled = positive(filled, "periodSeconds", 10);
        filled = positive(filled, "successThreshold", 1);
        return positive(filled, "failureThreshold", 3);
    }

    /** A number that counts as absent when it is 0. */
    private static Tree.Mapping positive(Tree.Mapping mapping, String name, long value) {
        boolean zero = mapping.get(name) instanceof Tree.Numeral number
                && number.value().signum() == 0;
        return zero ? mapping.with(name, Tree.number(value)) : number(mapping, name, value);
    }

    private static Tree.Mapping handler(Tree.Mapping handler) {
        return inside(
                inside(handler, "httpGet", http -> text(text(http, "path", "/"), "scheme", "HTTP")),
                "grpc",
                grpc -> absent(grpc, "service", Tree.text("")));
    }
}
