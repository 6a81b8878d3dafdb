package dev.wainwright.cloud.aws;

import static dev.wainwright.cloud.aws.Lab.capacityType;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cloud.provider.Launch;
import dev.wainwright.cloud.simulated.Ec2Settings;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ManyLaunchesTest {
    @Test
    void aThousandEqualClaimsAtOnceAreOneFleetAndAThousandMachines() {
        var lab = new Lab(Ec2Settings.TYPICAL);
        var launches = new ArrayList<Lab.Awaited<Launch>>();
        for (int i = 0; i < 1000; i++) {
            launches.add(lab.create(lab.claim(capacityType("spot", "on-demand"))));
        }
        lab.passes(Duration.ofMinutes(2));
        assertThat(launches.stream()
                        .map(each -> Lab.claimOf(each.get()).status().providerID()))
                .doesNotHaveDuplicates();
        assertThat(lab.nodes).hasSize(1000);
        assertThat(lab.nodes).map(node -> node.name()).doesNotHaveDuplicates();
        assertThat(lab.ec2.requests("CreateFleet")).isEqualTo(1);
    }

    @Test
    void differentClaimsArePatientWithEc2sLimits() {
        var lab = new Lab(Ec2Settings.TYPICAL);
        var launches = new ArrayList<Lab.Awaited<Launch>>();
        for (int i = 0; i < 200; i++) {
            launches.add(lab.create(lab.claimOfTeam("team-" + i, capacityType("on-demand"))));
        }
        lab.passes(Duration.ofMinutes(1));
        assertThat(launches).allMatch(Lab.Awaited::isThere);
        assertThat(lab.ec2.requests("CreateFleet")).isGreaterThan(200);
        assertThat(lab.ec2.instances()).hasSizeGreaterThan(60);
    }
}
