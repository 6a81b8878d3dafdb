package dev.wainwright.cloud.aws;

import static dev.wainwright.cloud.aws.Lab.capacityType;
import static dev.wainwright.cloud.aws.Lab.claimOf;
import static dev.wainwright.cloud.aws.Lab.in;
import static dev.wainwright.cloud.aws.Lab.type;
import static dev.wainwright.cloud.aws.Lab.zone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.ec2.Response;
import dev.wainwright.cloud.provider.Launch;
import dev.wainwright.cloud.simulated.Ec2Settings;
import dev.wainwright.cloud.simulated.PoolSelector;
import dev.wainwright.cloud.simulated.SimulatedRegion;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Operator;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which machine a claim is launched as. */
class ChoiceTest {
    private static List<Candidate> candidates(Lab lab, NodeRequirement... requirements) {
        return Candidates.of(lab.claim(requirements), lab.types(), false);
    }

    @Test
    void atMostTheSixtyCheapestTypesAreTried() {
        var candidates = candidates(Lab.calm(), capacityType("on-demand"));
        assertThat(candidates).hasSize(60).isSortedAccordingTo(Comparator.comparingDouble(Candidate::cheapest));
    }

    @Test
    void machinesWithDevicesAndBareMetalComeOnlyWhenNothingElseWillDo() {
        var lab = Lab.calm();
        assertThat(candidates(lab, type("m5.large", "m5.metal", "g4dn.xlarge")))
                .singleElement()
                .satisfies(each -> assertThat(each.type().name()).isEqualTo("m5.large"));
        assertThat(candidates(lab, type("m5.metal", "g4dn.xlarge"))).hasSize(2);
    }

    @Test
    void spotThatIsDearerThanTheCheapestOnDemandIsLeftOut() {
        var candidates = candidates(Lab.calm(), type("m5.large", "m5.24xlarge"), capacityType("spot", "on-demand"));
        assertThat(candidates).hasSize(2);
        assertThat(candidates.getFirst().offers(Labels.SPOT)).isTrue();
        assertThat(candidates.getLast().offers(Labels.SPOT)).isFalse();
    }

    @Test
    void minValuesMustHoldForWhatIsLeft() {
        var lab = Lab.calm();
        var families =
                new NodeRequirement("karpenter.k8s.aws/instance-family", Operator.IN, List.of("m5", "c5", "r5"), 3);
        assertThat(candidates(lab, families)).isNotEmpty();
        assertThat(candidates(lab, families, type("m5.large", "c5.large"))).isEmpty();
        assertThat(Candidates.of(lab.claim(families, type("m5.large", "c5.large")), lab.types(), true))
                .hasSize(2);
    }

    @Test
    void aTypeThatIsTooSmallIsNoCandidate() {
        assertThat(candidates(Lab.calm(), type("t3.nano"))).isEmpty();
    }

    @Test
    void aReservationIsUsedUpFirstAndThenOnDemandTakesOver() {
        var region = SimulatedRegion.of(Lab.CATALOG)
                .withReservations(List.of(new Ec2.CapacityReservation(
                        "cr-1", "123456789012", "m5.large", "us-east-1a", "targeted", "default", false, 1, "")));
        var lab = new Lab(Ec2Settings.CALM, 1, region);
        withReservation(lab);
        lab.provider()
                .learn(new Discovery.Found(
                        "", 1, Response.ok(List.of()), Response.ok(region.reservations()), null, null));

        NodeRequirement[] wish = {type("m5.large"), zone("us-east-1a"), capacityType("reserved", "on-demand")};
        NodeClaim reserved = lab.launched(wish);
        assertThat(reserved.metadata().labels())
                .containsEntry(Labels.CAPACITY_TYPE, "reserved")
                .containsEntry(Labels.RESERVATION_ID, "cr-1")
                .containsEntry(Labels.RESERVATION_TYPE, "default");
        assertThat(lab.launched(wish).metadata().labels()).containsEntry(Labels.CAPACITY_TYPE, "on-demand");
        lab.passes(Duration.ofHours(1));
        // Only the one on demand costs.
        assertThat(lab.ec2.bill().dollars()).isCloseTo(0.096, within(1e-3));

        lab.deleted(reserved);
        lab.passes(Duration.ofMinutes(1));
        assertThat(lab.launched(wish).metadata().labels()).containsEntry(Labels.CAPACITY_TYPE, "reserved");
    }

