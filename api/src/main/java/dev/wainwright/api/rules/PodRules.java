package dev.wainwright.api.rules;

import dev.wainwright.api.core.PodAnnotations;
import dev.wainwright.api.meta.OwnAnnotations;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.List;

/** Pods, and the pods that workloads are to make. */
public final class PodRules {
    private static final Path SPEC = Path.of("spec");

    private PodRules() {}

    public static List<Finding> pod(Tree.Mapping pod) {
        var problems = new Problems();
        boolean live = pod.mapping("metadata").get("uid") != null;
        Tree.Mapping spec = Values.inner(pod, "spec");
        spec(spec, live, SPEC, problems);
        boolean gated = !spec.items("schedulingGates").isEmpty();
        if (gated && !spec.text("nodeName", "").isEmpty()) {
            problems.forbidden(
                    SPEC.field("nodeName"),
                    Values.at(spec, "nodeName"),
                    "cannot be set until all schedulingGates have been cleared");
        }
        if (!live && !spec.items("ephemeralContainers").isEmpty()) {
            problems.forbidden(
                    SPEC.field("ephemeralContainers"),
                    Values.at(spec, "ephemeralContainers"),
                    "cannot be set on create");
        }
        simulated(pod.mapping("metadata"), Path.of("metadata"), problems);
        return problems.all();
    }

    private static void simulated(Tree.Mapping metadata, Path path, Problems problems) {
        OwnAnnotations.check(
                metadata.mapping("annotations"),
                PodAnnotations.ALL,
                PodAnnotations::problem,
                (key, text, message) -> problems.doubt(path.field("annotations").key(key), text, message));
    }

    /** A pod template; {@code path} is its place. The server leaves the word metadata out of it. */
    static void template(Tree.Mapping template, boolean live, Path path, Problems problems) {
        Tree.Mapping metadata = template.mapping("metadata");
        Grammar.labels(metadata.mapping("labels"), path.field("labels"), problems);
        Grammar.annotations(metadata.mapping("annotations"), path.field("annotations"), problems);
        simulated(metadata, path.field("metadata"), problems);
        spec(Values.inner(template, "spec"), live, path.field("spec"), problems);
    }

    private static void spec(Tree.Mapping spec, boolean live, Path path, Problems problems) {
        VolumeRules.check(spec, path, problems);
        new ContainerRules(spec, path, problems).check(spec);
        problems.oneOf(spec, "restartPolicy", path, "Always", "OnFailure", "Never");
        problems.oneOf(spec, "dnsPolicy", path, "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
        Grammar.labels(spec.mapping("nodeSelector"), path.field("nodeSelector"), problems);
        Tree.Mapping context = spec.mapping("securityContext");
        for (String id : List.of("runAsUser", "runAsGroup", "fsGroup")) {
            problems.between(context, id, 0, Integer.MAX_VALUE, path.field("securityContext"));
        }
        AffinityRules.check(spec.mapping("affinity"), path.field("affinity"), problems);
        dns(spec, path, problems);
        PlacementRules.spread(spec, live, path, problems);
        PlacementRules.gates(spec, path, problems);
        name(spec, "serviceAccountName", path, problems);
        name(spec, "nodeName", path, problems);
        problems.between(spec, "activeDeadlineSeconds", 1, Integer.MAX_VALUE, path);
        label(spec, "hostname", path, problems);
        label(spec, "subdomain", path, problems);
        PlacementRules.tolerations(spec, path, problems);
        hostAliases(spec, path, problems);
        name(spec, "priorityClassName", path, problems);
        name(spec, "runtimeClassName", path, problems);
        ResourceRules.nonNegative(
                spec.mapping("overhead"), path.field("overhead").field("limits"), problems, false);
        ResourceRules.pod(spec.mapping("resources"), path.field("resources"), problems);
    }

    private static void dns(Tree.Mapping spec, Path path, Problems problems) {
        if (spec.text("dnsPolicy", "").equals("None") && spec.get("dnsConfig") == null) {
            problems.required(path.field("dnsConfig"), spec, "must provide `dnsConfig` when `dnsPolicy` is None");
        }
        int position = 0;
        for (Tree server : spec.mapping("dnsConfig").items("nameservers")) {
            Addresses.ip(server, path.field("dnsConfig").field("nameservers").item(position++), problems);
        }
    }

    private static void hostAliases(Tree.Mapping spec, Path path, Problems problems) {
        Values.eachItem(spec, "hostAliases", path, (alias, at) -> {
            Addresses.ip(Values.at(alias, "ip"), at.field("ip"), problems);
            int position = 0;
            for (Tree name : alias.items("hostnames")) {
                problems.invalid(at.field("hostnames").item(position++), name, Grammar.dnsSubdomain(Values.text(name)));
            }
        });
    }

    private static void name(Tree.Mapping spec, String field, Path path, Problems problems) {
        String name = spec.text(field, "");
        if (!name.isEmpty()) {
            problems.invalid(path.field(field), Values.at(spec, field), Grammar.dnsSubdomain(name));
        }
    }

    private static void label(Tree.Mapping spec, String field, Path path, Problems problems) {
        String name = spec.text(field, "");
        if (!name.isEmpty()) {
            problems.invalid(path.field(field), Values.at(spec, field), Grammar.dnsLabel(name));
        }
    }
}
