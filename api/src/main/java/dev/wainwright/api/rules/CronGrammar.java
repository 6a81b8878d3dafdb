package dev.wainwright.api.rules;

import dev.wainwright.api.time.CronSchedule;
import java.util.Optional;

/** What Kubernetes demands of a CronJob's schedule: what {@link CronSchedule} reads, or {@code @every} with a duration. */
final class CronGrammar {
    private CronGrammar() {}

    /** What is wrong with a schedule, if anything is. */
    static Optional<String> check(String schedule) {
        if (schedule.isBlank()) {
            return Optional.of("required: a schedule such as \"0 3 * * *\" or @daily");
        }
        if (schedule.startsWith("TZ=") || schedule.startsWith("CRON_TZ=")) {
            return Optional.of("must not name a time zone: use the field for it");
        }
        if (schedule.matches("@every ([0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h))+")) {
            return Optional.empty();
        }
        try {
            CronSchedule.parse(schedule);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
