package dev.wainwright.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Manifests;
import dev.wainwright.api.read.Profile;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.autoscaler.explanation.Explainer;
import dev.wainwright.autoscaler.report.DecisionLog;
import dev.wainwright.autoscaler.report.Decisions;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.fault.FaultPlan;
import dev.wainwright.runtime.fault.FaultyStore;
import dev.wainwright.runtime.fault.RandomCrashes;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.ControllerManager;
import dev.wainwright.runtime.loop.Latencies;
import dev.wainwright.runtime.loop.Options;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** An autoscaler at work in a small world, in virtual time. */
final class Scene {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String POOL = """
            apiVersion: karpenter.sh/v1
            kind: NodePool
            metadata: {name: general}
            spec:
              disruption: {consolidateAfter: 30s}
              template:
                spec:
                  nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
                  requirements:
                    - {key: karpenter.sh/capacity-type, operator: In, values: [spot, on-demand]}
            """;
    private static final String NODE_CLASS = """
            apiVersion: karpenter.k8s.aws/v1
            kind: EC2NodeClass
            metadata: {name: default}
            spec:
              role: nodes
              amiSelectorTerms: [{alias: al2023@latest}]
              subnetSelectorTerms: [{tags: {a: b}}]
              securityGroupSelectorTerms: [{tags: {a: b}}]
            status:
              conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-01-01T00:00:00Z"}]
            """;

    private static final Kind ATTACHMENT = TreeKinds.builtIn("VolumeAttachment");

    final VirtualDriver driver = new VirtualDriver(START);
    final ClusterStore store;
    final FakeCloud cloud;
    final Scrape metrics;
    final DecisionLog log = new DecisionLog(Runnable::run);
    final Explainer explainer;
    private final List<ControllerManager> processes = new ArrayList<>();

    private Scene(long seed, UnaryOperator<Settings> settings, double faults, Duration until) {
        store = new ClusterStore(driver, seed);
        cloud = new FakeCloud(driver, store);
        explainer = Explainer.of(store, log);
        var plan = FaultPlan.mixed(seed, faults, START.plus(until));
        ObjectStore seen = faults == 0 ? store : new FaultyStore(store, driver, plan);
        Options options = Options.STANDARD
                .with(Latencies.fixed(Duration.ofMillis(5), Duration.ofMillis(2), Duration.ofMillis(3)))
                .with(Autoscaler.RETRIES);
        metrics = new Scrape(store, driver);
        Options watched = options.with(metrics.metrics().loop());
        Options scaler = faults == 0
                ? watched
                : watched.with(new RandomCrashes(
                        seed, driver, plan.until(), faults / 20, Duration.ofMillis(100), Duration.ofSeconds(20)));
        List<Supplier<Controller<?>>> scheduler = List.of(TinyScheduler::new);
        start(new ControllerManager(driver, store, options, scheduler));
        start(new ControllerManager(
                driver,
                seen,
                scaler,
                Autoscaler.controllers(
                        () -> cloud,
                        settings.apply(Settings.STANDARD),
                        Decisions.all(List.of(log, metrics.metrics())),
                        metrics.metrics())));
        metrics.metrics().process(processes.getLast()::isWorking);
    }

    private void start(ControllerManager process) {
        processes.add(process);
        process.start();
    }

    static Scene ready() {
        return with(UnaryOperator.identity());
    }

    static Scene with(UnaryOperator<Settings> settings) {
        return new Scene(1, settings, 0, Duration.ZERO)
                .apply(NODE_CLASS)
                .withNodeClassReady()
                .apply(POOL);
    }

    static Scene withFaults(long seed, double share, Duration until) {
        return new Scene(seed, UnaryOperator.identity(), share, until)
                .apply(NODE_CLASS)
                .withNodeClassReady()
                .apply(POOL);
    }

    private Scene withNodeClassReady() {
        KubeObject nodeClass = objects(NODE_CLASS).getFirst();
        store.write(Write.updateStatus(nodeClass)).orThrow();
        return this;
    }

    Scene apply(String manifests) {
        for (KubeObject object : objects(manifests)) {
            var known =
                    store.get(Kinds.of(object.getClass()), ObjectKey.of(object)).toOptional();
            store.write(known.isEmpty() ? Write.create(object) : Write.update(object))
                    .orThrow();
        }
        return this;
    }

    private static List<KubeObject> objects(String text) {
        Manifests read = ManifestReader.read(
                List.of("-"),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                Profile.STRICT,
                pattern -> List.of());
        assertThat(read.findings()).isEmpty();
        return read.objects();
    }

    /** Pods {@code NAME-0 …} that ask for so many millicores. */
    Scene pods(String name, int count, int milli, String... more) {
        for (int i = 0; i < count; i++) {
            apply("""
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: %s-%d%s}
                    spec:
                      containers: [{name: main, image: busybox, resources: {requests: {cpu: %dm}}}]
                    """.formatted(name, i, String.join("", more), milli));
        }
        return this;
    }

    Scene passes(Duration time) {
        driver.runFor(time);
        return this;
    }

    boolean eventually(BooleanSupplier condition) {
        return driver.runUntil(condition, Duration.ofHours(1));
    }

    Scene delete(KubeObject object) {
        store.write(Write.delete(object)).orThrow();
        return this;
    }

    /** A volume is attached to a node. */
    Scene attach(String name, String node) {
        var spec = new Tree.Mapping(Map.of("nodeName", Tree.text(node), "attacher", Tree.text("ebs.csi.aws.com")), 0);
        store.write(new Write.Create(
                        ATTACHMENT,
                        new TreeObject(
                                ATTACHMENT.apiVersion(),
                                ATTACHMENT.kind(),
                                ObjectMeta.named("", name),
                                new Tree.Mapping(Map.of("spec", spec), 0))))
                .orThrow();
        return this;
    }

    Scene detach(String name) {
        store.write(new Write.Delete(
                        ATTACHMENT, new ObjectKey("", name), Preconditions.NONE, Propagation.BACKGROUND, null))
                .orThrow();
        return this;
    }

    <T extends KubeObject> List<T> all(Class<T> type) {
        return store.list(ListRequest.all(Kinds.of(type))).orThrow().items().stream()
                .map(type::cast)
                .toList();
    }

    List<NodeClaim> claims() {
        return all(NodeClaim.class);
    }

    NodeClaim claim() {
        assertThat(claims()).hasSize(1);
        return claims().getFirst();
    }

    NodePool pool() {
        return all(NodePool.class).getFirst();
    }

    boolean allRun() {
        return all(Pod.class).stream().allMatch(Pod::isBound);
    }

    /** What was done to objects that were there, such as {@code NodeClaim expired}. */
    List<String> acts() {
        return log.decisions().stream()
                .map(decision -> decision.kind() + " " + decision.action())
                .filter(act -> !act.equals("NodeClaim created") && !act.equals("Pod unschedulable"))
                .toList();
    }

    /** Whether machines, claims and nodes are as many, and each claim's node is there. */
    boolean isTidy() {
        return cloud.machines().size() == claims().size()
                && claims().size() == all(Node.class).size();
    }
}
