package dev.wainwright.cloud.simulated;

import static dev.wainwright.cloud.aws.Lab.capacityType;
import static dev.wainwright.cloud.aws.Lab.type;
import static dev.wainwright.cloud.aws.Lab.zone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.cloud.aws.Lab;
import dev.wainwright.cloud.ec2.CreateFleet;
import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.ec2.Ec2Error;
import dev.wainwright.cloud.ec2.Response;
import dev.wainwright.cloud.provider.Launch;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.runtime.chance.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SimulatedEc2Test {
    private static final Stages STAGES = new Stages(
            Distribution.fixed(0.1),
            Distribution.fixed(2),
            Distribution.fixed(30),
            Distribution.fixed(8),
            Distribution.fixed(7),
            Distribution.fixed(45),
            Distribution.fixed(1),
            Distribution.fixed(0.5));

    private static Lab lab(Ec2Settings settings) {
        return new Lab(settings.with(STAGES));
    }

    @Test
    void aMachineGoesThroughItsStagesInTheirTimes() {
        var lab = lab(Ec2Settings.CALM);
        lab.launched(type("m5.large"), zone("us-east-1a"), capacityType("on-demand"));
        lab.passes(Duration.ofMinutes(1));
        // 35 ms for the fleet's window, half of CreateFleet's two seconds on the way there.
        assertThat(lab.history)
                .containsExactly(
                        "1035 #1 launched on-demand m5.large us-east-1a", "31035 #1 running", "46035 #1 joined");
    }

    @Test
    void theNodeThatJoinsHasItsBootstrapsLabelsAndTaintsAndItsRealMemory() {
        var lab = lab(Ec2Settings.CALM.withMemoryOverhead(0.05));
        NodeClaim claim = lab.launched(type("m5.large"), zone("us-east-1a"), capacityType("spot"));
        lab.passes(Duration.ofMinutes(1));

        Node node = lab.nodes.getFirst();
        assertThat(node.name()).isEqualTo("ip-10-0-0-1.ec2.internal");
        assertThat(node.spec().providerID()).isEqualTo(claim.status().providerID());
        assertThat(node.metadata().labels())
                .containsEntry(Labels.NODE_POOL, "default")
                .containsEntry("team", "a")
                .containsEntry(Labels.INSTANCE_TYPE, "m5.large")
                .containsEntry(Labels.ZONE, "us-east-1a")
                .containsEntry(Labels.ARCH, "amd64")
                .containsEntry(Labels.OS, "linux")
                .containsEntry(Labels.CAPACITY_TYPE, "spot")
                .containsEntry(Labels.HOSTNAME, node.name());
        assertThat(node.spec().taints()).map(Taint::toString).containsExactly("karpenter.sh/unregistered:NoExecute");
        assertThat(node.status().capacity().get("memory")).hasToString("7782Mi");
        assertThat(claim.status().capacity().get("memory")).hasToString("7577Mi");
    }

    @Test
    void theNoticeComesExactlyTwoMinutesBeforeTheEnd() {
        var lab = lab(Ec2Settings.CALM);
        NodeClaim claim = lab.launched(type("m5.large"), capacityType("spot"));
        lab.passes(Duration.ofMinutes(1));
        lab.history.clear();
        assertThat(lab.ec2.script().interrupt(Lab.instanceId(claim))).isTrue();
        assertThat(lab.ec2.script().interrupt(PoolSelector.SPOT)).isEqualTo(1);
        lab.passes(Duration.ofMinutes(3));
        assertThat(lab.history)
                .containsExactly("62035 #1 notice until 182035", "182035 #1 gone: taken back by the spot market");
        assertThat(lab.ec2.instances()).isEmpty();
    }

    @Test
    void spotMachinesAreInterruptedAtTheRateThatWasAskedFor() {
        var settings = Ec2Settings.CALM.with(new SpotLife(
                List.of(new SpotLife.Rate("m5.*", 0), new SpotLife.Rate("*", 0.5)), 1, Distribution.fixed(300)));
        var lab = new Lab(settings);
        for (int i = 0; i < 400; i++) {
            lab.create(lab.claim(type("c5.large"), capacityType("spot")));
            lab.create(lab.claim(type("m5.large"), capacityType("spot")));
        }
        lab.passes(Duration.ofDays(30));
        // Of 400 machines with half an interruption a month 400·(1 − e^−½) = 157 go; the deviation is 10.
        assertThat(lab.history.stream().filter(line -> line.contains("notice until")))
                .hasSizeBetween(120, 195);
        assertThat(lab.history.stream().filter(line -> line.contains("rebalance")))
                .hasSizeBetween(120, 195);
        assertThat(lab.ec2.instances()).hasSizeGreaterThan(600);
    }

    @Test
    void anAvailabilityTraceTakesSpotAwayAndBringsItBack() {
        var lab = lab(Ec2Settings.CALM);
        var trace = AvailabilityTrace.parse("{\"metadata\":{\"gap_seconds\":600},\"data\":[1,0,0,1]}", "trace.json");
        lab.ec2.script().follow(trace, PoolSelector.SPOT);
        lab.launched(type("m5.large"), capacityType("spot"));
        lab.passes(Duration.ofMinutes(9));
        assertThat(lab.history).noneMatch(line -> line.contains("notice"));

        lab.passes(Duration.ofMinutes(2));
        assertThat(lab.history).contains("600000 #1 notice until 720000");
        assertThat(lab.created(lab.claim(type("m5.large"), capacityType("spot"))))
                .isInstanceOf(Launch.InsufficientCapacity.class);
        assertThat(lab.created(lab.claim(type("m5.large"), capacityType("on-demand"))))
                .isInstanceOf(Launch.Launched.class);

        lab.passes(Duration.ofMinutes(20));
        assertThat(lab.created(lab.claim(type("m5.large"), capacityType("spot"))))
                .isInstanceOf(Launch.Launched.class);
    }

    @Test
    void aTraceThatIsNoneSaysWhatIsWrongWithIt() {
        assertThatThrownBy(() -> AvailabilityTrace.parse("{\"data\":[1]}", "t.json"))
                .hasMessageContaining("t.json")
                .hasMessageContaining("gap_seconds");
        assertThatThrownBy(
                        () -> AvailabilityTrace.parse("{\"metadata\":{\"gap_seconds\":60},\"data\":[1,2]}", "t.json"))
                .hasMessageContaining("data[1] must be 0");
        assertThatThrownBy(() -> AvailabilityTrace.parse("{\"metadata\":{\"gap_seconds\":60},\"data\":[]}", "t.json"))
                .hasMessageContaining("at least one sample");
    }

    @Test
    void aZoneThatGoesDownTakesItsMachinesAndSellsNothingUntilItIsBack() {
        var lab = lab(Ec2Settings.CALM);
        lab.launched(type("m5.large"), zone("us-east-1a"), capacityType("on-demand"));
        lab.launched(type("m5.large"), zone("us-east-1b"), capacityType("on-demand"));
        lab.passes(Duration.ofMinutes(1));
        lab.ec2.script().zoneDown("us-east-1a", Script.Outage.DESTROYED);
        lab.ec2.script().zoneDown("us-east-1b", Script.Outage.UNREACHABLE);
        lab.passes(Duration.ZERO);
        assertThat(lab.history.subList(lab.history.size() - 2, lab.history.size()))
                .satisfiesExactly(
                        line -> assertThat(line).contains("#1 gone: lost with its zone"),
                        line -> assertThat(line).contains("#2 unreachable"));
        assertThat(lab.created(lab.claim(type("c5.large"), zone("us-east-1a"))))
                .isInstanceOf(Launch.InsufficientCapacity.class);
        lab.ec2.script().zoneUp("us-east-1a");
        lab.passes(Duration.ofMinutes(4));
        assertThat(lab.created(lab.claim(type("c5.large"), zone("us-east-1a")))).isInstanceOf(Launch.Launched.class);
    }

    @Test
    void requestsBeyondTheBucketAreRefusedAndTriedAgainLater() {
        var limits = new Limits(new TreeMap<>(Map.of("CreateFleet", new Limits.Rate(1, 2))), new Limits.Rate(100, 100));
        var lab = new Lab(Ec2Settings.CALM.with(limits));
        var codes = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            lab.ec2.createFleet(
                    new CreateFleet("", "spot", CreateFleet.AllocationStrategy.LOWEST_PRICE, List.of(), 1, List.of()),
                    response -> codes.add(
                            response instanceof Response.Failed<?> failed
                                    ? failed.error().code()
                                    : "ok"));
        }
        lab.passes(Duration.ZERO);
        assertThat(codes).containsExactlyInAnyOrder("ok", "ok", Ec2Error.THROTTLED, Ec2Error.THROTTLED);

        // The provider waits and tries again, so the claim does not notice.
        assertThat(lab.created(lab.claim(type("m5.large")))).isInstanceOf(Launch.Launched.class);
        assertThat(lab.ec2.requests("CreateFleet")).isGreaterThan(5);
    }

    @Test
    void machinesCostByTheSecondFromRunningToShuttingDownAndAtLeastAMinute() {
        var lab = lab(Ec2Settings.CALM);
        NodeClaim claim = lab.launched(type("m5.large"), zone("us-east-1a"), capacityType("on-demand"));
        lab.passes(Duration.ofSeconds(30).plusMillis(-965));
        lab.passes(Duration.ofMinutes(30));
        assertThat(lab.ec2.dollarsPerHour()).isEqualTo(0.096);
        assertThat(lab.ec2.bill().dollars()).isCloseTo(0.048, within(1e-4));
        lab.deleted(claim);
        lab.passes(Duration.ofHours(1));
        assertThat(lab.ec2.dollarsPerHour()).isZero();
        assertThat(lab.ec2.bill().hours()).isCloseTo(0.5, within(1e-3));

        NodeClaim shortLived = lab.launched(type("c5.large"), zone("us-east-1a"), capacityType("on-demand"));
        lab.passes(Duration.ofSeconds(40));
        lab.deleted(shortLived);
        lab.passes(Duration.ofHours(1));
        assertThat(lab.ec2.bill().rows().get(new PoolKey("c5.large", "us-east-1a", "on-demand")))
                .isEqualTo(new Bill.Row(60 / 3600.0, 60 / 3600.0 * 0.085));
    }

    @Test
    void spotPricesMoveAndStayBelowOnDemandAndTheBillFollowsThem() {
        var lab = new Lab(Ec2Settings.CALM.withSpotVolatility(0.3));
        lab.launched(type("m5.large"), zone("us-east-1a"), capacityType("spot"));
        var prices = new ArrayList<Double>();
        double expected = 0;
        for (int hour = 0; hour < 48; hour++) {
            prices.add(lab.ec2.dollarsPerHour());
            expected += lab.ec2.dollarsPerHour();
            lab.passes(Duration.ofHours(1));
        }
        assertThat(prices).allMatch(price -> price > 0.01 && price < 0.096);
        assertThat(prices.stream().distinct().count()).isGreaterThan(20);
        assertThat(lab.ec2.bill().dollars()).isCloseTo(expected, within(expected * 0.01));

        double before = lab.ec2.dollarsPerHour();
        lab.ec2.script().multiplySpotPrices(new PoolSelector("m5.*", "*", "*"), 0.5);
        assertThat(lab.ec2.dollarsPerHour()).isCloseTo(before / 2, within(1e-4));
    }

    @Test
    void selectorsOfAStrictAccountFindWhatIsTagged() {
        var region = SimulatedRegion.of(Lab.CATALOG)
                .strict()
                .withTags("subnet-useast1a", Map.of("karpenter.sh/discovery", "lab"));
        var lab = new Lab(Ec2Settings.CALM, 1, region);
        var found = new ArrayList<String>();
        lab.ec2.describeSubnets(
                List.of(Ec2.Filter.of("tag:karpenter.sh/discovery", "l*")),
                response -> response.map(
                        each -> found.addAll(each.stream().map(Ec2.Subnet::id).toList())));
        lab.passes(Duration.ZERO);
        assertThat(found).containsExactly("subnet-useast1a");
    }

    @Test
    void theSameSeedGivesTheSameHistoryAndAnotherSeedAnother() {
        assertThat(busyDay(7)).isEqualTo(busyDay(7)).isNotEqualTo(busyDay(8)).hasSizeGreaterThan(500);
    }

    private static List<String> busyDay(long seed) {
        var settings = Ec2Settings.TYPICAL
                .with(new SpotLife(List.of(new SpotLife.Rate("*", 10)), 0.5, Distribution.uniform(10, 500)))
                .with(new Droughts(0.3, 0.05, Duration.ofMinutes(15)))
                .withFailures(0.05);
        var lab = new Lab(settings, seed, SimulatedRegion.of(Lab.CATALOG));
        for (int i = 0; i < 200; i++) {
            lab.create(lab.claim(capacityType("spot", "on-demand")));
            lab.passes(Duration.ofMinutes(7));
        }
        lab.history.add("dollars " + lab.ec2.bill().dollars());
        return lab.history;
    }
}
