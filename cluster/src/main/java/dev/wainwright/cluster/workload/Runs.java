package dev.wainwright.cluster.workload;

import dev.wainwright.api.batch.CronJob;
import dev.wainwright.api.time.CronSchedule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When a cron job runs.
 *
 * @param due the latest run that should have been by now and has not been seen to; empty when there is none
 * @param next the first run after now
 */
record Runs(Optional<Instant> due, Optional<Instant> next) {
    /** Empty when the schedule or the time zone makes no sense. */
    static Optional<Runs> of(CronJob cron, Instant now) {
        try {
            var schedule = CronSchedule.parse(cron.spec().schedule());
            ZoneId zone = cron.spec().timeZone().isEmpty()
                    ? ZoneOffset.UTC
                    : ZoneId.of(cron.spec().timeZone());
            return Optional.of(new Runs(latest(schedule, zone, since(cron, now), now), next(schedule, zone, now)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant since(CronJob cron, Instant now) {
        Instant created = cron.metadata().creationTimestamp();
        Instant last = cron.status().lastScheduleTime();
        Instant since = last != null ? last : created != null ? created : now;
        Long deadline = cron.spec().startingDeadlineSeconds();
        Instant earliest = deadline == null ? since : now.minusSeconds(deadline);
        return earliest.isAfter(since) ? earliest : since;
    }

    private static Optional<Instant> latest(CronSchedule schedule, ZoneId zone, Instant since, Instant now) {
        Optional<Instant> latest = Optional.empty();
        Optional<Instant> run = next(schedule, zone, since);
        while (run.isPresent() && !run.get().isAfter(now)) {
            latest = run;
            run = next(schedule, zone, run.get());
        }
        return latest;
    }

    /** The schedule is read on the zone's own clock. */
    private static Optional<Instant> next(CronSchedule schedule, ZoneId zone, Instant after) {
        Instant local = LocalDateTime.ofInstant(after, zone).toInstant(ZoneOffset.UTC);
        return schedule.next(local)
                .map(run -> LocalDateTime.ofInstant(run, ZoneOffset.UTC).atZone(zone))
                // When clocks are set back an hour comes twice; in its second half the first is over.
                .map(run -> run.toInstant().isAfter(after) ? run : run.withLaterOffsetAtOverlap())
                .map(ZonedDateTime::toInstant);
    }
}
