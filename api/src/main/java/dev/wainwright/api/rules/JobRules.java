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

    private JobRules() {}

    public static List<Finding> job(Tree.Mapping job) {
        var problems = new Problems();
        boolean live = job.mapping("metadata").get("uid") != null;
        jobSpec(job.mapping("spec"), live, SPEC, problems);
        return problems.all();
    }

    public static List<Finding> cronJob(Tree.Mapping cronJob) {
        var problems = new Problems();
        Tree.Mapping spec = cronJob.mapping("spec");
        String name = cronJob.mapping("metadata").text("name", "");
        if (name.length() > CRON_JOB_NAME) {
            problems.add(
                    Path.of("metadata").field("name"),
                    cronJob.mapping("metadata"),
                    "must be at most 52 characters, for its jobs add to it, has " + name.length());
        }
        Tree schedule = Values.at(spec, "schedule");
        problems.add(SPEC.field("schedule"), schedule, CronGrammar.check(Values.text(schedule)));
        String zone = spec.text("timeZone", "UTC");
        if (!isTimeZone(zone)) {
            problems.add(
                    SPEC.field("timeZone"),
                    Values.at(spec, "timeZone"),
                    "is no time zone: a name such as Europe/Berlin is needed, got " + Grammar.quoted(zone));
        }
        boolean live = cronJob.mapping("metadata").get("uid") != null;
        Path template = SPEC.field("jobTemplate");
        MetadataRules.common(spec.mapping("jobTemplate").mapping("metadata"), template.field("metadata"), problems);
        jobSpec(spec.mapping("jobTemplate").mapping("spec"), live, template.field("spec"), problems);
        return problems.all();
    }

    private static void jobSpec(Tree.Mapping spec, boolean live, Path path, Problems problems) {
        for (String field : List.of(
                "parallelism", "completions", "backoffLimit", "activeDeadlineSeconds", "ttlSecondsAfterFinished")) {
            PodRules.atLeast(spec, field, 0, path, problems);
        }
        if (spec.text("completionMode", "").equals("Indexed") && spec.get("completions") == null) {
            problems.add(path.field("completions"), spec, "required when the completion mode is Indexed");
        }
        selector(spec, live, path, problems);
        PodRules.template(spec.mapping("template"), live, path.field("template"), problems);
        Tree.Mapping podSpec = spec.mapping("template").mapping("spec");
        String policy = podSpec.text("restartPolicy", "Always");
        if (!policy.equals("OnFailure") && !policy.equals("Never")) {
            problems.add(
                    path.field("template").field("spec").field("restartPolicy"),
                    podSpec,
                    podSpec.get("restartPolicy") == null
                            ? "required for jobs: OnFailure or Never"
                            : "must be OnFailure or Never for jobs, got " + policy);
        }
    }

    private static void selector(Tree.Mapping spec, boolean live, Path path, Problems problems) {
        if (!(spec.get("selector") instanceof Tree.Mapping selector)) {
            return;
        }
        SelectorRules.check(selector, path.field("selector"), problems);
        if (!live && !Values.isTrue(spec, "manualSelector")) {
            problems.add(
                    path.field("selector"),
                    selector,
                    "must be absent: the server makes one, unless manualSelector is true");
        }
    }

    private static boolean isTimeZone(String zone) {
        boolean wrongForm =
                zone.isEmpty() || zone.equalsIgnoreCase("local") || zone.startsWith("+") || zone.startsWith("-");
        return !wrongForm && ZoneId.getAvailableZoneIds().contains(zone);
    }
}
