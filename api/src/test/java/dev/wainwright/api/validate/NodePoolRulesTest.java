package dev.wainwright.api.validate;

import static dev.wainwright.api.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.Validator;
import dev.wainwright.api.karpenter.NodeOverlay;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.read.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodePoolRulesTest {
    private static final String POOL = """
            {'spec':{'disruption':{'consolidateAfter':'0s'%s},'template':{%s'spec':{
            'nodeClassRef':{'group':'karpenter.k8s.aws','kind':'EC2NodeClass','name':'default'},
            'requirements':[%s]%s}}}}""";

    @Test
    void anOrdinaryPoolHasNothingWrong() {
        assertThat(pool("", "", "{'key':'karpenter.sh/capacity-type','operator':'In','values':['spot']}", ""))
                .isEmpty();
    }

    @Test
    void aTaintMayNotStandTwiceNorInBothLists() {
        assertThat(pool(
                        "",
                        "",
                        "",
                        ",'taints':[{'key':'a','effect':'NoSchedule'},{'key':'a','effect':'NoExecute'}],"
                                + "'startupTaints':[{'key':'a','effect':'NoSchedule','value':'x'}]"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path()).isEqualTo("spec.template.spec.startupTaints[0]");
                    assertThat(finding.message()).contains("a:NoSchedule", "spec.template.spec.taints[0]");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'key':'karpenter.sh/nodepool','operator':'Exists'}                         | .key       | set by Karpenter
            {'key':'karpenter.sh/custom','operator':'Exists'}                           | .key       | use a label of a domain of your own
            {'key':'karpenter.k8s.aws/family','operator':'Exists'}                      | .key       | did you mean karpenter.k8s.aws/instance-family
            {'key':'sub.karpenter.sh/custom','operator':'Exists'}                       | .key       | karpenter.sh
            {'key':'kubernetes.io/hostname','operator':'Exists'}                        | .key       | set by Karpenter
            {'key':'a','operator':'In'}                                                 |            | at least one value
            {'key':'a','operator':'In','values':['x'],'minValues':2}                    | .minValues | 1 listed
            {'key':'a','operator':'Gt','values':['x']}                                  | .values    | got ["x"]
            {'key':'a','operator':'Gt','values':['1','2']}                              | .values    | exactly one
            {'key':'a','operator':'Lt'}                                                 |            | got none
            {'key':'a','operator':'In','values':['x y']}                                | .values[0] | no value of a label
            {'key':'karpenter.sh/capacity-type','operator':'In','values':['Spot']}      | .values    | spot, on-demand, reserved
            {'key':'karpenter.sh/capacity-type','operator':'In','values':['spot','x'],'minValues':2}| .minValues | only 1 of the values
            {'key':'karpenter.k8s.aws/instance-tenancy','operator':'In','values':['host']}          | .values    | default, dedicated
            """)
    void aRequirementThatCannotBeMeantIsRefused(String requirement, String field, String message) {
        assertThat(pool("", "", requirement, "")).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isTrue();
            assertThat(finding.path()).isEqualTo("spec.template.spec.requirements[0]" + (field == null ? "" : field));
            assertThat(finding.message()).contains(message);
        });
    }

    @Test
    void anUnknownCapacityTypeBesideAKnownOneIsOnlyWarnedAbout() {
        assertThat(pool("", "", "{'key':'karpenter.sh/capacity-type','operator':'In','values':['spot','x']}", ""))
                .singleElement()
                .satisfies(finding -> assertThat(finding.isError()).isFalse());
    }

    @Test
    void oldNamesOfLabelsAreUnderstood() {
        assertThat(pool("", "", "{'key':'beta.kubernetes.io/arch','operator':'In','values':['amd64']}", ""))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'karpenter.sh/nodepool':'x'   | set by Karpenter
            'kubernetes.io/hostname':'x'  | set by Karpenter
            'karpenter.sh/x':'x'          | domain
            'team':'a b'                  | no value
            'a b':'x'                     | no label's key
            """)
    void aLabelThatNodesMayNotHaveIsRefused(String label, String message) {
        assertThat(pool("", "'metadata':{'labels':{" + label + "}},", "", ""))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path()).startsWith("spec.template.metadata.labels.");
                    assertThat(finding.message()).contains(message);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            wainwright.dev/max-share     | 34%               | false
            wainwright.dev/max-share     | 0.34              | false
            wainwright.dev/max-share     | 0%                | true
            wainwright.dev/max-share     | most              | true
            wainwright.dev/min-node-size | cpu=4,memory=16Gi | false
            wainwright.dev/min-node-size | 4                 | true
            wainwright.dev/max-node-size | cpu=x             | true
            wainwright.dev/min-saving    | 0%                | false
            wainwright.dev/min-saving    | 101%              | true
            wainwright.dev/spot-types    | 5                 | false
            wainwright.dev/spot-types    | -1                | true
            wainwright.dev/spot-within   | near              | true
            """)
    void anAnnotationOfOursThatCannotBeReadIsWarnedAbout(String key, String text, boolean warned) {
        String pool = POOL.formatted("", "", "", "")
                .replaceFirst("\\{", "{'metadata':{'annotations':{'" + key + "':'" + text + "'}},");
        var findings = validate(NodePool.class, pool);

        assertThat(findings).hasSize(warned ? 1 : 0).allSatisfy(finding -> {
            assertThat(finding.isError()).isFalse();
            assertThat(finding.path()).isEqualTo("metadata.annotations." + key);
            assertThat(finding.message()).contains(text, "left out of account");
        });
    }

    @Test
    void aRangeThatWrapsAroundIsNoSchedule() {
        assertThat(pool(",'budgets':[{'nodes':'0','schedule':'0 19-7 * * *','duration':'12h'}]", "", "", ""))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path()).isEqualTo("spec.disruption.budgets[0].schedule");
                    assertThat(finding.message()).contains("19-7", "19-23,0-7");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 8-18 * * mon-fri | 10h | true
            0 8-18 * * mon-fri | 1h  | false
            0 8 * * mon-fri    | 10h | false
            @daily             | 25h | true
            0 0 31 2 *         | 99h | false
            """)
    void aScheduleThatBeginsAgainTooSoonIsWarnedAbout(String schedule, String duration, boolean warned) {
        var findings = pool(
                ",'budgets':[{'nodes':'0','schedule':'" + schedule + "','duration':'" + duration + "'}]", "", "", "");

        assertThat(findings).hasSize(warned ? 1 : 0).noneMatch(Finding::isError);
    }

    @Test
    void aScheduleNeedsADuration() {
        assertThat(pool(",'budgets':[{'nodes':'0','schedule':'@daily'}]", "", "", ""))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("needs a duration"));
    }

    @Test
    void aDurationThatFitsNoClockIsRefused() {
        assertThat(pool("", "", "", ",'expireAfter':'9999999h'"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("too long"));
    }

    @Test
    void aPoolOfFixedSizeHasNoWeightAndLimitsOnlyNodes() {
        String fixed = POOL.formatted("", "", "", "").replace("'spec':{'dis", "'spec':{'replicas':2,%s'dis");

        assertThat(validate(NodePool.class, fixed.formatted("'limits':{'nodes':3},")))
                .isEmpty();
        assertThat(validate(NodePool.class, fixed.formatted("'limits':{'cpu':3},'weight':1,")))
                .extracting(Finding::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("weight"),
                        message -> assertThat(message).contains("limit"));
    }

    @Test
    void aChangeOfTheNodeClassKindIsRefusedButNotOfItsName() {
        String before = POOL.formatted("", "", "", "");
        var rules = new PublishedRules(Kinds.of(NodePool.class).schema());

        assertThat(rules.validate(document(before.replace("'default'", "'other'")), document(before)))
                .isEmpty();
        assertThat(rules.validate(document(before.replace("EC2NodeClass", "Other")), document(before)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.path()).isEqualTo("spec.template.spec.nodeClassRef"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'capacity':{'cpu':'1'}                              | comes from the cloud
            'capacity':{'vpc.amazonaws.com/efa':'1'}            | comes from the cloud
            'price':'1','priceAdjustment':'+1%'                 | exclude each other
            """)
    void anOverlayThatCannotBeMeantIsRefused(String spec, String message) {
        String overlay = "{'spec':{'requirements':[{'key':'a','operator':'Exists'}]," + spec + "}}";

        assertThat(validate(NodeOverlay.class, overlay))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains(message));
    }

    private static List<Finding> pool(String disruption, String metadata, String requirement, String spec) {
        return validate(NodePool.class, POOL.formatted(disruption, metadata, requirement, spec));
    }

    private static List<Finding> validate(Class<? extends dev.wainwright.api.meta.KubeObject> kind, String json) {
        return Kinds.of(kind).validators().stream()
                .map((Validator validator) -> validator.validate(document(json)))
                .flatMap(List::stream)
                .toList();
    }
}
