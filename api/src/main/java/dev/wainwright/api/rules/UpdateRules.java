package dev.wainwright.api.rules;

import static java.util.Map.entry;

import dev.wainwright.api.Kind;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Map;

/**
 * What may not change. Both documents are complete, so that a field that the server would fill in does not look like a
 * change.
 */
public final class UpdateRules {
    private static final Path SPEC = Path.of("spec");

    private static final Map<String, Rule> BY_KIND = Map.ofEntries(
            entry("/Pod", PodUpdateRules::check),
            entry("/ConfigMap", (before, after, problems) -> sealed(before, after, problems, "data", "binaryData")),
            entry("/Secret", UpdateRules::secret),
            entry("/Service", UpdateRules::service),
            entry("/Node", UpdateRules::node),
            entry("/ResourceQuota", (before, after, problems) -> spec(before, after, problems, "scopes")),
            entry("/PersistentVolumeClaim", StorageUpdateRules::claim),
            entry("/PersistentVolume", StorageUpdateRules::volume),
            entry("apps/Deployment", (before, after, problems) -> spec(before, after, problems, "selector")),
            entry("apps/ReplicaSet", (before, after, problems) -> spec(before, after, problems, "selector")),
            entry("apps/DaemonSet", (before, after, problems) -> spec(before, after, problems, "selector")),
            entry("apps/StatefulSet", UpdateRules::statefulSet),
            entry("apps/ControllerRevision", (before, after, problems) -> top(before, after, problems, "data")),
            entry("batch/Job", UpdateRules::job),
            entry("storage.k8s.io/StorageClass", StorageUpdateRules::storageClass),
            entry("storage.k8s.io/CSINode", StorageUpdateRules::csiNode),
            entry("storage.k8s.io/CSIDriver", StorageUpdateRules::csiDriver),
            entry("storage.k8s.io/VolumeAttachment", StorageUpdateRules::attachment),
            entry("scheduling.k8s.io/PriorityClass", UpdateRules::priorityClass),
            entry("rbac.authorization.k8s.io/RoleBinding", UpdateRules::binding),
            entry("rbac.authorization.k8s.io/ClusterRoleBinding", UpdateRules::binding),
            entry(
                    "networking.k8s.io/IngressClass",
                    (before, after, problems) -> spec(before, after, problems, "controller")),
            entry(
                    "discovery.k8s.io/EndpointSlice",
                    (before, after, problems) -> top(before, after, problems, "addressType")),
            entry("node.k8s.io/RuntimeClass", (before, after, problems) -> top(before, after, problems, "handler")));

    private UpdateRules() {}

    /** What one kind keeps. */
    @FunctionalInterface
    interface Rule {
        void check(Tree.Mapping before, Tree.Mapping after, Problems problems);
    }

    public static List<Finding> check(Kind kind, Tree.Mapping before, Tree.Mapping after) {
        var problems = new Problems();
        Rule rule = BY_KIND.get(kind.group() + '/' + kind.kind());
        if (rule != null) {
            rule.check(before, after, problems);
        }
        return problems.all();
    }

    /** Fields below {@code spec} that never change. */
    static void spec(Tree.Mapping before, Tree.Mapping after, Problems problems, String... names) {
        fields(before.mapping("spec"), after.mapping("spec"), SPEC, problems, names);
    }

    /** Top-level fields that never change. */
    static void top(Tree.Mapping before, Tree.Mapping after, Problems problems, String... names) {
        fields(before, after, Path.ROOT, problems, names);
    }

    private static void fields(Tree.Mapping before, Tree.Mapping after, Path path, Problems problems, String... names) {
        for (String name : List.of(names)) {
            if (!Values.same(before, after, name)) {
                Tree value = after.get(name);
                problems.invalid(path.field(name), value == null ? new Tree.Null(0) : value, Problems.IMMUTABLE);
            }
        }
    }

    private static void sealed(Tree.Mapping before, Tree.Mapping after, Problems problems, String... names) {
        if (!Values.isTrue(before, "immutable")) {
            return;
        }
        String why = "field is immutable when `immutable` is set";
        if (!Values.isTrue(after, "immutable")) {
            problems.forbidden(Path.of("immutable"), after, why);
        }
        for (String name : List.of(names)) {
            if (!Values.same(before, after, name)) {
                problems.forbidden(Path.of(name), Values.at(after, name), why);
            }
        }
    }

