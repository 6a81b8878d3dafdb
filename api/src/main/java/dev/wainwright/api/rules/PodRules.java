package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.HashSet;
import java.util.List;

/** Pods, and the pods that workloads are to make. */
public final class PodRules {
    private PodRules() {}

    public static List<Finding> pod(Tree.Mapping pod) {
        var problems = new Problems();
        boolean live = pod.mapping("metadata").get("uid") != null;
        Tree.Mapping spec = pod.mapping("spec");
        spec(spec, live, Path.of("spec"), problems);
        boolean gated = !spec.items("schedulingGates").isEmpty();
        if (gated && !spec.text("nodeName", "").isEmpty()) {
            problems.add(Path.of("spec").field("nodeName"), spec, "must not be set while there are scheduling gates");
        }
        return problems.all();
    }

    /** A pod template; {@code path} is its place. */
    static void template(Tree.Mapping template, boolean live, Path path, Problems problems) {
        MetadataRules.common(template.mapping("metadata"), path.field("metadata"), problems);
        spec(template.mapping("spec"), live, path.field("spec"), problems);
    }

    private static void spec(Tree.Mapping spec, boolean live, Path path, Problems problems) {
        new ContainerRules(spec, path, problems).check(spec);
        volumes(spec, path, problems);
        Grammar.labels(spec.mapping("nodeSelector"), path.field("nodeSelector"), problems);
        AffinityRules.check(spec.mapping("affinity"), path.field("affinity"), problems);
        PlacementRules.spread(spec, live, path, problems);
        PlacementRules.tolerations(spec, path, problems);
        PlacementRules.gates(spec, path, problems);
        ResourceRules.nonNegative(spec.mapping("overhead"), path.field("overhead"), problems);
        ResourceRules.pod(spec.mapping("resources"), path.field("resources"), problems);
        atLeast(spec, "terminationGracePeriodSeconds", 0, path, problems);
        atLeast(spec, "activeDeadlineSeconds", 1, path, problems);
    }

    private static void volumes(Tree.Mapping spec, Path path, Problems problems) {
        var names = new HashSet<String>();
        Values.eachItem(spec, "volumes", path, (volume, at) -> {
            String name = volume.text("name", "");
            problems.add(at.field("name"), volume, Grammar.dnsLabel(name));
            if (!names.add(name)) {
                problems.add(at.field("name"), volume, "duplicates an earlier volume: " + name);
            }
            if (volume.fields().size() > 2) {
                problems.add(
                        at,
                        volume,
                        "must have one source, has " + (volume.fields().size() - 1));
            }
            if (volume.get("persistentVolumeClaim") instanceof Tree.Mapping claim
                    && claim.text("claimName", "").isEmpty()) {
                problems.add(at.field("persistentVolumeClaim").field("claimName"), claim, "required");
            }
        });
    }

    static void atLeast(Tree.Mapping mapping, String name, long least, Path path, Problems problems) {
        long value = Values.integer(mapping, name, least);
        if (value < least) {
            problems.add(path.field(name), Values.at(mapping, name), "must be at least " + least + ", got " + value);
        }
    }
}
