package dev.wainwright.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.batch.CronJob;
import dev.wainwright.api.batch.Job;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.cluster.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CronJobControllerTest {
    private static final String CRON = """
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: report}
            spec:
              schedule: "*/10 * * * *"
              jobTemplate:
                metadata: {labels: {team: shop}}
                spec:
                  template:
                    spec:
                      restartPolicy: Never
                      containers: [{name: report, image: report}]
            """;

    private final World world = new World(1)
            .collectGarbage()
            .run(seen -> new CronJobController(), seen -> new JobController())
            .runPods();

    @Test
    void aJobIsMadeForEveryTimeOfTheSchedule() {
        world.apply(CRON).passes(Duration.ofMinutes(25));

        assertThat(jobs()).containsExactly(name("2026-01-01T00:10:00Z"), name("2026-01-01T00:20:00Z"));
        Job job = world.all(Job.class).getFirst();
        assertThat(job.metadata().labels()).containsEntry("team", "shop");
        assertThat(job.metadata().annotations())
                .containsEntry("batch.kubernetes.io/cronjob-scheduled-timestamp", "2026-01-01T00:10:00Z");
        assertThat(dev.wainwright.api.render.Render.yaml(job)).contains("image: report");
        assertThat(status().lastScheduleTime()).isEqualTo(Instant.parse("2026-01-01T00:20:00Z"));
        assertThat(status().lastSuccessfulTime())
                .isBetween(Instant.parse("2026-01-01T00:21:00Z"), Instant.parse("2026-01-01T00:22:00Z"));
    }

    @Test
    void aRunningJobIsInTheStatus() {
        world.apply(CRON).passes(Duration.ofMinutes(10).plusSeconds(30));

        assertThat(status().active()).extracting(CronJob.Reference::name).containsExactly(name("2026-01-01T00:10:00Z"));
        world.passes(Duration.ofMinutes(2));
        assertThat(status().active()).isEmpty();
    }

    @Test
    void onlyTheLatestFinishedJobsAreKept() {
        world.apply(CRON).passes(Duration.ofMinutes(125));

        assertThat(jobs())
                .containsExactly(
                        name("2026-01-01T01:40:00Z"), name("2026-01-01T01:50:00Z"), name("2026-01-01T02:00:00Z"));
        assertThat(status().lastScheduleTime()).isEqualTo(Instant.parse("2026-01-01T02:00:00Z"));
    }

    @Test
    void whetherTwoRunsMayMeetIsUpToThePolicy() {
        String every = CRON.replace("*/10", "*").replace("  jobTemplate", "  concurrencyPolicy: POLICY\n  jobTemplate");
        world.apply(every.replace("POLICY", "Forbid")).passes(Duration.ofMinutes(5));
        assertThat(world.livePods()).hasSizeLessThanOrEqualTo(1);

        var allowing = new World(2)
                .run(seen -> new CronJobController(), seen -> new JobController())
                .runPods();
        allowing.apply(every.replace("POLICY", "Allow"))
                .passes(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(allowing.livePods()).hasSize(2);

        var replacing = new World(3)
                .collectGarbage()
                .run(seen -> new CronJobController(), seen -> new JobController())
                .runPods();
        replacing
                .apply(every.replace("POLICY", "Replace"))
                .passes(Duration.ofMinutes(5).plusSeconds(30));
        assertThat(replacing.all(Job.class)).hasSize(1);
        assertThat(replacing.livePods()).hasSize(1);
    }

    @Test
    void aSuspendedScheduleMakesNothing() {
        world.apply(CRON.replace("  jobTemplate", "  suspend: true\n  jobTemplate"))
                .passes(Duration.ofHours(1));

        assertThat(jobs()).isEmpty();
    }

    @Test
    void ofRunsThatWereMissedOnlyTheLatestIsMadeUpForIfItIsNotTooLate() {
        var late = new World(1);
        late.apply(CRON).passes(Duration.ofMinutes(65));
        late.run(seen -> new CronJobController()).passes(Duration.ofMinutes(1));
        assertThat(late.all(Job.class)).extracting(KubeObject::name).containsExactly(name("2026-01-01T01:00:00Z"));

        var tooLate = new World(1);
        tooLate.apply(CRON.replace("  jobTemplate", "  startingDeadlineSeconds: 60\n  jobTemplate"))
                .passes(Duration.ofMinutes(65));
        tooLate.run(seen -> new CronJobController()).passes(Duration.ofMinutes(1));
        assertThat(tooLate.all(Job.class)).isEmpty();
    }

    @Test
    void aScheduleIsReadInItsTimeZone() {
        world.apply(CRON.replace("*/10 * * * *", "30 9 * * *")
                        .replace("  jobTemplate", "  timeZone: Europe/Berlin\n  jobTemplate"))
                .passes(Duration.ofHours(12));

        assertThat(jobs()).containsExactly(name("2026-01-01T08:30:00Z"));
    }

    @Test
    void underFaultsEveryRunHappensOnce() {
        for (long seed = 0; seed < 100; seed++) {
            var shaky = new World(seed).withFaults(0.15, Duration.ofHours(1)).run(seen -> new CronJobController());
            shaky.apply(CRON).passes(Duration.ofMinutes(121));

            assertThat(shaky.all(Job.class)).as("jobs with seed %d", seed).hasSize(12);
        }
    }

    private static String name(String time) {
        return "report-" + Instant.parse(time).getEpochSecond() / 60;
    }

    private List<String> jobs() {
        return world.all(Job.class).stream().map(KubeObject::name).toList();
    }

    private CronJob.Status status() {
        return world.get(CronJob.class, "report").status();
    }
}
