package dev.wainwright.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.batch.Job;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.World;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class JobControllerTest {
    private static final String JOB = """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: train}
            spec:
              parallelism: 3
              completions: 8
              template:
                metadata: {labels: {app: train}}
                spec:
                  restartPolicy: Never
                  containers: [{name: train, image: train}]
            """;
    private static final String FAILING = JOB.replace("{app: train}", "{app: train, fails: x}");

    private final World world = new World(1).run(seen -> new JobController()).runPods();

    @Test
    void aJobRunsSoManyPodsAtATimeUntilEnoughHaveSucceeded() {
        world.apply(JOB);
        boolean done = world.eventually(() -> {
            assertThat(world.livePods()).hasSizeLessThanOrEqualTo(3);
            return isFinished("Complete");
        });

        assertThat(done).isTrue();
        assertThat(job().status().succeeded()).isEqualTo(8);
        assertThat(job().status().failed()).isNull();
        assertThat(job().status().active()).isNull();
        assertThat(job().status().completionTime()).isAfter(job().status().startTime());
        assertThat(condition("SuccessCriteriaMet").reason()).isEqualTo("CompletionsReached");
        assertThat(world.all(Pod.class)).hasSize(8).allSatisfy(pod -> {
            assertThat(pod.metadata().finalizers()).isEmpty();
            assertThat(pod.metadata().labels())
                    .containsEntry("job-name", "train")
                    .containsEntry("batch.kubernetes.io/job-name", "train")
                    .containsEntry("controller-uid", job().metadata().uid());
        });
    }

    @Test
    void fromTheLastPodsOnOnlyAsManyRunAsAreMissing() {
        world.apply(JOB);
        world.eventually(() -> Integer.valueOf(6).equals(job().status().succeeded()));
        world.passes(Duration.ofSeconds(10));

        assertThat(world.livePods()).hasSize(2);
    }

    @Test
    void withoutCompletionsAnySuccessEndsTheJob() {
        world.apply(JOB.replace("  completions: 8\n", ""));

        assertThat(world.eventually(() -> isFinished("Complete"))).isTrue();
        assertThat(job().status().succeeded()).isEqualTo(3);
    }

    @Test
    void anIndexedJobHasAPodPerIndex() {
        world.apply(JOB.replace("completions: 8", "completions: 8\n  completionMode: Indexed"));
        assertThat(world.eventually(() -> isFinished("Complete"))).isTrue();

        assertThat(job().status().completedIndexes()).isEqualTo("0-7");
        assertThat(job().status().succeeded()).isEqualTo(8);
        assertThat(world.all(Pod.class))
                .extracting(pod -> pod.metadata().annotations().get("batch.kubernetes.io/job-completion-index"))
                .containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6", "7");
        assertThat(world.all(Pod.class))
                .allMatch(pod -> pod.name()
                        .startsWith(
                                "train-" + pod.metadata().labels().get("batch.kubernetes.io/job-completion-index")));
    }

    @Test
    void anIndexedPodLearnsItsIndexFromItsEnvironmentAndItsHostName() {
        world.apply(JOB.replace("completions: 8", "completions: 8\n  completionMode: Indexed")
                        .replace("image: train", "image: train, env: [{name: MODE, value: fast}]"))
                .passes(Duration.ofSeconds(10));

        assertThat(dev.wainwright.api.render.Render.yaml(world.livePods().get(1)))
                .contains("hostname: train-1")
                .contains("name: MODE")
                .contains("name: JOB_COMPLETION_INDEX")
                .contains("fieldPath: metadata.labels['batch.kubernetes.io/job-completion-index']");
    }

    @Test
    void podsThatFailAreTriedAgainMoreAndMoreSlowlyUntilTheLimitIsReached() {
        world.apply(FAILING.replace("parallelism: 3", "parallelism: 1\n  backoffLimit: 3"));

        assertThat(world.eventually(() -> isFinished("Failed"))).isTrue();
        assertThat(condition("Failed").reason()).isEqualTo("BackoffLimitExceeded");
        assertThat(job().status().failed()).isEqualTo(4);
        assertThat(world.all(Pod.class)).hasSize(4);
        // Four runs of a minute, and 10, 20 and 40 seconds between them.
        assertThat(world.driver().now()).isAfter(World.START.plusSeconds(4 * 60 + 70));
    }

    @Test
    void whatStillRunsWhenAJobFailsIsStoppedAndCountsAsFailed() {
        world.apply(JOB.replace("parallelism: 3", "parallelism: 3\n  activeDeadlineSeconds: 30"));

        assertThat(world.eventually(() -> isFinished("Failed"))).isTrue();
        assertThat(condition("Failed").reason()).isEqualTo("DeadlineExceeded");
        assertThat(job().status().failed()).isEqualTo(3);
        assertThat(world.livePods()).isEmpty();
    }

    @Test
    void aSuspendedJobStopsItsPodsWithoutCountingThemAndGoesOnLater() {
        world.apply(JOB).passes(Duration.ofSeconds(30));
        suspend(true);
        world.passes(Duration.ofMinutes(5));

        assertThat(world.all(Pod.class)).isEmpty();
        assertThat(job().status().failed()).isNull();
        assertThat(job().status().startTime()).isNull();
        assertThat(condition("Suspended").isTrue()).isTrue();

        suspend(false);
        assertThat(world.eventually(() -> isFinished("Complete"))).isTrue();
        assertThat(condition("Suspended").reason()).isEqualTo("JobResumed");
        assertThat(job().status().succeeded()).isEqualTo(8);
    }

    @Test
    void aFinishedJobIsRemovedWhenItsTimeHasCome() {
        world.collectGarbage().apply(JOB.replace("parallelism: 3", "parallelism: 8\n  ttlSecondsAfterFinished: 600"));
        world.eventually(() -> isFinished("Complete"));

        world.passes(Duration.ofSeconds(590));
        assertThat(world.find(Job.class, "train")).isPresent();
        world.passes(Duration.ofSeconds(20));
        assertThat(world.find(Job.class, "train")).isEmpty();
        assertThat(world.all(Pod.class)).isEmpty();
    }

    @Test
    void theFinalizerOfAJobThatIsGoneKeepsNoPod() {
        world.collectGarbage().apply(JOB).passes(Duration.ofSeconds(30));

        world.delete(Job.class, "train", Propagation.BACKGROUND).passes(Duration.ofMinutes(1));

        assertThat(world.all(Pod.class)).isEmpty();
    }

    @Test
    void indexesAreWrittenInRanges() {
        var indexes = new BitSet();
        for (int index : new int[] {0, 1, 2, 4, 6, 7}) {
            indexes.set(index);
        }

        assertThat(Indexes.format(indexes)).isEqualTo("0-2,4,6,7");
        assertThat(Indexes.parse("0-2,4,6,7")).isEqualTo(indexes);
        assertThat(Indexes.parse("")).isEqualTo(new BitSet());
    }

    @Test
    void underFaultsEachPodIsCountedOnceWhoeverDeletesIt() {
        for (long seed = 0; seed < 100; seed++) {
            var shaky = new World(seed)
                    .withFaults(0.15, Duration.ofMinutes(15))
                    .run(seen -> new JobController())
                    .runPods();
            boolean indexed = seed % 2 == 0;
            shaky.apply(indexed ? JOB.replace("completions: 8", "completions: 8\n  completionMode: Indexed") : JOB);
            var succeeded = new HashSet<String>();
            boolean done = shaky.eventually(() -> {
                for (Pod pod : shaky.all(Pod.class)) {
                    if (pod.status().phase().equals("Succeeded") && succeeded.add(pod.name())) {
                        // Somebody tidies up at once, before the job has counted.
                        shaky.store()
                                .write(new Write.Delete(
                                        Kinds.of(Pod.class),
                                        ObjectKey.of(pod),
                                        Preconditions.NONE,
                                        Propagation.BACKGROUND,
                                        null));
                    }
                }
                return !shaky.get(Job.class, "train").status().conditions().isEmpty()
                        && JobVerdict.end(shaky.get(Job.class, "train")).isPresent();
            });

            assertThat(done).as("finished with seed %d", seed).isTrue();
            Job.Status status = shaky.get(Job.class, "train").status();
            assertThat(status.succeeded())
                    .as("successes with seed %d", seed)
                    .isEqualTo(8)
                    .isEqualTo(succeeded.size());
            assertThat(shaky.all(Pod.class)).as("pods kept with seed %d", seed).isEmpty();
        }
    }

    private void suspend(boolean suspended) {
        var patch = (Tree.Mapping) Json.parse("{\"spec\":{\"suspend\":" + suspended + "}}");
        world.write(new Write.Patch(
                Kinds.of(Job.class), new ObjectKey("default", "train"), patch, false, Preconditions.NONE));
    }

    private Job job() {
        return world.get(Job.class, "train");
    }

    private boolean isFinished(String how) {
        return job().status().conditions().stream().anyMatch(each -> each.type().equals(how) && each.isTrue());
    }

    private Condition condition(String type) {
        return job().status().conditions().stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
