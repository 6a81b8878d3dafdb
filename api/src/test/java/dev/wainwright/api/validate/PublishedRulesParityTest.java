package dev.wainwright.api.validate;

import static dev.wainwright.api.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.autoscaling.CapacityBuffer;
import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodeOverlay;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.schema.Check;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published rule and its twin in Java give the same verdict, wherever and on whatever they are asked. */
class PublishedRulesParityTest {
    private static final long SEED = 20261122;
    private static final int DOCUMENTS = 1500;
    private static final PublishedCel CEL = new PublishedCel();

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyRuleAgreesWithItsTwinOnRandomDocuments(Kind kind, Tree.Mapping valid) {
        Schema schema = kind.schema().get();
        var tally = new Tally();
        for (int i = 0; i < DOCUMENTS; i++) {
            var documents = new RandomDocuments(SEED + i);
            Tree.Mapping first = i % 3 == 0 ? documents.document(schema) : documents.mutated(valid, schema);
            tally.seed = SEED + i;
            compare(schema, first, null, tally);
            compare(schema, documents.mutated(first, schema), first, tally);
            compare(schema, valid, first, tally);
        }

        assertThat(tally.held).as("rules that held, by rule").containsOnlyKeys(tally.all.keySet());
        assertThat(tally.failed).as("rules that failed, by rule").containsOnlyKeys(tally.all.keySet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void aValidDocumentBreaksNoRule(Kind kind, Tree.Mapping valid) {
        assertThat(new PublishedRules(kind.schema()).validate(valid)).isEmpty();
        assertThat(new PublishedRules(kind.schema()).validate(valid, valid)).isEmpty();
    }

    private static void compare(Schema schema, Tree.Mapping document, Tree.@Nullable Mapping old, Tally tally) {
        PublishedRules.forEachRule(schema, document, old, (rule, place, self, oldSelf) -> {
            Check check = Objects.requireNonNull(rule.check(), () -> "no twin for " + rule.rule());
            if (!rule.isTransition() || oldSelf != null) {
                boolean published = CEL.holds(rule.rule(), self, oldSelf);
                assertThat(check.violations(self, oldSelf).isEmpty())
                        .as("seed %d, %s: %s about %s, before %s", tally.seed, place, rule.rule(), self, oldSelf)
                        .isEqualTo(published);
                tally.all.merge(rule.rule(), 1, Integer::sum);
                (published ? tally.held : tally.failed).merge(rule.rule(), 1, Integer::sum);
            } else {
                assertThat(check.violations(self, null)).isEmpty();
            }
        });
    }

    private static final class Tally {
        final Map<String, Integer> all = new LinkedHashMap<>();
        final Map<String, Integer> held = new LinkedHashMap<>();
        final Map<String, Integer> failed = new LinkedHashMap<>();
        long seed;
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(Kinds.of(NodePool.class), document(VALID_POOL)),
                Arguments.of(Kinds.of(NodeClaim.class), document(VALID_CLAIM)),
                Arguments.of(Kinds.of(NodeOverlay.class), document(VALID_OVERLAY)),
                Arguments.of(Kinds.of(Ec2NodeClass.class), document(VALID_NODE_CLASS)),
                Arguments.of(Kinds.of(CapacityBuffer.class), document(VALID_BUFFER)));
    }

    private static final String VALID_POOL = """
            {'apiVersion':'karpenter.sh/v1','kind':'NodePool','metadata':{'name':'p'},'spec':{'weight':10,
            'limits':{'cpu':'100'},'disruption':{'consolidateAfter':'1m','budgets':[{'nodes':'10%'},
            {'nodes':'0','schedule':'0 9 * * *','duration':'8h'}]},'template':{'metadata':{'labels':{'team':'a'}},
            'spec':{'nodeClassRef':{'group':'karpenter.k8s.aws','kind':'EC2NodeClass','name':'default'},
            'requirements':[{'key':'karpenter.sh/capacity-type','operator':'In','values':['spot','on-demand'],
            'minValues':1},{'key':'karpenter.k8s.aws/instance-generation','operator':'Gt','values':['4']},
            {'key':'kubernetes.io/arch','operator':'Exists'}],'expireAfter':'Never'}}}}""";

    private static final String VALID_CLAIM = """
            {'apiVersion':'karpenter.sh/v1','kind':'NodeClaim','metadata':{'name':'c'},'spec':{
            'nodeClassRef':{'group':'karpenter.k8s.aws','kind':'EC2NodeClass','name':'default'},
            'requirements':[{'key':'karpenter.sh/nodepool','operator':'In','values':['p']}],
            'resources':{'requests':{'cpu':'1'}},'expireAfter':'720h'},'status':{'nodeName':'n'}}""";

    private static final String VALID_OVERLAY = """
            {'apiVersion':'karpenter.sh/v1alpha1','kind':'NodeOverlay','metadata':{'name':'o'},'spec':{
            'requirements':[{'key':'node.kubernetes.io/instance-type','operator':'In','values':['m5.large']},
            {'key':'karpenter.sh/nodepool','operator':'NotIn','values':['p']}],'price':'0.5',
            'capacity':{'smarter-devices/fuse':1},'weight':5}}""";

    private static final String VALID_NODE_CLASS = """
            {'apiVersion':'karpenter.k8s.aws/v1','kind':'EC2NodeClass','metadata':{'name':'c'},'spec':{'role':'r',
            'amiSelectorTerms':[{'alias':'al2023@latest'}],'subnetSelectorTerms':[{'tags':{'karpenter.sh/discovery':'c'}},
            {'id':'subnet-1'}],'securityGroupSelectorTerms':[{'name':'n'},{'id':'sg-1'}],
            'capacityReservationSelectorTerms':[{'id':'cr-1'},{'tags':{'a':'*'}}],'placementGroupSelector':{'name':'g'},
            'tags':{'team':'a'},'blockDeviceMappings':[{'deviceName':'/dev/xvda','rootVolume':true,
            'ebs':{'volumeSize':'20Gi'}},{'ebs':{'snapshotID':'s','volumeInitializationRate':100}}],
            'networkInterfaces':[{'networkCardIndex':0,'deviceIndex':0,'interfaceType':'interface'},
            {'networkCardIndex':1,'deviceIndex':1,'interfaceType':'efa-only'}],'connectionTracking':{'udpTimeout':30}}}""";

    private static final String VALID_BUFFER = """
            {'apiVersion':'autoscaling.x-k8s.io/v1beta1','kind':'CapacityBuffer','metadata':{'name':'b'},'spec':{
            'podTemplateRef':{'name':'t'},'replicas':3}}""";
}
