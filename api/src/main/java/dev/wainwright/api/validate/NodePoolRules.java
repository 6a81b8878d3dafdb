package dev.wainwright.api.validate;

import dev.wainwright.api.Validator;
import dev.wainwright.api.karpenter.PoolAnnotations;
import dev.wainwright.api.karpenter.RestrictedLabels;
import dev.wainwright.api.meta.OwnAnnotations;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.time.CronSchedule;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.instance.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the controller asks of a NodePool when it runs, beyond the rules of the CRD (karpenter-core §1.2 "runtime
 * validation"; budgets §4.3).
 */
public final class NodePoolRules implements Validator {
    private static final String TEMPLATE = "spec.template";
    private static final Instant SOME_MONDAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final int HITS_LOOKED_AT = 20;

    @Override
    public List<Finding> validate(Tree.Mapping pool) {
        var problems = new Problems();
        OwnAnnotations.check(
                pool.mapping("metadata").mapping("annotations"),
                PoolAnnotations.ALL,
                PoolAnnotations::problem,
                (key, text, message) -> problems.warning("metadata.annotations." + key, text, message));
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
        long nanos = duration(budget, path, "duration", problems);
        if (budget.get("schedule") instanceof Tree.Text written) {
            try {
                overlap(CronSchedule.parse(written.value()), nanos, written, path, problems);
            } catch (IllegalArgumentException e) {
                problems.error(path + ".schedule", written, String.valueOf(e.getMessage()));
            }
        }
    }

    /** A schedule says when a budget begins; {@code 0 8-18 * * *} is often meant as a range, and begins eleven times. */
    private static void overlap(CronSchedule schedule, long nanos, Tree written, String path, Problems problems) {
        Optional<Instant> hit = schedule.next(SOME_MONDAY);
        for (int i = 0; i < HITS_LOOKED_AT && hit.isPresent(); i++) {
            Optional<Instant> next = schedule.next(hit.get());
            if (next.isPresent() && hit.get().plusNanos(nanos).isAfter(next.get())) {
                problems.warning(
                        path + ".schedule",
                        written,
                        "begins again before its duration is over (" + hit.get() + ", " + next.get()
                                + "): a schedule names beginnings, not a range; name the first one alone");
                return;
            }
            hit = next;
        }
    }

    /** The schema knows how durations are written, but not how long one may be. Gives nanoseconds; 0 for none. */
    private static long duration(Tree.Mapping parent, String path, String field, Problems problems) {
        if (parent.get(field) instanceof Tree.Text text && !text.value().equals(GoDuration.NEVER)) {
            try {
                return GoDuration.nanos(text.value());
            } catch (IllegalArgumentException e) {
                problems.error(path + "." + field, text, String.valueOf(e.getMessage()));
            }
        }
        return 0;
    }
}
