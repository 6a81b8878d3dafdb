package dev.wainwright.api.validate;

import dev.wainwright.api.Validator;
import dev.wainwright.api.karpenter.RestrictedLabels;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.time.CronSchedule;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.instance.Labels;
import java.util.List;

/**
 * What the controller asks of a NodePool when it runs, beyond the rules of the CRD (karpenter-core §1.2 "runtime
 * validation"; budgets §4.3).
 */
public final class NodePoolRules implements Validator {
    private static final String TEMPLATE = "spec.template";

    @Override
    public List<Finding> validate(Tree.Mapping pool) {
        var problems = new Problems();
        Tree.Mapping template = pool.mapping("spec").mapping("template");
        labels(template.mapping("metadata").mapping("labels"), problems);
        Tree.Mapping spec = template.mapping("spec");
        var taints = new TaintRules(problems);
        taints.check(spec.items("taints"), TEMPLATE + ".spec.taints");
        taints.check(spec.items("startupTaints"), TEMPLATE + ".spec.startupTaints");
        new RequirementRules(problems).check(spec.items("requirements"), TEMPLATE + ".spec.requirements");
        duration(spec, TEMPLATE + ".spec", "expireAfter", problems);
        duration(spec, TEMPLATE + ".spec", "terminationGracePeriod", problems);
        disruption(pool.mapping("spec").mapping("disruption"), problems);
        return problems.findings();
    }

    private static void labels(Tree.Mapping labels, Problems problems) {
        labels.fields().forEach((key, value) -> {
            String path = TEMPLATE + ".metadata.labels." + key;
            if (!Labelling.isQualifiedName(key)) {
                problems.error(path, value, "\"" + key + "\" is no label's key");
            } else if (RestrictedLabels.isRestricted(key) || key.equals(Labels.NODE_POOL)) {
                problems.error(path, value, RequirementRules.restricted(key));
            }
            if (value instanceof Tree.Text text && !Labelling.isLabelValue(text.value())) {
                problems.error(path, value, "\"" + text.value() + "\" is no value of a label");
            }
        });
    }

    private static void disruption(Tree.Mapping disruption, Problems problems) {
        duration(disruption, "spec.disruption", "consolidateAfter", problems);
        List<Tree> budgets = disruption.items("budgets");
        for (int i = 0; i < budgets.size(); i++) {
            if (budgets.get(i) instanceof Tree.Mapping budget) {
                budget(budget, "spec.disruption.budgets[" + i + "]", problems);
            }
        }
    }

    private static void budget(Tree.Mapping budget, String path, Problems problems) {
        duration(budget, path, "duration", problems);
        if (budget.get("schedule") instanceof Tree.Text schedule) {
            try {
                CronSchedule.parse(schedule.value());
            } catch (IllegalArgumentException e) {
                problems.error(path + ".schedule", schedule, String.valueOf(e.getMessage()));
            }
        }
    }

    /** The schema knows how durations are written, but not how long one may be. */
    private static void duration(Tree.Mapping parent, String path, String field, Problems problems) {
        if (parent.get(field) instanceof Tree.Text text && !text.value().equals(GoDuration.NEVER)) {
            try {
                GoDuration.nanos(text.value());
            } catch (IllegalArgumentException e) {
                problems.error(path + "." + field, text, String.valueOf(e.getMessage()));
            }
        }
    }
}
