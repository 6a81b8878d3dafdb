package dev.wainwright.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.model.instance.Labels;
import org.junit.jupiter.api.Test;

/** The annotations by which a pool asks for a manner of packing hold for what the autoscaler launches. */
class KnobsTest {
    private static final String PREFIX = "wainwright.dev/";

    @Test
    void aPoolThatAsksForLargeNodesGetsNoSmallOnes() {
        Scene scene = Scene.ready().apply(pool("min-node-size: cpu=4")).pods("web", 1, 500);

        assertThat(scene.eventually(scene::allRun)).isTrue();

        assertThat(type(scene.claim())).isEqualTo("medium");
    }

    @Test
    void aPoolThatAsksForSmallNodesGetsSeveralInsteadOfALargeOne() {
        Scene scene = Scene.ready().apply(pool("max-node-size: cpu=2")).pods("web", 4, 1500);

        assertThat(scene.eventually(scene::allRun)).isTrue();

        assertThat(scene.claims())
                .hasSize(4)
                .allSatisfy(claim -> assertThat(type(claim)).isEqualTo("small"));
    }

    @Test
    void anAnnotationThatIsChangedCountsFromTheNextMachineOn() {
        Scene scene = Scene.ready().apply(pool("max-node-size: cpu=2")).pods("web", 1, 1500);
        assertThat(scene.eventually(scene::allRun)).isTrue();
        String first = scene.claim().name();

        scene.apply(pool("min-node-size: cpu=8")).pods("more", 1, 1500);

        assertThat(scene.eventually(scene::allRun)).isTrue();
        assertThat(scene.claims())
                .hasSize(2)
                .anySatisfy(claim -> assertThat(claim.name()).isEqualTo(first))
                .anySatisfy(claim -> assertThat(type(claim)).isEqualTo("large"));
    }

    @Test
    void aWorkloadIsNotAllOnOneNodeWhenItsPoolLimitsTheShare() {
        Scene together = Scene.ready();
        workload(together);
        assertThat(together.eventually(together::allRun)).isTrue();
        Scene apart = Scene.ready().apply(pool("max-share: 50%"));
        workload(apart);

        assertThat(apart.eventually(apart::allRun)).isTrue();

        assertThat(together.claims()).hasSize(1);
        assertThat(apart.claims()).hasSize(2);
    }

    private static String type(NodeClaim claim) {
        return claim.metadata().labels().getOrDefault(Labels.INSTANCE_TYPE, "");
    }

    private static void workload(Scene scene) {
        for (int i = 0; i < 4; i++) {
            scene.apply("""
                    apiVersion: v1
                    kind: Pod
                    metadata:
                      name: web-%d
                      ownerReferences:
                        - {apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: web, controller: true}
                    spec:
                      containers: [{name: main, image: busybox, resources: {requests: {cpu: 250m}}}]
                    """.formatted(i));
        }
    }

    private static String pool(String annotation) {
        return """
                apiVersion: karpenter.sh/v1
                kind: NodePool
                metadata:
                  name: general
                  annotations: {%s%s}
                spec:
                  disruption: {consolidateAfter: 30s}
                  template:
                    spec:
                      nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
                      requirements:
                        - {key: karpenter.sh/capacity-type, operator: In, values: [on-demand]}
                """.formatted(PREFIX, annotation);
    }
}
