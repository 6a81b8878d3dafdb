package dev.wainwright.checker;

import static dev.wainwright.checker.PodBuilder.expression;
import static dev.wainwright.checker.PodBuilder.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.storage.CsiNode;
import dev.wainwright.api.storage.StorageClass;
import dev.wainwright.api.storage.StorageClass.TopologyExpression;
import dev.wainwright.api.storage.StorageClass.TopologySelectorTerm;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How much goes where: resources, daemons, ports, volumes, limits, reservations. */
class CapacityRulesTest {
    @Test
    void aNodeMustHoldItsPodsAsEachOfItsTypes() {
        Scene scene = Scene.withPool().given(pod("x").cpu("2"));
        assertThat(scene.launch("pool", "n1", List.of("big", "small"), "a", "x").judge())
                .singleElement()
                .satisfies(found -> assertThat(found.rule()).isEqualTo(Rule.RESOURCES))
                .satisfies(found -> assertThat(found.detail()).contains("as small", "cpu"));
    }

    @Test
    void aResourceThatTheTypeLacksIsMissing() {
        var x = pod("x").container(Map.of("nvidia.com/gpu", "1"), Map.of());
        assertThat(Scene.withPool().given(x).launch("n1", "big", "a", "x").rules())
                .containsExactly(Rule.RESOURCES);
    }

    @Test
    void daemonsTakeTheirShareOfNewNodes() {
        var daemon = Scene.daemon("agent", pod("agent").cpu("1"));
        assertThat(Scene.withPool()
                        .given(daemon)
                        .given(pod("x").cpu("7"))
                        .launch("n1", "big", "a", "x")
                        .rules())
                .containsExactly(Rule.RESOURCES);
    }

    @Test
    void daemonsThatDoNotRunThereTakeNothing() {
        var elsewhere = Scene.daemon("agent", pod("agent").cpu("1").select(Labels.ARCH, "arm64"));
        var repelled = Scene.pool("pool", Map.of(), List.of(new Taint("t", "", Effect.NO_SCHEDULE)), Map.of());
        var tolerant = pod("x").cpu("7")
                .tolerate(new dev.wainwright.model.taint.Toleration(
                        "t", dev.wainwright.model.taint.Toleration.Kind.EXISTS, "", null, null));
        assertThat(new Scene()
                        .given(repelled, elsewhere, Scene.daemon("intolerant", pod("d").cpu("1")))
                        .given(tolerant)
                        .launch("n1", "big", "a", "x")
                        .rules())
                .isEmpty();
    }

    @Test
    void anExistingNodeHasWhatItsPodsAndMissingDaemonsLeave() {
        var node = Scene.node("n", "a", "4", Map.of());
        var daemon = Scene.daemon("agent", pod("agent").cpu("1"));
        assertThat(Scene.withPool()
                        .given(node, daemon)
                        .given(pod("old").cpu("1").on("n"), pod("x").cpu("2"))
                        .put("n", "x")
                        .rules())
                .isEmpty();
        assertThat(Scene.withPool()
                        .given(node, daemon)
                        .given(pod("old").cpu("1").on("n"), pod("x").cpu("2500m"))
                        .put("n", "x")
                        .rules())
                .containsExactly(Rule.RESOURCES);
    }

    @Test
    void aDaemonThatRunsAlreadyIsNotCountedTwice() {
        assertThat(Scene.withPool()
                        .given(
                                Scene.node("n", "a", "4", Map.of()),
                                Scene.daemon("agent", pod("agent").cpu("1")))
                        .given(pod("agent-1").in("kube-system").cpu("1").on("n").ownedBy("DaemonSet", "agent"))
                        .given(pod("x").cpu("3"))
                        .put("n", "x")
                        .rules())
                .isEmpty();
    }

    @Test
    void anOverfullNodeIsNobodysFaultUntilAPodIsAdded() {
        var node = Scene.node("n", "a", "1", Map.of());
        var old = pod("old").cpu("3").on("n");
        assertThat(Scene.withPool().given(node).given(old).rules()).isEmpty();
        assertThat(Scene.withPool()
                        .given(node)
                        .given(old, pod("x"))
                        .put("n", "x")
                        .rules())
                .containsExactly(Rule.RESOURCES);
    }

    @Test
    void requestsAreCountedAsTheSchedulerCountsThem() {
        var spec = pod("x").init("Always", "1")
                .init("", "5")
                .init("Always", "2")
                .cpu("1")
                .overhead("cpu", "250m")
                .spec();
        // The ordinary init container runs beside the first sidecar: 1 + 5 beats 1 + 2 + 1.
        assertThat(PodRequests.of(spec)).isEqualTo(Resources.of("cpu", 6250L, "pods", 1L));
    }

