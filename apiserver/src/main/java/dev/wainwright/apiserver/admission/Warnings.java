package dev.wainwright.apiserver.admission;

import dev.wainwright.api.Kind;
import dev.wainwright.api.tree.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is legal and yet hardly meant: said in a header, which kubectl prints. */
final class Warnings {
    /** Where the kinds that make pods keep what they make them from. */
    private static final Map<String, String> TEMPLATES = Map.of(
            "Deployment", "spec.template.spec",
            "ReplicaSet", "spec.template.spec",
            "StatefulSet", "spec.template.spec",
            "DaemonSet", "spec.template.spec",
            "ReplicationController", "spec.template.spec",
            "Job", "spec.template.spec",
            "CronJob", "spec.jobTemplate.spec.template.spec");

    private static final Set<String> NAME_PODS =
            Set.of("Deployment", "ReplicaSet", "DaemonSet", "ReplicationController", "Job", "CronJob");
    private static final Map<String, String> OLD_LABELS = Map.of(
            "beta.kubernetes.io/arch", "kubernetes.io/arch",
            "beta.kubernetes.io/os", "kubernetes.io/os",
            "failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone",
            "failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region",
            "beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type");

    private final List<String> said = new ArrayList<>();

    private Warnings() {}

    static List<String> of(Kind kind, Tree.Mapping object) {
        var warnings = new Warnings();
        warnings.check(kind, object);
        return warnings.said;
    }

    private void check(Kind kind, Tree.Mapping object) {
        if (kind.kind().equals("Pod")) {
            name(object, "this is used in the Pod's hostname");
            podSpec(object.mapping("spec"), "spec");
        } else if (NAME_PODS.contains(kind.kind())) {
            name(object, "this is used in Pod names and hostnames");
        }
        String template = TEMPLATES.get(kind.kind());
        if (template != null) {
            Tree.Mapping spec = object;
            for (String step : template.split("\\.")) {
                spec = spec.mapping(step);
            }
            podSpec(spec, template);
        }
        byKind(kind, object);
    }

    private void byKind(Kind kind, Tree.Mapping object) {
        Tree.Mapping spec = object.mapping("spec");
        Tree.Mapping annotations = object.mapping("metadata").mapping("annotations");
        switch (kind.kind()) {
            case "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration" ->
                said.add("wain up keeps webhooks and never calls them: nothing will be refused or changed by this one");
            case "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding" ->
                said.add(
                        "wain up keeps mutating admission policies and never asks them: nothing will be changed by this"
                                + " one");
            case "Endpoints" -> said.add("v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice");
            case "Service" -> {
                if (!spec.items("externalIPs").isEmpty()) {
                    said.add("spec.externalIPs is deprecated and may no longer be implemented in some clusters");
                }
                boolean sticky = spec.text("sessionAffinity", "None").equals("ClientIP");
                if (sticky && spec.text("clusterIP", "").equals("None")) {
                    said.add("spec.SessionAffinity is ignored for headless services");
                }
            }
            case "Ingress" -> {
                if (annotations.get("kubernetes.io/ingress.class") != null) {
                    said.add("annotation \"kubernetes.io/ingress.class\" is deprecated, please use"
                            + " 'spec.ingressClassName' instead");
                }
            }
            case "PersistentVolume" -> {
                if (spec.text("persistentVolumeReclaimPolicy", "").equals("Recycle")) {
                    said.add("spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead,"
                            + " the recommended approach is to use dynamic provisioning.");
                }
            }
            case "PersistentVolumeClaim" -> {
                String old = "volume.beta.kubernetes.io/storage-class";
                if (annotations.get(old) != null) {
                    said.add("metadata.annotations[" + old
                            + "]: deprecated since v1.8; use \"storageClassName\" attribute instead");
                }
            }
            default -> {}
        }
    }

    private void name(Tree.Mapping object, String use) {
        if (object.mapping("metadata").text("name", "").indexOf('.') >= 0) {
            said.add("metadata.name: " + use + ", which can result in surprising behavior; a DNS label is recommended:"
                    + " [must not contain dots]");
        }
    }

    private void podSpec(Tree.Mapping spec, String path) {
        spec.mapping("nodeSelector").fields().keySet().stream()
                .filter(OLD_LABELS::containsKey)
                .forEach(label -> said.add(path + ".nodeSelector[" + label + "]: deprecated since v1."
                        + (label.startsWith("beta.kubernetes.io/arch") || label.endsWith("/os") ? "14" : "17")
                        + "; use \"" + OLD_LABELS.get(label) + "\" instead"));
        each(spec, "topologySpreadConstraints", path, (constraint, at) -> {
            if (constraint.get("labelSelector") == null) {
                said.add(at + ".labelSelector: a null labelSelector results in matching no pod");
            }
        });
        each(spec, "volumes", path, (volume, at) -> {
            if (volume.get("gitRepo") != null) {
                said.add(at + ".gitRepo: deprecated in v1.11, and disabled by default in v1.33+");
            }
        });
        each(spec, "imagePullSecrets", path, (secret, at) -> {
            if (secret.text("name", "").isEmpty()) {
                said.add(at + ".name: invalid empty name \"\"");
            }
        });
        for (String containers : List.of("containers", "initContainers")) {
            each(spec, containers, path, this::container);
        }
    }

    private void container(Tree.Mapping container, String path) {
        for (String side : List.of("requests", "limits")) {
            String amount = container.mapping("resources").mapping(side).text("memory", "");
            // In canonical form only thousandths are written so.
            if (amount.endsWith("m")) {
                said.add(path + ".resources." + side + "[memory]: fractional byte value \"" + amount
                        + "\" is invalid, must be an integer");
            }
        }
        Map<String, String> variables = new HashMap<>();
        each(container, "env", path, (variable, at) -> {
            String name = variable.text("name", "");
            if (variables.put(name, at) != null) {
                said.add(at + ": hides previous definition of \"" + name + "\", which may be dropped when using apply");
            }
        });
        Map<List<Object>, String> ports = new HashMap<>();
        each(container, "ports", path, (port, at) -> {
            BigDecimal number =
                    port.get("containerPort") instanceof Tree.Numeral written ? written.value() : BigDecimal.ZERO;
            String earlier = ports.putIfAbsent(List.of(number, port.text("protocol", "TCP")), at);
            if (earlier != null) {
                said.add(at + ": duplicate port definition with " + earlier);
            }
        });
    }

    private interface Visitor {
        void visit(Tree.Mapping item, String path);
    }

    private static void each(Tree.Mapping mapping, String list, String path, Visitor visitor) {
        int position = 0;
        for (Tree item : mapping.items(list)) {
            String at = path + '.' + list + '[' + position++ + ']';
            visitor.visit(item instanceof Tree.Mapping inner ? inner : Tree.Mapping.EMPTY, at);
        }
    }
}
