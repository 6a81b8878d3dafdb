package dev.wainwright.cloud.aws;

import static dev.wainwright.cloud.aws.Lab.capacityType;
import static dev.wainwright.cloud.aws.Lab.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.cloud.provider.Launch;
import dev.wainwright.cloud.simulated.Ec2Settings;
import dev.wainwright.cloud.simulated.Limits;
import dev.wainwright.cloud.simulated.SimulatedRegion;
import dev.wainwright.runtime.chance.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Processes that die between asking for machines and writing down what they got. */
class CrashTest {
    private static final int CLAIMS = 10;

    @Test
    void noClaimHasTwoMachinesAndNoMachineTwoClaimsHoweverOftenTheProcessDies() {
        int strays = 0;
        int launches = 0;
        for (long seed = 1; seed <= 60; seed++) {
            var lab = new Lab(
                    Ec2Settings.TYPICAL.with(Limits.NONE).withFailures(0.1), seed, SimulatedRegion.of(Lab.CATALOG));
            Map<NodeClaim, String> machines =
                    launchThroughCrashes(lab, Chance.of(seed).of("crash"));

            Set<String> owned = new TreeSet<>(machines.values());
            assertThat(owned).as("seed %d: one machine each", seed).hasSize(CLAIMS);
            Set<String> live = lab.ec2.instances().stream().map(Instance::id).collect(Collectors.toSet());
            assertThat(live).as("seed %d: all of them live", seed).containsAll(owned);
            launches += live.size();
            strays += live.size() - CLAIMS;

            // What nobody owns can be found by listing, and ended.
            assertThat(lab.listed().stream().map(Lab::instanceId))
                    .as("seed %d: nothing is lost", seed)
                    .containsExactlyInAnyOrderElementsOf(live);
        }
        // Garbage collection would end these; without looking for orphans every crash would make ten of them.
        assertThat(strays).as("of %d machines", launches).isLessThan(60 * CLAIMS / 2);
    }

    private static Map<NodeClaim, String> launchThroughCrashes(Lab lab, Chance chance) {
        var machines = new LinkedHashMap<NodeClaim, String>();
        List<NodeClaim> waiting = new ArrayList<>();
        for (int i = 0; i < CLAIMS; i++) {
            waiting.add(lab.claim(type("m5.large", "m5.xlarge"), capacityType("spot", "on-demand")));
        }
        for (int round = 0; !waiting.isEmpty(); round++) {
            var asked = new LinkedHashMap<NodeClaim, Lab.Awaited<Launch>>();
            waiting.forEach(claim -> asked.put(claim, lab.create(claim)));
            boolean dies = round < 4;
            lab.passes(Duration.ofMillis((long) (chance.draw(round) * (dies ? 5000 : 20_000))));
            var still = new ArrayList<NodeClaim>();
            asked.forEach((claim, launch) -> {
                if (launch.isThere() && launch.get() instanceof Launch.Launched launched) {
                    machines.put(claim, Lab.instanceId(launched.claim()));
                    lab.store(launched.claim());
                } else {
                    still.add(claim);
                }
            });
            waiting = still;
            if (dies) {
                lab.restart();
                lab.passes(Duration.ofSeconds(3));
            }
        }
        return machines;
    }

    @Test
    void anOrphanIsNotAdoptedLongAfterItWasSeenBecauseItMayHaveBeenCollected() {
        var lab = Lab.calm();
        NodeClaim first = lab.claim(type("m5.large"));
        NodeClaim second = lab.claim(type("m5.large"));
        NodeClaim third = lab.claim(type("c5.large"));
        var together = lab.create(first);
        lab.created(second);
        assertThat(together.isThere()).isTrue();
        lab.passes(Duration.ofSeconds(5));
        lab.restart();
        lab.created(third);
        lab.passes(Duration.ofMinutes(2));
        lab.created(second);
        assertThat(lab.ec2.instances()).hasSize(4);
    }
}
