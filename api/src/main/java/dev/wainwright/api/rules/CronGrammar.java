package dev.wainwright.api.rules;

import dev.wainwright.api.time.CronSchedule;
import dev.wainwright.api.tree.Tree;

/** What Kubernetes demands of a CronJob's schedule: what {@link CronSchedule} reads, or {@code @every} with a duration. */
final class CronGrammar {
    private static final String EVERY = "@every ";
    private static final int FIELDS = 5;

    private CronGrammar() {}

    static void check(Tree.Mapping spec, Path parent, Problems problems) {
        Path path = parent.field("schedule");
        Tree schedule = Values.at(spec, "schedule");
        String text = spec.text("schedule", "");
        if (text.isEmpty()) {
            problems.required(path, schedule);
            return;
        }
        if (text.contains("TZ")) {
            problems.invalid(path, schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        } else if (text.startsWith(EVERY)) {
            String duration = text.substring(EVERY.length());
            if (!duration.matches("([0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h))+")) {
                problems.invalid(
                        path,
                        schedule,
                        "failed to parse duration " + text + ": time: invalid duration \"" + duration + '"');
            }
        } else {
            fields(text, schedule, path, problems);
        }
    }

    private static void fields(String text, Tree schedule, Path path, Problems problems) {
        try {
            CronSchedule.parse(text);
        } catch (IllegalArgumentException e) {
            String[] fields = text.strip().split("\\s+");
            if (text.startsWith("@")) {
                problems.invalid(path, schedule, "unrecognized descriptor: " + text);
            } else if (fields.length != FIELDS) {
                problems.invalid(
                        path,
                        schedule,
                        "expected exactly 5 fields, found " + fields.length + ": [" + String.join(" ", fields) + ']');
            } else {
                problems.invalid(path, schedule, CronFault.of(fields));
            }
            problems.hint(String.valueOf(e.getMessage()));
        }
    }
}
