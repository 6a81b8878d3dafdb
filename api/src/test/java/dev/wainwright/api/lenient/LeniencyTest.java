package dev.wainwright.api.lenient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Manifests;
import dev.wainwright.api.read.Profile;
import dev.wainwright.api.read.Read;
import dev.wainwright.api.tree.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeniencyTest {
    private static final String OLD_POOL = """
            apiVersion: karpenter.sh/v1beta1
            kind: NodePool
            metadata: {name: old}
            spec:
              disruption: {consolidationPolicy: WhenUnderutilized, expireAfter: 240h}
              template:
                spec:
                  kubelet: {maxPods: 42}
                  nodeClassRef: {apiVersion: karpenter.k8s.aws/v1beta1, name: shared}
                  requirements: []
            """;
    private static final String OLD_CLASS = """
            apiVersion: karpenter.k8s.aws/v1beta1
            kind: EC2NodeClass
            metadata: {name: shared}
            spec:
              amiFamily: Bottlerocket
              role: nodes
              subnetSelectorTerms: [{id: subnet-1}]
              securityGroupSelectorTerms: [{id: sg-1}]
            """;

    private static Manifests lenient(String text) {
        Manifests read = Read.lenient(text);
        assertThat(read.findings())
                .as(text)
                .allSatisfy(finding -> assertThat(finding.isError()).isFalse());
        return read;
    }

    private static List<String> rewrites(Manifests read) {
        return read.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.REWRITE)
                .map(finding -> finding.object() + " " + finding.path())
                .toList();
    }

    @Test
    void v1beta1BecomesV1WithEverySettingInItsNewPlace() {
        Manifests read = lenient(OLD_POOL + "---\n" + OLD_CLASS);

        NodePool pool = read.of(NodePool.class).getFirst();
        assertThat(pool.spec().template().spec().nodeClassRef())
                .hasToString("NodeClassReference[group=karpenter.k8s.aws, kind=EC2NodeClass, name=shared]");
        assertThat(pool.spec().template().spec().expireAfter()).isEqualTo("240h");
        assertThat(pool.spec().disruption()).isNotNull().satisfies(disruption -> {
            assertThat(disruption.consolidationPolicy()).isEqualTo("WhenEmptyOrUnderutilized");
            assertThat(disruption.consolidateAfter()).isEqualTo("0s");
        });
        Ec2NodeClass nodeClass = read.of(Ec2NodeClass.class).getFirst();
        assertThat(nodeClass.spec().amiSelectorTerms())
                .extracting(term -> term.alias())
                .containsExactly("bottlerocket@latest");
        assertThat(nodeClass.spec().kubelet()).isEqualTo(Json.parse("{\"maxPods\":42}"));
        assertThat(rewrites(read))
                .containsExactly(
                        "NodePool/old apiVersion",
                        "NodePool/old spec.disruption.expireAfter",
                        "NodePool/old spec.disruption.consolidationPolicy",
                        "NodePool/old spec.disruption.consolidateAfter",
                        "NodePool/old spec.template.spec.nodeClassRef.apiVersion",
                        "NodePool/old spec.template.spec.nodeClassRef.kind",
                        "NodePool/old spec.template.spec.kubelet",
                        "EC2NodeClass/shared apiVersion",
                        "EC2NodeClass/shared spec.amiSelectorTerms",
                        "EC2NodeClass/shared spec.kubelet");
    }

    @Test
    void kubeletSettingsWithoutTheirClassAreDroppedAloud() {
        Manifests read = lenient(OLD_POOL);

        assertThat(read.findings())
                .anySatisfy(finding -> assertThat(finding.toString())
                        .contains("line 8")
                        .contains("EC2NodeClass/shared is not in the input; dropped"));
    }

    @Test
    void kubeletSettingsThatTwoPoolsDisputeStayWithTheFirst() {
        String other = OLD_POOL.replace("name: old", "name: other").replace("maxPods: 42", "maxPods: 43");

        Manifests read = lenient(OLD_POOL + "---\n" + other + "---\n" + OLD_CLASS);

        assertThat(read.of(Ec2NodeClass.class).getFirst().spec().kubelet()).isEqualTo(Json.parse("{\"maxPods\":42}"));
        assertThat(read.findings()).anySatisfy(finding -> {
            assertThat(finding.object()).isEqualTo("NodePool/other");
            assertThat(finding.message()).contains("has other settings already; dropped");
        });
    }

    @Test
    void strictnessNamesTheWayOutOfV1beta1() {
        assertThat(Read.findings(OLD_POOL))
                .containsExactly(
                        "-: document 1, line 1: NodePool/old: apiVersion: karpenter.sh/v1beta1 is no longer served:"
                                + " write karpenter.sh/v1, or use --lenient to have it read as that");
    }

    @ParameterizedTest
    @CsvSource({
        "karpenter.sh/v1alpha5, Provisioner, NodePool (karpenter.sh/v1)",
        "karpenter.k8s.aws/v1alpha1, AWSNodeTemplate, EC2NodeClass (karpenter.k8s.aws/v1)"
    })
    void whatHasASuccessorOfAnotherKindIsRefusedInBothProfiles(String apiVersion, String kind, String successor) {
        String document = "apiVersion: %s\nkind: %s\nmetadata: {name: x}\n".formatted(apiVersion, kind);

        for (Manifests read : List.of(Read.strict(document), Read.lenient(document))) {
            assertThat(read.objects()).isEmpty();
            assertThat(read.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.isError()).isTrue();
                assertThat(finding.message()).contains("write a " + successor);
            });
        }
    }

    private static Manifests pool(String requirement) {
        String text = """
                apiVersion: karpenter.sh/v1
                kind: NodePool
                metadata: {name: p}
                spec:
                  template:
                    spec:
                      nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
                      requirements: [%s]
                """.formatted(requirement);
        return ManifestReader.read(
                List.of("-"),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                Profile.LENIENT,
                pattern -> pattern.equals("t3.*") ? List.of("t3.micro", "t3.large") : List.of());
    }

    @Test
    void wildcardsBecomeTheTypesTheyMatch() {
        Manifests read =
                pool("{key: node.kubernetes.io/instance-type, operator: In, values: [m5.large, 't3.*', 'x.*']}");

        assertThat(read.of(NodePool.class)
                        .getFirst()
                        .spec()
                        .template()
                        .spec()
                        .requirements()
                        .getFirst()
                        .values())
                .containsExactly("m5.large", "t3.large", "t3.micro");
        assertThat(read.findings())
                .extracting(Finding::message)
                .satisfiesExactly(
                        expanded -> assertThat(expanded).contains("t3.* became the 2 instance types"),
                        dropped -> assertThat(dropped).contains("x.* matches no instance type; dropped"));
    }

    @Test
    void wildcardsThatAllMatchNothingAreAnError() {
        Manifests read = pool("{key: node.kubernetes.io/instance-type, operator: In, values: ['x.*']}");

        assertThat(read.objects()).isEmpty();
        assertThat(read.hasErrors()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {nodes: '0', schedule: 0 8-18 * * MON-FRI}                 | Budget[nodes=0, reasons=[], schedule=0 8-18 * * MON-FRI, duration=1h]
        {nodes: 20%, schedule: 0 19-7 * * *, duration: 2h}         | Budget[nodes=20%, reasons=[], schedule=0 19-23,0-7 * * *, duration=2h]
        {nodes: 20%, reasons: [Drifted, Expired]}                  | Budget[nodes=20%, reasons=[Drifted], schedule=null, duration=null]
        {nodes: 20%, reasons: [Consolidation, Empty]}              | Budget[nodes=20%, reasons=[Underutilized, Empty], schedule=null, duration=null]
        """)
    void budgetsSayWhatTheyWereMeantToSay(String budget, String expected) {
        Manifests read = lenient(budget(budget));

        assertThat(read.of(NodePool.class).getFirst().spec().disruption())
                .isNotNull()
                .satisfies(disruption -> assertThat(disruption.budgets())
                        .extracting(Object::toString)
                        .containsExactly(expected));
        assertThat(rewrites(read)).isNotEmpty().allMatch(field -> field.contains("spec.disruption.budgets[0]"));
    }

    @Test
    void aBudgetForExpirationAloneIsDropped() {
        Manifests read = lenient(budget("{nodes: '0', reasons: [Expired]}, {nodes: 10%}"));

        assertThat(read.of(NodePool.class).getFirst().spec().disruption())
                .isNotNull()
                .satisfies(disruption -> assertThat(disruption.budgets())
                        .extracting(NodePool.Budget::nodes)
                        .containsExactly("10%"));
    }

    private static String budget(String budgets) {
        return """
        apiVersion: karpenter.sh/v1
        kind: NodePool
        metadata: {name: p}
        spec:
          disruption: {consolidateAfter: 0s, budgets: [%s]}
          template:
            spec:
              nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
              requirements: []
        """.formatted(budgets);
    }

    @Test
    void oldVersionsOfKubernetesOwnKindsAreReadAsTheirSuccessors() {
        Manifests read = lenient("""
                apiVersion: extensions/v1beta1
                kind: Deployment
                metadata: {name: web}
                spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c}]}}}
                """);

        assertThat(rewrites(read))
                .containsExactly(
                        "Deployment/web apiVersion",
                        "Deployment/web spec.selector",
                        "Deployment/web spec.template.spec.containers[0].image");
    }

    @Test
    void theStrictProfileRewritesNothing() {
        assertThat(Read.strict(budget("{nodes: '0', reasons: [Expired]}")).findings())
                .allSatisfy(finding -> assertThat(finding.isError()).isTrue())
                .isNotEmpty();
    }
}
