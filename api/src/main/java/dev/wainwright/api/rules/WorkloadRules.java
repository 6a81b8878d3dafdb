package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds of the apps group: their selector, their template and the bond between the two. */
public final class WorkloadRules {
    private static final Path SPEC = Path.of("spec");

    private WorkloadRules() {}

    public static List<Finding> deployment(Tree.Mapping deployment) {
        var problems = new Problems();
        Tree.Mapping spec = Values.inner(deployment, "spec");
        problems.notNegative(spec, "replicas", SPEC);
        selector(spec, "deployment", problems);
        template(deployment, "ReplicaSet", problems);
        strategy(spec, problems);
        problems.notNegative(spec, "minReadySeconds", SPEC);
        problems.notNegative(spec, "revisionHistoryLimit", SPEC);
        if (spec.get("progressDeadlineSeconds") instanceof Tree.Numeral deadline) {
            problems.notNegative(spec, "progressDeadlineSeconds", SPEC);
            if (deadline.value().longValue() <= Values.integer(spec, "minReadySeconds", 0)) {
                problems.invalid(
                        SPEC.field("progressDeadlineSeconds"), deadline, "must be greater than minReadySeconds");
            }
        }
        return problems.all();
    }

    private static void strategy(Tree.Mapping spec, Problems problems) {
        Tree.Mapping strategy = spec.mapping("strategy");
        Path path = SPEC.field("strategy");
        Path at = path.field("rollingUpdate");
        switch (strategy.text("type", "RollingUpdate")) {
            case "Recreate" -> {
                Tree parameters = strategy.get("rollingUpdate");
                if (parameters != null) {
                    problems.forbidden(at, parameters, "may not be specified when strategy `type` is 'Recreate'");
                }
            }
            case "RollingUpdate" -> {
                Tree.Mapping rolling = strategy.mapping("rollingUpdate");
                Grammar.amount(rolling, "maxUnavailable", at, problems);
                Grammar.amount(rolling, "maxSurge", at, problems);
                if (Grammar.isZero(rolling, "maxSurge") && Grammar.isZero(rolling, "maxUnavailable")) {
                    problems.invalid(
                            at.field("maxUnavailable"),
                            Values.at(rolling, "maxUnavailable"),
                            Tree.number(0),
                            "may not be 0 when `maxSurge` is 0");
                }
                Grammar.atMostAll(rolling, "maxUnavailable", at, problems);
            }
            default -> problems.unsupported(path, strategy, shown(strategy), "Recreate", "RollingUpdate");
        }
    }

    /** A strategy as the server prints its own structure. */
    private static Tree shown(Tree.Mapping strategy) {
        Map<String, Tree> fields = new LinkedHashMap<>();
        fields.put("Type", Tree.text(strategy.text("type", "")));
        fields.put("RollingUpdate", new Tree.Null(0));
        return new Tree.Mapping(fields, strategy.line());
    }

    public static List<Finding> replicaSet(Tree.Mapping workload) {
        var problems = new Problems();
        Tree.Mapping spec = Values.inner(workload, "spec");
        problems.notNegative(spec, "replicas", SPEC);
        problems.notNegative(spec, "minReadySeconds", SPEC);
        // The server has the word from deployments.
        selector(spec, "deployment", problems);
        template(workload, "ReplicaSet", problems);
        return problems.all();
    }

    /** Its selector is a plain mapping of labels. */
    public static List<Finding> replicationController(Tree.Mapping controller) {
        var problems = new Problems();
        Tree.Mapping spec = controller.mapping("spec");
        problems.notNegative(spec, "minReadySeconds", SPEC);
        if (spec.mapping("selector").isEmpty()) {
            problems.required(SPEC.field("selector"), spec);
        }
        problems.notNegative(spec, "replicas", SPEC);
        if (!(spec.get("template") instanceof Tree.Mapping)) {
            problems.required(SPEC.field("template"), spec);
            return problems.all();
        }
        Map<String, Tree> selector = Map.of("matchLabels", spec.mapping("selector"));
        Tree.Mapping asOthers = controller.with("spec", spec.with("selector", new Tree.Mapping(selector, spec.line())));
        template(asOthers, "ReplicationController", problems);
        return problems.all();
    }

    public static List<Finding> statefulSet(Tree.Mapping workload) {
        var problems = new Problems();
        Tree.Mapping spec = Values.inner(workload, "spec");
        String policy = spec.text("podManagementPolicy", "OrderedReady");
        if (!policy.equals("OrderedReady") && !policy.equals("Parallel")) {
            problems.invalid(
                    SPEC.field("podManagementPolicy"),
                    Values.at(spec, "podManagementPolicy"),
                    "must be 'OrderedReady' or 'Parallel'");
        }
        Tree.Mapping strategy = spec.mapping("updateStrategy");
        Path at = SPEC.field("updateStrategy");
        String type = strategy.text("type", "RollingUpdate");
        if (!type.equals("RollingUpdate") && !type.equals("OnDelete")) {
            problems.invalid(at, strategy, shown(strategy), "must be 'RollingUpdate' or 'OnDelete'");
        }
        problems.notNegative(strategy.mapping("rollingUpdate"), "partition", at.field("rollingUpdate"));
        problems.notNegative(spec, "replicas", SPEC);
        problems.notNegative(spec, "minReadySeconds", SPEC);
        Values.eachItem(
                spec,
                "volumeClaimTemplates",
                SPEC,
                (template, path) -> StorageRules.claimSpec(template.mapping("spec"), path.field("spec"), problems));
        selector(spec, "statefulset", problems);
        template(workload, "StatefulSet", problems);
        return problems.all();
    }