    private static void withReservation(Lab lab) {
        Ec2NodeClass.Status status = lab.nodeClass().status();
        lab.nodeClass(new Ec2NodeClass(
                lab.nodeClass().metadata(),
                lab.nodeClass().spec(),
                new Ec2NodeClass.Status(
                        status.subnets(),
                        status.securityGroups(),
                        List.of(new Ec2NodeClass.CapacityReservation(
                                "cr-1",
                                "us-east-1a",
                                "m5.large",
                                "targeted",
                                "123456789012",
                                "default",
                                null,
                                null,
                                "active")),
                        status.amis(),
                        status.instanceProfile(),
                        status.conditions()),
                lab.nodeClass().rest()));
    }

    @Test
    void aClassThatIsNotReadyLaunchesNothing() {
        var lab = Lab.calm();
        ready(lab, new Condition("Ready", "False", "UnhealthyDependents", "SubnetsReady=False", Lab.START, 1L));
        assertThat(lab.created(lab.claim()))
                .isInstanceOfSatisfying(
                        Launch.NodeClassNotReady.class,
                        launch -> assertThat(launch.message()).contains("SubnetsReady=False"));
        ready(lab, new Condition("Ready", "Unknown", "", "", Lab.START, 1L));
        assertThat(lab.created(lab.claim())).isInstanceOf(Launch.Failed.class);
        ready(lab, new Condition("Ready", "True", "Ready", "", Lab.START, 0L));
        assertThat(lab.created(lab.claim())).isInstanceOf(Launch.NodeClassNotReady.class);
        ready(lab, new Condition("Ready", "True", "Ready", "", Lab.START, 1L));
        assertThat(lab.created(lab.claim())).isInstanceOf(Launch.Launched.class);
    }

    private static void ready(Lab lab, Condition condition) {
        Ec2NodeClass.Status status = lab.nodeClass().status();
        lab.nodeClass(new Ec2NodeClass(
                lab.nodeClass().metadata(),
                lab.nodeClass().spec(),
                new Ec2NodeClass.Status(
                        status.subnets(),
                        status.securityGroups(),
                        status.capacityReservations(),
                        status.amis(),
                        status.instanceProfile(),
                        List.of(condition)),
                lab.nodeClass().rest()));
    }

    @Test
    void offeringsFollowTheMarketAtTheIntervalThatWasAskedFor() {
        var lab = Lab.calm();
        double before = lab.offering("m5.large", "us-east-1a", "spot").price();
        lab.provider().start();
        lab.passes(Duration.ofSeconds(1));
        var list = lab.types();
        assertThat(lab.offering("m5.large", "us-east-1a", "spot").price()).isEqualTo(before);

        lab.ec2.script().multiplySpotPrices(new PoolSelector("m5.large", "us-east-1a", "*"), 1.5);
        lab.passes(Duration.ofHours(11));
        assertThat(lab.types()).isSameAs(list);
        lab.passes(Duration.ofHours(2));
        assertThat(lab.offering("m5.large", "us-east-1a", "spot").price()).isGreaterThan(before * 1.4);
        lab.provider().stop();
    }

    @Test
    void aZoneThatTrafficWasShiftedAwayFromIsNotOfferedAndItsMachinesAreLeftAlone() {
        var lab = Lab.calm().withZonalShift();
        NodeClaim claim = lab.launched(type("m5.large"), zone("us-east-1a"));
        lab.ec2.script().shiftAway("us-east-1a", Duration.ofMinutes(10));
        lab.passes(Duration.ofSeconds(31));
        assertThat(lab.offering("m5.large", "us-east-1a", "on-demand").available())
                .isFalse();
        assertThat(lab.offering("m5.large", "us-east-1b", "on-demand").available())
                .isTrue();
        assertThat(lab.refused(claim)).contains("shifted away");
        assertThat(lab.ec2.requests("TerminateInstances")).isZero();

        lab.passes(Duration.ofMinutes(10));
        assertThat(lab.offering("m5.large", "us-east-1a", "on-demand").available())
                .isTrue();
        assertThat(claimOf(lab.created(lab.claim(type("m5.large"), zone("us-east-1a"), in(Labels.OS, "linux")))))
                .isNotNull();
        lab.deleted(claim);
        assertThat(lab.ec2.requests("TerminateInstances")).isEqualTo(1);
    }
}
