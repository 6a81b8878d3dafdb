package dev.wainwright.cloud.aws;

import static dev.wainwright.cloud.aws.Lab.capacityType;
import static dev.wainwright.cloud.aws.Lab.type;
import static dev.wainwright.cloud.aws.Lab.zone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.cloud.aws.InterruptionMessage.Kind;
import dev.wainwright.cloud.simulated.PoolSelector;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptionTest {
    private final Lab lab = Lab.calm();
    private final Cluster cluster =
            new Cluster(lab.driver).run(List.of(() -> lab.provider().interruptionController(lab.ec2.events())));

    private NodeClaim running() {
        NodeClaim claim = lab.launched(type("m5.large"), zone("us-east-1a"), capacityType("spot"));
        cluster.create(claim);
        lab.passes(Duration.ofSeconds(30));
        return claim;
    }

    @Test
    void aSpotInterruptionDeletesTheClaimAndWithdrawsTheOffering() {
        NodeClaim claim = running();
        lab.ec2.script().interrupt(Lab.instanceId(claim));
        lab.passes(Duration.ofSeconds(5));

        assertThat(cluster.find(NodeClaim.class, claim.name())).isEmpty();
        assertThat(cluster.events()).containsExactly("SpotInterrupted claim-1", "TerminatingOnInterruption claim-1");
        assertThat(lab.offering("m5.large", "us-east-1a", "spot").available()).isFalse();
        assertThat(lab.offering("m5.large", "us-east-1b", "spot").available()).isTrue();
    }

    @Test
    void aRebalanceRecommendationOnlyTells() {
        NodeClaim claim = running();
        lab.ec2.script().recommendRebalance(PoolSelector.SPOT);
        lab.passes(Duration.ofMinutes(5));
        assertThat(cluster.find(NodeClaim.class, claim.name())).isPresent();
        assertThat(cluster.events()).containsExactly("SpotRebalanceRecommendation claim-1");
    }

    @Test
    void aMachineThatEndsByItselfTakesItsClaimWithIt() {
        NodeClaim claim = running();
        lab.ec2.script().breakDown(Lab.instanceId(claim));
        lab.passes(Duration.ofSeconds(5));
        assertThat(cluster.find(NodeClaim.class, claim.name())).isEmpty();
        assertThat(cluster.events()).contains("InstanceTerminating claim-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "aws.ec2|EC2 Spot Instance Interruption Warning|'instance-id':'i-1'|SPOT_INTERRUPTED",
                "aws.ec2|EC2 Instance Rebalance Recommendation|'instance-id':'i-1'|REBALANCE_RECOMMENDATION",
                "aws.ec2|EC2 Instance State-change Notification|'instance-id':'i-1','state':'stopping'|INSTANCE_STOPPED",
                "aws.ec2|EC2 Instance State-change Notification|'instance-id':'i-1','state':'terminated'|INSTANCE_TERMINATED",
                "aws.ec2|EC2 Instance State-change Notification|'instance-id':'i-1','state':'running'|NO_OP",
                "aws.ec2|EC2 Capacity Reservation Instance Interruption Warning|'instance-id':'i-1'|CAPACITY_RESERVATION_INTERRUPTED",
                "aws.health|AWS Health Event|'service':'EC2','eventTypeCategory':'scheduledChange','affectedEntities':[{'entityValue':'i-1'}]|SCHEDULED_CHANGE",
                "aws.health|AWS Health Event|'service':'RDS','eventTypeCategory':'scheduledChange'|NO_OP",
                "aws.s3|Object Created|'instance-id':'i-1'|NO_OP"
            })
    void eachEventMeansWhatKarpenterTakesItFor(String source, String detailType, String detail, Kind kind) {
        String body = "{'version':'0','source':'%s','detail-type':'%s','detail':{%s}}"
                .formatted(source, detailType, detail)
                .replace('\'', '"');
        assertThat(InterruptionMessage.parse(body)).hasValueSatisfying(message -> {
            assertThat(message.kind()).isEqualTo(kind);
            if (kind != Kind.NO_OP) {
                assertThat(message.ids()).containsExactly("i-1");
            }
        });
    }

    @Test
    void whatIsNoEventIsNoMessage() {
        assertThat(InterruptionMessage.parse("not json")).isEmpty();
        assertThat(InterruptionMessage.parse("[1]")).isEmpty();
    }
}
