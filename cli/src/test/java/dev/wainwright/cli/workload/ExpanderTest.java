package dev.wainwright.cli.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.apps.StatefulSet;
import dev.wainwright.api.batch.CronJob;
import dev.wainwright.api.batch.Job;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.core.Volume;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.solver.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpanderTest {
    @Test
    void deploymentBecomesNumberedPodsThatShareOneSpec() {
        var pods = pods(deployment("web", 3));
        assertThat(names(pods)).containsExactly("shop/web-0", "shop/web-1", "shop/web-2");
        assertThat(pods).allSatisfy(pod -> {
            assertThat(pod.spec()).isSameAs(SPEC);
            assertThat(pod.metadata().labels()).containsExactly(Map.entry("app", "web"));
            assertThat(pod.metadata().creationTimestamp()).isNull();
            assertThat(pod.metadata().ownerReferences().getFirst().kind()).isEqualTo("Deployment");
        });
    }

    @Test
    void replicasDefaultToOneAndMayBeNone() {
        assertThat(pods(deployment("web", null))).hasSize(1);
        assertThat(pods(deployment("web", 0))).isEmpty();
    }

    @Test
    void workloadWithPodsInTheInputIsLeftAlone() {
        var bound = ownedPod("web-x", "ReplicaSet", "web-5d9", Map.of());
        assertThat(names(pods(deployment("web", 3), replicaSet("web-5d9", "web"), bound)))
                .containsExactly("shop/web-x");
    }

    @Test
    void deploymentIsRecognisedByItsPodsEvenWhenTheReplicaSetIsNotInTheDump() {
        var bound = ownedPod("web-x", "ReplicaSet", "web-5d9", Map.of("pod-template-hash", "5d9"));
        assertThat(names(pods(deployment("web", 3), bound))).containsExactly("shop/web-x");
        assertThat(names(pods(deployment("web-5d9", 1), bound))).containsExactly("shop/web-5d9-0", "shop/web-x");
    }

    @Test
    void replicaSetOfADeploymentInTheInputIsNotExpandedTwice() {
        assertThat(names(pods(deployment("web", 2), replicaSet("web-5d9", "web"))))
                .containsExactly("shop/web-0", "shop/web-1");
        assertThat(names(pods(replicaSet("web-5d9", "web")))).containsExactly("shop/web-5d9-0");
    }

    @Test
    void statefulSetPodsGetTheirOwnClaims() {
        var expansion = expand(statefulSet("db", 2, 3));
        var pods = podsOf(expansion);
        assertThat(names(pods)).containsExactly("shop/db-3", "shop/db-4");
        assertThat(pods.getFirst().volumes())
                .containsExactly(new Volume("data", new Volume.ClaimSource("data-db-3"), null));
        assertThat(expansion.objects().stream().filter(PersistentVolumeClaim.class::isInstance))
                .extracting(KubeObject::qualifiedName)
                .containsExactly("shop/data-db-3", "shop/data-db-4");
    }

    @Test
    void claimThatIsAlreadyThereIsNotMadeAgain() {
        var claim = new PersistentVolumeClaim(
                ObjectMeta.named("shop", "data-db-0"),
                CLAIM,
                new PersistentVolumeClaim.Status("Bound"),
                Tree.Mapping.EMPTY);
        assertThat(expand(claim, statefulSet("db", 1, 0)).objects().stream()
                        .filter(PersistentVolumeClaim.class::isInstance))
                .containsExactly(claim);
    }

    @ParameterizedTest
    @CsvSource({"4,10,0,4", "4,10,8,2", "4,10,10,0", "4,,0,4", "4,,1,0", ",,0,1", ",3,0,1"})
    void jobStartsWhatParallelismAllowsAndCompletionsStillNeed(
            @Nullable Integer parallelism, @Nullable Integer completions, int succeeded, int expected) {
        assertThat(pods(job("encode", parallelism, completions, succeeded, false)))
                .hasSize(expected);
    }

    @Test
    void jobPodsCarryTheLabelsThatTheJobControllerGives() {
        assertThat(pods(job("encode", 1, 1, 0, false)).getFirst().metadata().labels())
                .containsEntry("batch.kubernetes.io/job-name", "encode")
                .containsEntry("app", "web");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Complete", "Failed", "SuccessCriteriaMet", "FailureTarget"})
    void endedJobStartsNothingAndIsNamed(String condition) {
        var ended = new Job(
                ObjectMeta.named("shop", "encode"),
                jobSpec(2, 2, false),
                new Job.Status(null, null, null, List.of(new Condition(condition, "True", "", "", null, null))),
                Tree.Mapping.EMPTY);
        assertThat(pods(ended)).isEmpty();
        assertThat(expand(ended).notes())
                .containsExactly(Reason.of("complete or failed: no pods are planned for Job shop/encode"));
    }

    @Test
    void suspendedJobStartsNothingAndIsNamed() {
        var suspended = job("encode", 2, 2, 0, true);
        assertThat(pods(suspended)).isEmpty();
        assertThat(expand(suspended).notes())
                .extracting(Reason::text)
                .first()
                .asString()
                .contains("suspended");
    }

    @Test
    void cronJobsArePlannedOnRequestOnlyForOneRun() {
        var nightly = new CronJob(
                ObjectMeta.named("shop", "nightly"),
                new CronJob.Spec(
                        "0 3 * * *", "", null, new CronJob.JobTemplate(ObjectMeta.named("", ""), jobSpec(2, 4, false))),
                Tree.Mapping.EMPTY);
        assertThat(pods(nightly)).isEmpty();
        assertThat(expand(nightly).notes())
                .containsExactly(Reason.of("not planned without --include-cronjobs: CronJob shop/nightly"));
        assertThat(names(podsOf(Expander.expand(List.of(nightly), true))))
                .containsExactly("shop/nightly-0", "shop/nightly-1");
    }

    @Test
    void jobOfACronJobInTheInputIsTheCronJobsBusiness() {
        var owned = new Job(
                ownedMeta("nightly-28", "CronJob", "nightly", Map.of()),
                jobSpec(1, 1, false),
                new Job.Status(null, null, null, List.of()),
                Tree.Mapping.EMPTY);
        var cron = new CronJob(
                ObjectMeta.named("shop", "nightly"),
                new CronJob.Spec(
                        "0 3 * * *", "", null, new CronJob.JobTemplate(ObjectMeta.named("", ""), jobSpec(1, 1, false))),
                Tree.Mapping.EMPTY);
        assertThat(pods(owned, cron)).isEmpty();
        assertThat(pods(owned)).hasSize(1);
    }

    @Test
    void statefulSetKeepsItsRealNamesWhenAnotherWorkloadHasTheSameName() {
        assertThat(names(pods(deployment("db", 1), statefulSet("db", 1, 0))))
                .containsExactly("shop/db-0", "shop/db-deployment-0");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void orderOfTheInputDoesNotMatter(long seed) {
        var objects = new ArrayList<KubeObject>(List.of(
                deployment("web", 2),
                deployment("api", 1),
                statefulSet("db", 1, 0),
                deployment("db", 1),
                job("encode", 2, 2, 0, false)));
        var expected = added(objects);
        Collections.shuffle(objects, new Random(seed));
        assertThat(added(objects)).as("seed %d", seed).isEqualTo(expected);
    }

    private static final PodSpec SPEC = new PodSpec(
            List.of(),
            List.of(new PodSpec.Container("main", null, List.of(), "")),
            Map.of(),
            null,
            Map.of(),
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            "",
            "",
            "Always",
            null,
            "default-scheduler",
            "");
    private static final PodTemplateSpec TEMPLATE =
            new PodTemplateSpec(ObjectMeta.named("", "").withLabels(Map.of("app", "web")), List.of(), SPEC);
    private static final PersistentVolumeClaim.Spec CLAIM =
            new PersistentVolumeClaim.Spec("gp3", "", List.of("ReadWriteOnce"));

    private static Deployment deployment(String name, @Nullable Integer replicas) {
        return new Deployment(
                ObjectMeta.named("shop", name),
                new Deployment.Spec(replicas, null, null, TEMPLATE),
                new Deployment.Status(null),
                Tree.Mapping.EMPTY);
    }

    private static ReplicaSet replicaSet(String name, String deployment) {
        return new ReplicaSet(
                ownedMeta(name, "Deployment", deployment, Map.of()),
                new ReplicaSet.Spec(1, null, TEMPLATE),
                new ReplicaSet.Status(null),
                Tree.Mapping.EMPTY);
    }

    private static StatefulSet statefulSet(String name, int replicas, int firstOrdinal) {
        return new StatefulSet(
                ObjectMeta.named("shop", name),
                new StatefulSet.Spec(
                        replicas,
                        firstOrdinal,
                        null,
                        TEMPLATE,
                        List.of(new StatefulSet.ClaimTemplate(ObjectMeta.named("", "data"), CLAIM))),
                new StatefulSet.Status(null),
                Tree.Mapping.EMPTY);
    }

    private static Job job(
            String name, @Nullable Integer parallelism, @Nullable Integer completions, int succeeded, boolean suspend) {
        return new Job(
                ObjectMeta.named("shop", name),
                jobSpec(parallelism, completions, suspend),
                new Job.Status(null, succeeded, null, List.of()),
                Tree.Mapping.EMPTY);
    }

    private static Job.Spec jobSpec(@Nullable Integer parallelism, @Nullable Integer completions, boolean suspend) {
        return new Job.Spec(parallelism, completions, null, suspend, "NonIndexed", null, TEMPLATE);
    }

    private static Pod ownedPod(String name, String ownerKind, String owner, Map<String, String> labels) {
        return new Pod(
                ownedMeta(name, ownerKind, owner, labels),
                "node-1",
                List.of(),
                SPEC,
                Pod.Status.NONE,
                Tree.Mapping.EMPTY);
    }

    private static ObjectMeta ownedMeta(String name, String ownerKind, String owner, Map<String, String> labels) {
        var reference = new OwnerReference("apps/v1", ownerKind, owner, "uid", true, true);
        return new ObjectMeta(
                name, "", "shop", "", "", null, null, null, null, labels, Map.of(), List.of(reference), List.of());
    }

    private static Expansion expand(KubeObject... objects) {
        return Expander.expand(List.of(objects), false);
    }

    private static List<KubeObject> added(List<KubeObject> objects) {
        var all = Expander.expand(objects, false).objects();
        return all.subList(objects.size(), all.size());
    }

    private static List<Pod> pods(KubeObject... objects) {
        return podsOf(expand(objects));
    }

    private static List<Pod> podsOf(Expansion expansion) {
        return expansion.objects().stream()
                .filter(Pod.class::isInstance)
                .map(Pod.class::cast)
                .toList();
    }

    private static List<String> names(List<Pod> pods) {
        return pods.stream().map(Pod::qualifiedName).sorted().toList();
    }
}
