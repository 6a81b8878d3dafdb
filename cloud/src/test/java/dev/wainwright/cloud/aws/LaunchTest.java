package dev.wainwright.cloud.aws;

import static dev.wainwright.cloud.aws.Lab.capacityType;
import static dev.wainwright.cloud.aws.Lab.claimOf;
import static dev.wainwright.cloud.aws.Lab.type;
import static dev.wainwright.cloud.aws.Lab.zone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.cloud.provider.Deletion;
import dev.wainwright.cloud.provider.Launch;
import dev.wainwright.cloud.simulated.Ec2Settings;
import dev.wainwright.cloud.simulated.PoolSelector;
import dev.wainwright.cloud.simulated.SimulatedRegion;
import dev.wainwright.cloud.simulated.Stages;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.runtime.chance.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LaunchTest {
    @Test
    void aClaimComesBackWithEverythingThatIsKnownOfItsMachine() {
        var lab = Lab.calm();
        NodeClaim claim = lab.launched(type("m5.large"), zone("us-east-1b"), capacityType("on-demand"));

        Instance instance = lab.ec2.instances().getFirst();
        assertThat(claim.status().providerID()).isEqualTo("aws:///us-east-1b/" + instance.id());
        assertThat(claim.status().imageID()).isEqualTo("ami-x86");
        assertThat(claim.metadata().labels())
                .containsEntry(Labels.INSTANCE_TYPE, "m5.large")
                .containsEntry(Labels.ZONE, "us-east-1b")
                .containsEntry(Labels.ZONE_ID, "use1-az2")
                .containsEntry(Labels.CAPACITY_TYPE, "on-demand")
                .containsEntry(Labels.ARCH, "amd64")
                .containsEntry("karpenter.k8s.aws/instance-family", "m5")
                .containsEntry("karpenter.k8s.aws/instance-tenancy", "default")
                .containsEntry("team", "a")
                .doesNotContainKey(Labels.RESERVATION_ID);
        assertThat(new TreeMap<>(claim.status().capacity()))
                .hasToString("{cpu=2, ephemeral-storage=20Gi, memory=7577Mi, pods=29}");
        assertThat(claim.status().allocatable().get("memory")).hasToString("6903Mi");
        assertThat(instance.tags())
                .containsEntry("karpenter.sh/nodepool", "default")
                .containsEntry("karpenter.k8s.aws/ec2nodeclass", "default")
                .containsEntry("eks:eks-cluster-name", "lab")
                .containsEntry("kubernetes.io/cluster/lab", "owned")
                .containsEntry("cost", "7");
    }

    @Test
    void spotIsTakenWhenTheClaimAllowsBoth() {
        NodeClaim claim = Lab.calm().launched(type("m5.large"), capacityType("spot", "on-demand"));
        assertThat(claim.metadata().labels()).containsEntry(Labels.CAPACITY_TYPE, "spot");
    }

    @Test
    void anArmMachineGetsTheImageThatRunsOnIt() {
        assertThat(Lab.calm().launched(type("m6g.large")).status().imageID()).isEqualTo("ami-arm");
    }

    @Test
    void whatRunsDryIsNotOfferedForThreeMinutesAndTheNextTryGoesElsewhere() {
        var lab = Lab.calm();
        lab.ec2.script().dry(new PoolSelector("m5.large", "*", "spot"));

        assertThat(lab.created(lab.claim(type("m5.large"), capacityType("spot", "on-demand"))))
                .isInstanceOfSatisfying(
                        Launch.InsufficientCapacity.class,
                        lack -> assertThat(lack.message()).contains("InsufficientInstanceCapacity"));
        assertThat(lab.offering("m5.large", "us-east-1a", "spot").available()).isFalse();
        assertThat(lab.offering("m5.large", "us-east-1a", "on-demand").available())
                .isTrue();
        NodeClaim second = lab.launched(type("m5.large"), capacityType("spot", "on-demand"));
        assertThat(second.metadata().labels()).containsEntry(Labels.CAPACITY_TYPE, "on-demand");

        lab.passes(Duration.ofSeconds(170));
        assertThat(lab.offering("m5.large", "us-east-1a", "spot").available()).isFalse();
        lab.passes(Duration.ofSeconds(20));
        assertThat(lab.offering("m5.large", "us-east-1a", "spot").available()).isTrue();
    }

    @Test
    void aZoneThatHasRefusedAWholeFleetIsLeftAloneUntilItsCheapestTypesAreTriedAgain() {
        var lab = Lab.calm();
        lab.ec2.script().dry(new PoolSelector("*", "us-east-1b", "on-demand"));
        assertThat(lab.created(lab.claim(zone("us-east-1b"), capacityType("on-demand"))))
                .isInstanceOf(Launch.InsufficientCapacity.class);

        // nobody has asked for the dearest, and nobody should
        assertThat(lab.offering("r5.24xlarge", "us-east-1b", "on-demand").available())
                .isFalse();
        assertThat(lab.offering("r5.24xlarge", "us-east-1b", "spot").available())
                .isTrue();
        assertThat(lab.offering("r5.24xlarge", "us-east-1a", "on-demand").available())
                .isTrue();
        assertThat(lab.offering("x2idn.32xlarge", "us-east-1b", "on-demand").available())
                .as("types that few use run dry by themselves")
                .isTrue();

        lab.ec2.script().refill(new PoolSelector("*", "us-east-1b", "on-demand"));
        lab.passes(Duration.ofSeconds(190));
        NodeClaim claim = lab.launched(zone("us-east-1b"), capacityType("on-demand"));
        assertThat(claim.metadata().labels().get(Labels.INSTANCE_TYPE))
                .matches("[a-z0-9]+\\.(nano|micro|small|medium)");
    }

    @Test
    void oneFleetGoesOnToTheNextPoolWhenTheCheapestHasRunDry() {
        var lab = Lab.calm();
        lab.ec2.script().dry(new PoolSelector("m5.large", "us-east-1a", "on-demand"));
        lab.ec2.script().dry(new PoolSelector("m5.large", "us-east-1b", "on-demand"));

        NodeClaim claim = lab.launched(
                type("m5.large"), zone("us-east-1a", "us-east-1b", "us-east-1c"), capacityType("on-demand"));

        assertThat(claim.metadata().labels()).containsEntry(Labels.ZONE, "us-east-1c");
        assertThat(lab.ec2.requests("CreateFleet")).isEqualTo(1);
    }

    @Test
    void theListOfTypesIsTheSameObjectUntilSomethingInItChanges() {
        var lab = Lab.calm();
        var before = lab.types();
        lab.launched(type("m5.large"));
        assertThat(lab.types()).isSameAs(before);

        lab.ec2.script().dry(new PoolSelector("c5.large", "*", "*"));
        lab.created(lab.claim(type("c5.large"), capacityType("on-demand")));
        var after = lab.types();
        assertThat(after).isNotSameAs(before);
        assertThat(lab.types()).isSameAs(after);
        assertThat(after.get(0)).isSameAs(before.get(0));
    }

    @Test
    void equalClaimsWithin35MillisecondsShareOneFleet() {
        var lab = new Lab(Ec2Settings.CALM.with(Stages.NONE.withCalls(Distribution.none(), Distribution.fixed(2))));
        var launches = new ArrayList<Lab.Awaited<Launch>>();
        for (int i = 0; i < 20; i++) {
            launches.add(lab.create(lab.claim(type("m5.large"))));
            lab.passes(Duration.ofMillis(10));
        }
        lab.passes(Duration.ofSeconds(3));

        assertThat(launches.stream().map(each -> claimOf(each.get()).status().providerID()))
                .doesNotHaveDuplicates()
                .hasSize(20);
        assertThat(lab.ec2.requests("CreateFleet")).isEqualTo(1);
    }

    @Test
    void partOfAFleetIsDealtOutAndTheRestLearnsOfTheLack() {
        var lab = Lab.calm();
        lab.ec2.script().limit(new PoolSelector("m5.large", "us-east-1a", "*"), 2);
        var launches = new ArrayList<Lab.Awaited<Launch>>();
        for (int i = 0; i < 3; i++) {
            launches.add(lab.create(lab.claim(type("m5.large"), zone("us-east-1a"), capacityType("spot"))));
        }
        lab.passes(Duration.ofSeconds(1));
        assertThat(launches.stream().map(Lab.Awaited::get))
                .hasExactlyElementsOfTypes(
                        Launch.Launched.class, Launch.Launched.class, Launch.InsufficientCapacity.class);
    }

    @Test
    void aClaimThatIsCreatedTwiceIsLaunchedOnce() {
        var lab = Lab.calm();
        NodeClaim claim = lab.claim(type("m5.large"));
        var first = lab.create(claim);
        var second = lab.create(claim);
        assertThat(claimOf(lab.await(first))).isEqualTo(claimOf(lab.await(second)));
        assertThat(claimOf(lab.created(claim))).isEqualTo(claimOf(first.get()));
        assertThat(lab.ec2.instances()).hasSize(1);
    }

    @Test
    void afterARestartAClaimFindsTheMachineThatWasLaunchedForIt() {
        var lab = Lab.calm();
        NodeClaim lost = lab.claim(type("m5.large"));
        NodeClaim other = lab.claim(type("m5.large"));
        String id = Lab.instanceId(claimOf(lab.created(lost)));
        lab.passes(Duration.ofMinutes(1));
        lab.restart();

        var first = lab.create(lost);
        var second = lab.create(other);
        assertThat(Lab.instanceId(claimOf(lab.await(first)))).isEqualTo(id);
        assertThat(Lab.instanceId(claimOf(lab.await(second)))).isNotEqualTo(id);
        assertThat(lab.ec2.instances()).hasSize(2);
    }

    @Test
    void aMachineThatAClaimHasIsNotAdopted() {
        var lab = Lab.calm();
        NodeClaim waiting = lab.claim(type("m5.large"));
        lab.store(lab.launched(type("m5.large")));
        lab.passes(Duration.ofMinutes(1));
        lab.restart();
        assertThat(lab.created(waiting)).isInstanceOf(Launch.Launched.class);
        assertThat(lab.ec2.instances()).hasSize(2);
    }

    @Test
    void whenAnAnswerIsLostTheSameTokenGivesTheSameMachine() {
        for (long seed = 1; seed <= 30; seed++) {
            var lab = new Lab(Ec2Settings.CALM.withFailures(0.4), seed, SimulatedRegion.of(Lab.CATALOG));
            assertThat(lab.created(lab.claim(type("m5.large"))))
                    .as("seed %d", seed)
                    .satisfiesAnyOf(
                            launch -> assertThat(lab.ec2.instances()).hasSize(1),
                            launch -> assertThat(launch).isInstanceOf(Launch.Failed.class));
            assertThat(lab.ec2.instances()).as("seed %d", seed).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aMachineIsGoneOnlyWhenEc2DoesNotShowItAnyMore() {
        var lab = new Lab(Ec2Settings.CALM.with(Stages.NONE.withShutdown(Distribution.fixed(40))));
        NodeClaim claim = lab.launched(type("m5.large"));
        assertThat(lab.deleted(claim)).isEqualTo(Deletion.TRIGGERED);
        assertThat(lab.deleted(claim)).isEqualTo(Deletion.TRIGGERED);
        assertThat(lab.listed())
                .singleElement()
                .satisfies(each -> assertThat(each.metadata().isTerminating()).isTrue());
        lab.passes(Duration.ofSeconds(41));
        assertThat(lab.deleted(claim)).isEqualTo(Deletion.GONE);
        assertThat(lab.listed()).isEmpty();
    }

    @Test
    void aMachineThatEc2DoesNotShowYetIsNotTakenForGone() {
        var lab = new Lab(Ec2Settings.CALM.with(Stages.NONE.withVisibility(Distribution.fixed(5))));
        NodeClaim claim = lab.launched(type("m5.large"));
        assertThat(lab.listed()).isEmpty();
        assertThat(lab.deleted(claim)).isEqualTo(Deletion.TRIGGERED);
        lab.passes(Duration.ofSeconds(5));
        assertThat(lab.deleted(claim)).isEqualTo(Deletion.TRIGGERED);
        lab.passes(Duration.ofSeconds(1));
        assertThat(lab.ec2.instances()).isEmpty();
        assertThat(lab.deleted(claim)).isEqualTo(Deletion.GONE);
    }

    @Test
    void aFullSubnetIsPassedOverAndItsZoneClosesWhenAllAreFull() {
        var lab = new Lab(
                Ec2Settings.CALM.withAddressesPerMachine(1),
                1,
                SimulatedRegion.of(Lab.CATALOG)
                        .withSubnets(List.of(
                                new Ec2.Subnet("subnet-1", "us-east-1a", "use1-az1", 1),
                                new Ec2.Subnet("subnet-2", "us-east-1a", "use1-az1", 1))));
        var requirements = new NodeRequirement[] {type("m5.large"), zone("us-east-1a"), capacityType("on-demand")};
        lab.launched(requirements);
        assertThat(lab.created(lab.claim(requirements))).isInstanceOf(Launch.InsufficientCapacity.class);
        lab.launched(requirements);
        assertThat(lab.ec2.instances().stream().map(Instance::subnetId)).containsExactly("subnet-1", "subnet-2");
        assertThat(lab.offering("c5.large", "us-east-1a", "spot").available()).isTrue();

        assertThat(lab.created(lab.claim(requirements))).isInstanceOf(Launch.InsufficientCapacity.class);
        assertThat(lab.offering("c5.large", "us-east-1a", "spot").available()).isFalse();
    }

    @Test
    void aMachineListedHasWhatEc2KnowsOfIt() {
        var lab = Lab.calm();
        NodeClaim claim = lab.launched(type("m5.large"), capacityType("spot"));
        assertThat(lab.listed()).singleElement().satisfies(each -> {
            assertThat(each.status().providerID()).isEqualTo(claim.status().providerID());
            assertThat(each.metadata().creationTimestamp()).isNotNull();
            assertThat(each.metadata().labels())
                    .containsEntry(Labels.CAPACITY_TYPE, "spot")
                    .containsEntry(Labels.NODE_POOL, "default");
        });
    }
}
