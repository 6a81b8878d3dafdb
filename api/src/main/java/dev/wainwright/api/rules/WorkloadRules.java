package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of the apps group: their selector, their template and the bond between the two. */
public final class WorkloadRules {
    private static final Path SPEC = Path.of("spec");

    private WorkloadRules() {}

    public static List<Finding> deployment(Tree.Mapping deployment) {
        var problems = new Problems();
        Tree.Mapping spec = deployment.mapping("spec");
        workload(deployment, problems);
        PodRules.atLeast(spec, "replicas", 0, SPEC, problems);
        PodRules.atLeast(spec, "minReadySeconds", 0, SPEC, problems);
        Tree.Mapping strategy = spec.mapping("strategy");
        Tree.Mapping rolling = strategy.mapping("rollingUpdate");
        Path at = SPEC.field("strategy").field("rollingUpdate");
        if (strategy.text("type", "").equals("Recreate") && strategy.get("rollingUpdate") != null) {
            problems.add(at, strategy, "must be absent when the type is Recreate");
        }
        if (isZero(rolling.get("maxSurge")) && isZero(rolling.get("maxUnavailable"))) {
            problems.add(
                    at.field("maxUnavailable"), rolling, "must not be 0 when maxSurge is 0: nothing could be replaced");
        }
        return problems.all();
    }

    /** ReplicaSets and StatefulSets. */
    public static List<Finding> replicated(Tree.Mapping workload) {
        var problems = new Problems();
        workload(workload, problems);
        PodRules.atLeast(workload.mapping("spec"), "replicas", 0, SPEC, problems);
        Values.eachItem(
                workload.mapping("spec"),
                "volumeClaimTemplates",
                SPEC,
                (template, at) -> StorageRules.claimSpec(template.mapping("spec"), at.field("spec"), problems));
        return problems.all();
    }

    public static List<Finding> daemonSet(Tree.Mapping daemonSet) {
        var problems = new Problems();
        workload(daemonSet, problems);
        return problems.all();
    }

    private static void workload(Tree.Mapping workload, Problems problems) {
        Tree.Mapping spec = workload.mapping("spec");
        Tree.Mapping selector = spec.mapping("selector");
        Tree.Mapping template = spec.mapping("template");
        SelectorRules.check(selector, SPEC.field("selector"), problems);
        Tree.Mapping labels = template.mapping("metadata").mapping("labels");
        if (SelectorRules.isEmpty(selector)) {
            problems.add(
                    SPEC.field("selector"),
                    Values.at(spec, "selector"),
                    "must not be empty: it would select every pod");
        } else if (!SelectorRules.selects(selector, labels)) {
            problems.add(
                    SPEC.field("template").field("metadata").field("labels"),
                    Values.at(template, "metadata"),
                    "the selector does not match the template's labels: the workload would not find its own pods");
        }
        boolean live = workload.mapping("metadata").get("uid") != null;
        PodRules.template(template, live, SPEC.field("template"), problems);
        String policy = template.mapping("spec").text("restartPolicy", "Always");
        Path templateSpec = SPEC.field("template").field("spec");
        if (!policy.equals("Always")) {
            problems.add(
                    templateSpec.field("restartPolicy"),
                    template.mapping("spec"),
                    "must be Always here, got " + policy + ": use a Job for pods that end");
        }
        if (template.mapping("spec").get("activeDeadlineSeconds") != null) {
            problems.add(
                    templateSpec.field("activeDeadlineSeconds"),
                    template.mapping("spec"),
                    "must not be set: these pods never end");
        }
    }

    private static boolean isZero(@Nullable Tree amount) {
        return (amount instanceof Tree.Numeral number && number.value().signum() == 0)
                || (amount instanceof Tree.Text text && text.value().equals("0%"));
    }
}