    public static List<Finding> daemonSet(Tree.Mapping daemonSet) {
        var problems = new Problems();
        Tree.Mapping spec = Values.inner(daemonSet, "spec");
        Tree.Mapping strategy = spec.mapping("updateStrategy");
        selector(spec, "daemonset", problems);
        template(daemonSet, "DaemonSet", problems);
        problems.notNegative(spec, "minReadySeconds", SPEC);
        Path at = SPEC.field("updateStrategy");
        switch (strategy.text("type", "RollingUpdate")) {
            case "OnDelete" -> {}
            case "RollingUpdate" -> {
                Tree.Mapping rolling = strategy.mapping("rollingUpdate");
                Path path = at.field("rollingUpdate");
                Grammar.amount(rolling, "maxUnavailable", path, problems);
                Grammar.amount(rolling, "maxSurge", path, problems);
                boolean surges = rolling.get("maxSurge") != null && !Grammar.isZero(rolling, "maxSurge");
                if (Grammar.isZero(rolling, "maxUnavailable") && !surges) {
                    problems.required(path.field("maxUnavailable"), rolling, "cannot be 0 when maxSurge is 0");
                }
                Grammar.atMostAll(rolling, "maxUnavailable", path, problems);
            }
            default -> problems.unsupported(at, strategy, shown(strategy), "RollingUpdate", "OnDelete");
        }
        problems.notNegative(spec, "revisionHistoryLimit", SPEC);
        return problems.all();
    }

    private static void selector(Tree.Mapping spec, String kind, Problems problems) {
        Path path = SPEC.field("selector");
        if (!(spec.get("selector") instanceof Tree.Mapping selector)) {
            problems.required(path, spec);
            return;
        }
        SelectorRules.check(selector, path, problems);
        if (SelectorRules.isEmpty(selector)) {
            problems.invalid(path, selector, "empty selector is invalid for " + kind)
                    .hint("it would select every pod");
        }
    }

    private static void template(Tree.Mapping workload, String kind, Problems problems) {
        Tree.Mapping spec = Values.inner(workload, "spec");
        Tree.Mapping selector = spec.mapping("selector");
        Tree.Mapping template = Values.inner(spec, "template");
        Path path = SPEC.field("template");
        if (!matches(selector, template, path, problems)) {
            return;
        }
        boolean live = workload.mapping("metadata").get("uid") != null;
        PodRules.template(withClaims(template, spec.items("volumeClaimTemplates")), live, path, problems);
        Tree.Mapping podSpec = template.mapping("spec");
        Path at = path.field("spec");
        String policy = podSpec.text("restartPolicy", "Always");
        if (policy.equals("OnFailure") || policy.equals("Never")) {
            problems.unsupported(at.field("restartPolicy"), Values.at(podSpec, "restartPolicy"), "Always")
                    .hint("use a Job for pods that end");
        }
        Tree deadline = podSpec.get("activeDeadlineSeconds");
        if (deadline != null) {
            problems.forbidden(
                    at.field("activeDeadlineSeconds"),
                    deadline,
                    "activeDeadlineSeconds in " + kind + " is not Supported");
        }
    }

    /** Whether it makes sense to look on: the selector can be read. */
    static boolean matches(Tree.Mapping selector, Tree.Mapping template, Path path, Problems problems) {
        Tree.Mapping labels = template.mapping("metadata").mapping("labels");
        if (!SelectorRules.isSound(selector)) {
            problems.invalid(Path.of("spec").field("selector"), selector, "invalid label selector");
            return false;
        }
        if (selector.isEmpty() ? missing(selector) : !SelectorRules.selects(selector, labels)) {
            Tree shown = labels.isEmpty() ? new Tree.Null(0) : labels;
            Tree at = labels.isEmpty() ? template : labels;
            problems.invalid(
                            path.field("metadata").field("labels"),
                            at,
                            shown,
                            "`selector` does not match template `labels`")
                    .hint("the workload would not find its own pods");
        }
        return true;
    }

    /** An absent selector selects nothing, an empty one everything. */
    @SuppressWarnings("ReferenceEquality") // Absent mappings are read as this very instance.
    private static boolean missing(Tree.Mapping selector) {
        return selector == Tree.Mapping.EMPTY;
    }

    /** A StatefulSet's claims become volumes of its pods, in the place of volumes of the same name. */
    private static Tree.Mapping withClaims(Tree.Mapping template, List<Tree> claims) {
        if (claims.isEmpty()) {
            return template;
        }
        var volumes = new LinkedHashMap<String, Tree>();
        Tree.Mapping spec = Values.inner(template, "spec");
        spec.items("volumes")
                .forEach(volume -> volumes.put(Values.mapping(volume).text("name", ""), volume));
        for (Tree claim : claims) {
            String name = Values.mapping(claim).mapping("metadata").text("name", "");
            volumes.put(name, new Tree.Mapping(Map.of("name", Tree.text(name)), claim.line()));
        }
        var all = new Tree.Sequence(List.copyOf(volumes.values()), spec.line());
        return template.with("spec", spec.with("volumes", all));
    }
}