    @Test
    void limitsStandInForMissingRequests() {
        var spec = pod("x").container(Map.of("cpu", "1"), Map.of("cpu", "2", "memory", "1Gi"))
                .spec();
        assertThat(PodRequests.of(spec)).isEqualTo(Resources.of(Map.of("cpu", 1000L, "memory", 1L << 30, "pods", 1L)));
    }

    @Test
    void resourcesOfTheWholePodReplaceTheContainersSum() {
        var spec = pod("x").container(Map.of("cpu", "1", "nvidia.com/gpu", "1"), Map.of())
                .wholePod(Map.of("cpu", "3"), Map.of("memory", "2Gi"))
                .spec();
        assertThat(PodRequests.of(spec))
                .isEqualTo(Resources.of(Map.of("cpu", 3000L, "memory", 2L << 30, "nvidia.com/gpu", 1L, "pods", 1L)));
    }

    @Test
    void hostPortsOfOneNodeMustDiffer() {
        assertThat(Scene.withPool()
                        .given(pod("x").hostPort(80, ""), pod("y").hostPort(80, "10.0.0.1"))
                        .launch("n1", "big", "a", "x", "y")
                        .rules())
                .containsExactly(Rule.HOST_PORTS);
        assertThat(Scene.withPool()
                        .given(pod("x").hostPort(80, "10.0.0.2"), pod("y").hostPort(80, "10.0.0.1"))
                        .launch("n1", "big", "a", "x", "y")
                        .rules())
                .isEmpty();
    }

    @Test
    void aPodIsNotInItsOwnWay() {
        assertThat(Scene.withPool()
                        .given(pod("x").hostPort(80, "10.0.0.1").hostPort(80, ""))
                        .launch("n1", "big", "a", "x")
                        .rules())
                .isEmpty();
    }

    @Test
    void portsOfDaemonsAndResidentsAndSidecarsCount() {
        assertThat(Scene.withPool()
                        .given(Scene.daemon("agent", pod("agent").hostPort(80, "")))
                        .given(pod("x").sidecarPort(80))
                        .launch("n1", "big", "a", "x")
                        .rules())
                .containsExactly(Rule.HOST_PORTS);
        assertThat(Scene.withPool()
                        .given(Scene.node("n", "a", "8", Map.of()))
                        .given(pod("old").hostPort(80, "").on("n"), pod("x").hostPort(80, ""))
                        .put("n", "x")
                        .rules())
                .containsExactly(Rule.HOST_PORTS);
    }

    @Test
    void limitsHoldEvenIfEveryNodeBecomesItsLargestType() {
        var pool = Scene.pool("pool", Map.of(), List.of(), Map.of("cpu", "9"));
        Scene within = new Scene().given(pool).given(pod("x")).launch("n1", "big", "a", "x");
        assertThat(within.rules()).isEmpty();
        Scene beyond = new Scene()
                .given(pool, Scene.node("n", "a", "2", Map.of(Labels.NODE_POOL, "pool")))
                .given(pod("x"))
                .launch("pool", "n1", List.of("small", "big"), "a", "x");
        assertThat(beyond.rules()).containsExactly(Rule.POOL_LIMITS);
    }

    @Test
    void theNumberOfNodesIsALimitToo() {
        var pool = Scene.pool("pool", Map.of(), List.of(), Map.of("nodes", "1"));
        assertThat(new Scene()
                        .given(pool)
                        .given(pod("x"), pod("y"))
                        .launch("n1", "big", "a", "x")
                        .launch("n2", "big", "a", "y")
                        .rules())
                .containsExactly(Rule.POOL_LIMITS);
    }

    @Test
    void minValuesWantDistinctValuesAmongTheOptions() {
        var two = new NodeRequirement(Labels.INSTANCE_TYPE, Operator.EXISTS, List.of(), 2);
        Scene one = new Scene().pool("pool", two).given(pod("x")).launch("n1", "big", "a", "x");
        assertThat(one.rules()).containsExactly(Rule.MIN_VALUES);
        assertThat(one.options(new CheckOptions(true, Map.of())).rules()).isEmpty();
        Scene both =
                new Scene().pool("pool", two).given(pod("x")).launch("pool", "n1", List.of("small", "big"), "a", "x");
        assertThat(both.rules()).isEmpty();
    }

    @Test
    void aReservationGivesNoMoreThanItHas() {
        var reserved = Scene.type("res", 4, reservation("cr-1", "a", 1), reservation("cr-2", "a", 1));
        Scene two = reservedNodes(reserved, 2);
        assertThat(two.rules()).isEmpty();
        assertThat(reservedNodes(reserved, 3).rules()).containsExactly(Rule.RESERVATIONS);
        assertThat(two.options(new CheckOptions(false, Map.of("cr-2", 0))).rules())
                .containsExactly(Rule.RESERVATIONS);
    }

