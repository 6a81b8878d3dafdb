package dev.wainwright.apiserver.defaults;

import static dev.wainwright.api.tree.Fill.absent;
import static dev.wainwright.api.tree.Fill.bool;
import static dev.wainwright.api.tree.Fill.each;
import static dev.wainwright.api.tree.Fill.inside;
import static dev.wainwright.api.tree.Fill.number;
import static dev.wainwright.api.tree.Fill.text;
import static dev.wainwright.api.tree.Fill.within;

import dev.wainwright.api.tree.Tree;
import java.util.function.UnaryOperator;

/** Deployments and their like: specs. */
final class Workloads {
    private static final String ROLLING = "RollingUpdate";
    private static final long MOST_FAILURES = Integer.MAX_VALUE;

    private Workloads() {}

    static Tree.Mapping deployment(Tree.Mapping spec) {
        Tree.Mapping filled = template(number(spec, "replicas", 1));
        filled = within(
                filled,
                "strategy",
                strategy -> rolling(
                        strategy,
                        rolling -> absent(
                                absent(rolling, "maxUnavailable", Tree.text("25%")), "maxSurge", Tree.text("25%"))));
        return number(number(filled, "revisionHistoryLimit", 10), "progressDeadlineSeconds", 600);
    }

    private static Tree.Mapping rolling(Tree.Mapping strategy, UnaryOperator<Tree.Mapping> parameters) {
        Tree.Mapping typed = text(strategy, "type", ROLLING);
        return typed.text("type", "").equals(ROLLING) ? within(typed, "rollingUpdate", parameters) : typed;
    }

    static Tree.Mapping replicaSet(Tree.Mapping spec) {
        return template(number(spec, "replicas", 1));
    }

    static Tree.Mapping statefulSet(Tree.Mapping spec) {
        Tree.Mapping filled = template(number(text(spec, "podManagementPolicy", "OrderedReady"), "replicas", 1));
        filled = within(filled, "updateStrategy", strategy -> rolling(strategy, each -> number(each, "partition", 0)));
        filled = number(filled, "revisionHistoryLimit", 10);
        filled = within(
                filled,
                "persistentVolumeClaimRetentionPolicy",
                policy -> text(text(policy, "whenDeleted", "Retain"), "whenScaled", "Retain"));
        return each(filled, "volumeClaimTemplates", claim -> {
            Tree.Mapping named = text(text(claim, "kind", "PersistentVolumeClaim"), "apiVersion", "v1");
            return within(
                    inside(named, "spec", Volumes::claimSpec), "status", status -> text(status, "phase", "Pending"));
        });
    }

    static Tree.Mapping daemonSet(Tree.Mapping spec) {
        Tree.Mapping filled = within(
                template(spec),
                "updateStrategy",
                strategy -> rolling(strategy, each -> number(number(each, "maxUnavailable", 1), "maxSurge", 0)));
        return number(filled, "revisionHistoryLimit", 10);
    }

    static Tree.Mapping job(Tree.Mapping spec) {
        boolean neither = spec.get("parallelism") == null && spec.get("completions") == null;
        Tree.Mapping filled = neither ? number(spec, "completions", 1) : spec;
        filled = number(filled, "parallelism", 1);
        filled = number(filled, "backoffLimit", spec.get("backoffLimitPerIndex") == null ? 6 : MOST_FAILURES);
        filled = text(filled, "completionMode", "NonIndexed");
        filled = bool(bool(filled, "suspend", false), "manualSelector", false);
        filled = text(
                filled,
                "podReplacementPolicy",
                spec.get("podFailurePolicy") == null ? "TerminatingOrFailed" : "Failed");
        filled = inside(
                filled,
                "podFailurePolicy",
                policy -> each(
                        policy, "rules", rule -> each(rule, "onPodConditions", each -> text(each, "status", "True"))));
        return template(filled);
    }

    static Tree.Mapping cronJob(Tree.Mapping spec) {
        Tree.Mapping filled = bool(text(spec, "concurrencyPolicy", "Allow"), "suspend", false);
        filled = number(number(filled, "successfulJobsHistoryLimit", 3), "failedJobsHistoryLimit", 1);
        // The job to come has no defaults of its own before it comes, only its template has.
        return inside(
                filled,
                "jobTemplate",
                job -> inside(absent(job, "metadata", Tree.Mapping.EMPTY), "spec", Workloads::template));
    }

    static Tree.Mapping template(Tree.Mapping spec) {
        return inside(spec, "template", PodSpecs::template);
    }
}