    private static void secret(Tree.Mapping before, Tree.Mapping after, Problems problems) {
        top(before, after, problems, "type");
        sealed(before, after, problems, "data");
    }

    private static void service(Tree.Mapping before, Tree.Mapping after, Problems problems) {
        List<Tree> known = before.mapping("spec").items("clusterIPs");
        List<Tree> wanted = after.mapping("spec").items("clusterIPs");
        boolean external = before.mapping("spec").text("type", "").equals("ExternalName")
                || after.mapping("spec").text("type", "").equals("ExternalName");
        if (!external
                && !known.isEmpty()
                && !wanted.isEmpty()
                && !known.getFirst().equals(wanted.getFirst())
                && Values.text(wanted.getFirst()).equals(after.mapping("spec").text("clusterIP", ""))) {
            problems.invalid(
                    SPEC.field("clusterIPs").item(0),
                    Values.at(after.mapping("spec"), "clusterIPs"),
                    "may not change once set");
        }
    }

    private static void node(Tree.Mapping before, Tree.Mapping after, Problems problems) {
        Tree.Mapping known = before.mapping("spec");
        Tree.Mapping wanted = after.mapping("spec");
        onceSet(known, wanted, "podCIDR", "podCIDRs", problems);
        onceSet(known, wanted, "providerID", "providerID", problems);
    }

    private static void onceSet(Tree.Mapping known, Tree.Mapping wanted, String name, String place, Problems problems) {
        if (!known.text(name, "").isEmpty() && !Values.same(known, wanted, name)) {
            problems.forbidden(
                    SPEC.field(place),
                    Values.at(wanted, name),
                    "node updates may not change " + name + " except from \"\" to valid");
        }
    }

    private static void statefulSet(Tree.Mapping before, Tree.Mapping after, Problems problems) {
        Tree.Mapping known = before.mapping("spec");
        Tree.Mapping wanted = after.mapping("spec");
        for (String free : List.of(
                "replicas",
                "ordinals",
                "template",
                "updateStrategy",
                "revisionHistoryLimit",
                "persistentVolumeClaimRetentionPolicy",
                "minReadySeconds")) {
            known = known.without(free);
            wanted = wanted.without(free);
        }
        if (!known.equals(wanted)) {
            problems.forbidden(
                    SPEC,
                    wanted,
                    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
                            + " 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and"
                            + " 'minReadySeconds' are forbidden");
        }
    }

    private static void job(Tree.Mapping before, Tree.Mapping after, Problems problems) {
        Tree.Mapping known = before.mapping("spec");
        Tree.Mapping wanted = after.mapping("spec");
        // An indexed job may change its size, as long as it runs as many pods as it needs successes.
        boolean elastic = wanted.text("completionMode", "").equals("Indexed")
                && Values.same(known, known.with("completions", Values.at(known, "parallelism")), "completions")
                && Values.same(wanted, wanted.with("completions", Values.at(wanted, "parallelism")), "completions");
        if (!elastic) {
            spec(before, after, problems, "completions");
        }
        spec(before, after, problems, "selector");
        jobTemplate(known, wanted, problems);
        spec(before, after, problems, "completionMode", "podFailurePolicy", "backoffLimitPerIndex");
    }

    /** The template as a whole is kept; the server shows the pod's spec. */
    private static void jobTemplate(Tree.Mapping known, Tree.Mapping wanted, Problems problems) {
        if (!Values.same(known.mapping("template"), wanted.mapping("template"), "spec")) {
            Tree spec = Values.at(wanted.mapping("template"), "spec");
            problems.invalid(SPEC.field("template").field("spec"), spec, Problems.IMMUTABLE);
        }
    }

    private static void priorityClass(Tree.Mapping before, Tree.Mapping after, Problems problems) {
        if (!Values.same(before, after, "value")) {
            problems.forbidden(Path.of("value"), Values.at(after, "value"), "may not be changed in an update.");
        }
        top(before, after, problems, "preemptionPolicy");
    }

    private static void binding(Tree.Mapping before, Tree.Mapping after, Problems problems) {
        if (!Values.same(before, after, "roleRef")) {
            Tree.Mapping role = after.mapping("roleRef");
            Tree shown = Values.shown(role, "apiGroup", "APIGroup", "kind", "Kind", "name", "Name");
            problems.invalid(Path.of("roleRef"), role, shown, "cannot change roleRef");
        }
    }
}
