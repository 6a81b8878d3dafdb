package dev.wainwright.api.rules;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.time.ZoneId;
import java.util.List;

/** Jobs and cron jobs. */
public final class JobRules {
    private static final Path SPEC = Path.of("spec");
    /** A cron job's jobs get a dash and up to ten digits behind its name. */
    private static final int CRON_JOB_NAME = 52;

    private static final int JOB_NAME = 63;

    private JobRules() {}

    public static List<Finding> job(Tree.Mapping job) {
        var problems = new Problems();
        boolean live = job.mapping("metadata").get("uid") != null;
        String name = job.mapping("metadata").text("name", "");
        if (!live && name.length() > JOB_NAME) {
            // Its pods carry the name as a label, an old one and a new one.
            Path labels = SPEC.field("template").field("labels");
            Tree at = Values.at(job.mapping("metadata"), "name");
            problems.invalid(labels, at, Grammar.labelValue(name));
            problems.invalid(labels, at, Grammar.labelValue(name));
        }
        jobSpec(Values.inner(job, "spec"), job.mapping("metadata").text("uid", ""), SPEC, problems);
        return problems.all();
    }

    public static List<Finding> cronJob(Tree.Mapping cronJob) {
        var problems = new Problems();
        Tree.Mapping spec = Values.inner(cronJob, "spec");
        CronGrammar.check(spec, SPEC, problems);
        if (spec.get("timeZone") instanceof Tree.Text zone) {
            zone(zone, problems);
        }
        problems.notNegative(spec, "startingDeadlineSeconds", SPEC);
        problems.oneOf(spec, "concurrencyPolicy", SPEC, "Allow", "Forbid", "Replace");
        Path template = SPEC.field("jobTemplate");
        MetadataRules.common(spec.mapping("jobTemplate").mapping("metadata"), template, problems);
        jobSpec(
                spec.mapping("jobTemplate").mapping("spec"),
                cronJob.mapping("metadata").text("uid", ""),
                template.field("spec"),
                problems);
        problems.notNegative(spec, "successfulJobsHistoryLimit", SPEC);
        problems.notNegative(spec, "failedJobsHistoryLimit", SPEC);
        Tree.Mapping metadata = cronJob.mapping("metadata");
        if (metadata.text("name", "").length() > CRON_JOB_NAME) {
            problems.invalid(
                            Path.of("metadata").field("name"),
                            Values.at(metadata, "name"),
                            Grammar.atMost(CRON_JOB_NAME, "characters"))
                    .hint("its jobs add to it");
        }
        return problems.all();
    }

    private static void jobSpec(Tree.Mapping spec, String uid, Path path, Problems problems) {
        for (String field : List.of(
                "parallelism", "completions", "activeDeadlineSeconds", "backoffLimit", "ttlSecondsAfterFinished")) {
            problems.notNegative(spec, field, path);
        }
        problems.oneOf(spec, "completionMode", path, "NonIndexed", "Indexed");
        problems.oneOf(spec, "podReplacementPolicy", path, "Failed", "TerminatingOrFailed");
        if (spec.text("completionMode", "").equals("Indexed") && spec.get("completions") == null) {
            problems.required(path.field("completions"), spec, "when completion mode is Indexed");
        }
        PodRules.template(Values.inner(spec, "template"), !uid.isEmpty(), path.field("template"), problems);
        Tree.Mapping podSpec = Values.inner(Values.inner(spec, "template"), "spec");
        String policy = podSpec.text("restartPolicy", "Always");
        if (policy.equals("Always")) {
            problems.required(
                    path.field("template").field("spec").field("restartPolicy"),
                    Values.at(podSpec, "restartPolicy"),
                    "valid values: \"OnFailure\", \"Never\"");
        }
        selector(spec, uid, path, problems);
    }

    private static void selector(Tree.Mapping spec, String uid, Path path, Problems problems) {
        boolean manual = Values.isTrue(spec, "manualSelector");
        if (!(spec.get("selector") instanceof Tree.Mapping selector)) {
            if (manual) {
                problems.required(path.field("selector"), spec);
                WorkloadRules.matches(
                        Tree.Mapping.EMPTY, Values.inner(spec, "template"), path.field("template"), problems);
            }
            return;
        }
        SelectorRules.check(selector, path.field("selector"), problems);
        if (!manual && !isMade(selector, uid)) {
            problems.invalid(path.field("selector"), selector, "`selector` not auto-generated")
                    .hint("leave it out, or set manualSelector");
        }
        WorkloadRules.matches(selector, Values.inner(spec, "template"), path.field("template"), problems);
    }

    /** Whether the selector is the one that the server makes of the job's uid. */
    private static boolean isMade(Tree.Mapping selector, String uid) {
        Tree.Mapping labels = selector.mapping("matchLabels");
        return !uid.isEmpty()
                && (labels.text("batch.kubernetes.io/controller-uid", "").equals(uid)
                        || labels.text("controller-uid", "").equals(uid));
    }

    private static void zone(Tree.Text zone, Problems problems) {
        String name = zone.value();
        Path path = SPEC.field("timeZone");
        if (name.isEmpty()) {
            problems.invalid(path, zone, "timeZone must be nil or non-empty string");
        } else if (name.equalsIgnoreCase("local")) {
            problems.invalid(
                    path, zone, "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
        } else if (!ZoneId.getAvailableZoneIds().contains(name)) {
            problems.invalid(path, zone, "unknown time zone " + name).hint("a name such as Europe/Berlin is needed");
        }
    }
}