    private static Scene reservedNodes(dev.wainwright.model.instance.InstanceType type, int count) {
        Scene scene = Scene.withPool().type(type);
        for (int i = 0; i < count; i++) {
            scene.given(pod("x" + i))
                    .launch(new JudgedPlan.NewNode(
                            "n" + i,
                            "pool",
                            type.name(),
                            "a",
                            Labels.RESERVED,
                            0,
                            List.of(type.name()),
                            List.of("default/x" + i),
                            Map.of()));
        }
        return scene;
    }

    private static Offering reservation(String id, String zone, int count) {
        Offering plain = Scene.offering(zone, Labels.RESERVED, 0, true);
        return new Offering(
                plain.requirements().and(Requirement.in(Labels.RESERVATION_ID, id)),
                0,
                false,
                true,
                OptionalInt.of(count));
    }

    @Test
    void aBoundVolumeHoldsItsPodInItsZone() {
        var selector = new dev.wainwright.api.core.Affinity.NodeSelector(
                List.of(new dev.wainwright.api.core.Affinity.NodeSelectorTerm(
                        List.of(expression(Labels.ZONE, Operator.IN, "b")), List.of())));
        var volume = new PersistentVolume(
                ObjectMeta.named("", "v"),
                new PersistentVolume.Spec(
                        selector, "", new PersistentVolume.CsiSource("ebs.csi.aws.com", "vol"), null, null, null),
                Tree.Mapping.EMPTY);
        Scene right = Scene.withPool().given(volume, claim("data", "", "v")).given(pod("x").claim("data"));
        assertThat(right.launch("n1", "big", "b", "x").rules()).isEmpty();
        Scene wrong = Scene.withPool().given(volume, claim("data", "", "v")).given(pod("x").claim("data"));
        assertThat(wrong.launch("n1", "big", "a", "x").rules()).containsExactly(Rule.NODE_SELECTION);
    }

    @Test
    void anUnboundVolumeGoesWhereItsClassMakesVolumes() {
        var storageClass = storageClass("WaitForFirstConsumer", "c");
        Scene right =
                Scene.withPool().given(storageClass, claim("data", "gp3", "")).given(pod("x").claim("data"));
        assertThat(right.launch("n1", "big", "c", "x").rules()).isEmpty();
        Scene wrong =
                Scene.withPool().given(storageClass, claim("data", "gp3", "")).given(pod("x").claim("data"));
        assertThat(wrong.launch("n1", "big", "a", "x").rules()).containsExactly(Rule.NODE_SELECTION);
    }

    @Test
    void aPodWhoseVolumeCannotComeIsNotPlaced() {
        assertThat(Scene.withPool()
                        .given(storageClass("Immediate", "a"), claim("data", "gp3", ""))
                        .given(pod("x").claim("data"), pod("y").claim("none"))
                        .launch("n1", "big", "a", "x", "y")
                        .rules())
                .containsExactly(Rule.VOLUMES, Rule.VOLUMES);
    }

    @Test
    void anExistingNodeAttachesSoManyVolumesAndNoMore() {
        var csiNode = new CsiNode(
                ObjectMeta.named("", "n"),
                new CsiNode.Spec(List.of(new CsiNode.Driver("ebs.csi.aws.com", new CsiNode.Allocatable(1)))),
                Tree.Mapping.EMPTY);
        Scene scene = Scene.withPool()
                .given(Scene.node("n", "a", "8", Map.of()), csiNode, storageClass("WaitForFirstConsumer", "a"))
                .given(claim("one", "gp3", ""), claim("two", "gp3", ""))
                .given(pod("x").claim("one"), pod("y").claim("one"), pod("z").claim("two"));
        assertThat(scene.put("n", "x", "y").refuse("z").rules()).isEmpty();
        Scene tooMany = Scene.withPool()
                .given(Scene.node("n", "a", "8", Map.of()), csiNode, storageClass("WaitForFirstConsumer", "a"))
                .given(claim("one", "gp3", ""), claim("two", "gp3", ""))
                .given(pod("old").claim("one").on("n"), pod("z").claim("two"));
        assertThat(tooMany.put("n", "z").rules()).containsExactly(Rule.VOLUME_LIMITS);
    }

    private static PersistentVolumeClaim claim(String name, String storageClass, String volume) {
        return new PersistentVolumeClaim(
                ObjectMeta.named("default", name),
                new PersistentVolumeClaim.Spec(storageClass, volume, List.of()),
                new PersistentVolumeClaim.Status(volume.isEmpty() ? "Pending" : "Bound"),
                Tree.Mapping.EMPTY);
    }

    private static StorageClass storageClass(String bindingMode, String zone) {
        var zones = new TopologySelectorTerm(List.of(new TopologyExpression(Labels.ZONE, List.of(zone))));
        return new StorageClass(
                ObjectMeta.named("", "gp3"), "ebs.csi.aws.com", bindingMode, List.of(zones), Tree.Mapping.EMPTY);
    }
}
