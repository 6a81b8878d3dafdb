package dev.wainwright.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.simulated.Ec2Settings;
import dev.wainwright.cloud.simulated.SimulatedRegion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeClassControllerTest {
    private static final String CLASS = """
            apiVersion: karpenter.k8s.aws/v1
            kind: EC2NodeClass
            metadata: {name: default}
            spec:
              role: node-role
              amiSelectorTerms: [{alias: %s}]
              subnetSelectorTerms: [{tags: {karpenter.sh/discovery: lab}}]
              securityGroupSelectorTerms: [{tags: {karpenter.sh/discovery: lab}}]
            """;

    private static final SimulatedRegion STRICT = SimulatedRegion.of(Lab.CATALOG)
            .strict()
            .withTags("subnet-useast1a", Map.of("karpenter.sh/discovery", "lab"))
            .withTags("subnet-useast1b", Map.of("karpenter.sh/discovery", "lab"))
            .withTags("subnet-useast1c", Map.of("karpenter.sh/discovery", "other"));

    private static Cluster cluster(Lab lab) {
        return new Cluster(lab.driver).run(List.of(() -> lab.provider().nodeClassController()));
    }

    private static Lab lab(SimulatedRegion region) {
        return new Lab(Ec2Settings.CALM, 1, region);
    }

    @Test
    void aClassWhoseSelectorsFindEverythingBecomesReady() {
        var lab = lab(STRICT.withTags("sg-nodes", Map.of("karpenter.sh/discovery", "lab")));
        Cluster cluster = cluster(lab);
        cluster.apply(CLASS.formatted("al2023@latest"));
        lab.passes(Duration.ofSeconds(1));

        Ec2NodeClass nodeClass = cluster.nodeClass("default");
        assertThat(nodeClass.status().subnets())
                .map(Ec2NodeClass.Subnet::id)
                .containsExactly("subnet-useast1a", "subnet-useast1b");
        assertThat(nodeClass.status().securityGroups())
                .map(Ec2NodeClass.SecurityGroup::id)
                .containsExactly("sg-nodes");
        assertThat(nodeClass.status().amis())
                .hasSize(5)
                .allMatch(image -> image.id().startsWith("ami-"));
        assertThat(nodeClass.status().instanceProfile()).startsWith("lab_");
        assertThat(nodeClass.status().conditions())
                .allMatch(Condition::isTrue)
                .map(Condition::type)
                .containsExactly(
                        "AMIsReady",
                        "CapacityReservationsReady",
                        "InstanceProfileReady",
                        "PlacementGroupReady",
                        "Ready",
                        "SecurityGroupsReady",
                        "SubnetsReady",
                        "ValidationSucceeded");
        assertThat(cluster.condition("default", "Ready").observedGeneration())
                .isEqualTo(nodeClass.metadata().generation());
        assertThat(nodeClass.metadata().finalizers()).containsExactly("karpenter.k8s.aws/termination");
        assertThat(nodeClass.metadata().annotations())
                .containsKey("karpenter.k8s.aws/ec2nodeclass-hash")
                .containsEntry("karpenter.k8s.aws/ec2nodeclass-hash-version", "v6");
    }

    @Test
    void aClassWithoutSecurityGroupsSaysSoAndIsNotReady() {
        var lab = lab(STRICT);
        Cluster cluster = cluster(lab);
        cluster.apply(CLASS.formatted("al2023@latest"));
        lab.passes(Duration.ofSeconds(1));

        assertThat(cluster.condition("default", "SecurityGroupsReady").reason()).isEqualTo("SecurityGroupsNotFound");
        assertThat(cluster.condition("default", "ValidationSucceeded").reason()).isEqualTo("DependenciesNotReady");
        Condition ready = cluster.condition("default", "Ready");
        assertThat(ready.status()).isEqualTo("False");
        assertThat(ready.message()).contains("SecurityGroupsReady=False");
    }

    @Test
    void anAliasWithoutImagesForThisVersionIsUnsupported() {
        var lab = lab(SimulatedRegion.of(Lab.CATALOG));
        Cluster cluster = cluster(lab);
        cluster.apply(CLASS.formatted("al2@latest"));
        lab.passes(Duration.ofSeconds(1));
        assertThat(cluster.condition("default", "AMIsReady").reason()).isEqualTo("UnsupportedAlias");
    }

    @Test
    void aChangedSpecIsLookedAtAtOnceAndAQuietOneWritesNothing() {
        var lab = lab(SimulatedRegion.of(Lab.CATALOG));
        Cluster cluster = cluster(lab);
        cluster.apply(CLASS.formatted("al2023@latest"));
        lab.passes(Duration.ofSeconds(1));
        String before = cluster.nodeClass("default").metadata().resourceVersion();
        lab.passes(Duration.ofHours(1));
        assertThat(cluster.nodeClass("default").metadata().resourceVersion()).isEqualTo(before);
        assertThat(lab.ec2.requests("DescribeSubnets")).isBetween(55L, 65L);
        assertThat(lab.ec2.requests("DescribeSecurityGroups")).isBetween(11L, 14L);

        cluster.apply(CLASS.formatted("bottlerocket@latest"));
        lab.passes(Duration.ofSeconds(1));
        assertThat(cluster.nodeClass("default").status().amis().getFirst().name())
                .contains("bottlerocket");
        assertThat(cluster.condition("default", "Ready").observedGeneration()).isEqualTo(2);
    }

    @Test
    void newImagesAreFoundWithinFiveMinutes() {
        var lab = lab(SimulatedRegion.of(Lab.CATALOG));
        Cluster cluster = cluster(lab);
        cluster.apply(CLASS.formatted("al2023@latest"));
        lab.passes(Duration.ofSeconds(1));
        var before = cluster.nodeClass("default").status().amis();
        lab.ec2.script().releaseImages();
        lab.passes(Duration.ofMinutes(6));
        assertThat(cluster.nodeClass("default").status().amis()).hasSize(5).doesNotContainAnyElementsOf(before);
    }

    @Test
    void aClassStaysWhileClaimsUseIt() {
        var lab = lab(SimulatedRegion.of(Lab.CATALOG));
        Cluster cluster = cluster(lab);
        cluster.apply(CLASS.formatted("al2023@latest"));
        lab.passes(Duration.ofSeconds(1));
        cluster.create(lab.claim());
        cluster.delete(cluster.nodeClass("default"));
        lab.passes(Duration.ofMinutes(1));
        assertThat(cluster.nodeClass("default").metadata().isTerminating()).isTrue();
        assertThat(cluster.events()).containsExactly("WaitingOnNodeClaimTermination default");

        cluster.delete(cluster.find(dev.wainwright.api.karpenter.NodeClaim.class, "claim-1")
                .orElseThrow());
        lab.passes(Duration.ofSeconds(1));
        assertThat(cluster.find(Ec2NodeClass.class, "default")).isEmpty();
    }

    @Test
    void aSelectorByIdFindsASubnetOfAnotherAccountInAnObligingOne() {
        var lab = lab(SimulatedRegion.of(Lab.CATALOG)
                .withSubnets(List.of(
                        new Ec2.Subnet("subnet-1", "us-east-1a", "use1-az1", 100),
                        new Ec2.Subnet("subnet-2", "us-east-1b", "use1-az2", 100))));
        Cluster cluster = cluster(lab);
        cluster.apply(CLASS.formatted("al2023@latest")
                .replace(
                        "[{tags: {karpenter.sh/discovery: lab}}]\n  security",
                        "[{id: subnet-0aaa}, {id: subnet-0bbb}]\n  security"));
        lab.passes(Duration.ofSeconds(1));
        assertThat(cluster.nodeClass("default").status().subnets())
                .map(Ec2NodeClass.Subnet::zone)
                .containsExactly("us-east-1a", "us-east-1b");
    }
}
