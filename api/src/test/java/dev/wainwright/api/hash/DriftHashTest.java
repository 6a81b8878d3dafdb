package dev.wainwright.api.hash;

import static dev.wainwright.api.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DriftHashTest {
    private static final String POOL = """
            {'apiVersion':'karpenter.sh/v1','kind':'NodePool','metadata':{'name':'p'},'spec':{'template':{%s'spec':{
            'nodeClassRef':{'kind':'EC2NodeClass','name':'default','group':'karpenter.k8s.aws'}%s}}}}""";

    /** What Karpenter's AWS provider hashes in its own tests. */
    private static final String NODE_CLASS = """
            {'apiVersion':'karpenter.k8s.aws/v1','kind':'EC2NodeClass','metadata':{'name':'c'},'spec':{
            'role':'role-1','tags':{'keyTag-1':'valueTag-1','keyTag-2':'valueTag-2'},'context':'fake-context',
            'detailedMonitoring':false,'associatePublicIPAddress':false,'metadataOptions':{'httpEndpoint':'disabled',
            'httpProtocolIPv6':'disabled','httpPutResponseHopLimit':1,'httpTokens':'optional'},
            'blockDeviceMappings':[{'deviceName':'map-device-1','rootVolume':false,'ebs':{'deleteOnTermination':false,
            'encrypted':false,'iops':0,'kmsKeyID':'fakeKMSKeyID','snapshotID':'fakeSnapshot','throughput':0,
            'volumeSize':'2G','volumeType':'standard'}},{'deviceName':'map-device-2'}],'userData':'userdata-test-1'}}""";

    @ParameterizedTest
    @MethodSource("vectors")
    void everyObjectHashesAsKarpentersOwnLibraryDoes(Tree.Mapping vector) {
        DriftHash hash = DriftHash.of(vector.mapping("object"), "").orElseThrow();

        assertThat(hash.hash()).isEqualTo(vector.text("hash", ""));
        assertThat(hash.version()).isEqualTo(vector.text("hashVersion", ""));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void whatIsEasilyGotWrongHashesAsKarpentersOwnLibraryDoes(Tree.Mapping vector) {
        DriftHash hash =
                DriftHash.of(vector.mapping("object"), "test-ca-bundle").orElseThrow();

        assertThat(hash.hash()).isEqualTo(vector.text("hash", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                   | ,'expireAfter':'720h'                                                     | 6821555240594823858
            ''                   | ,'expireAfter':'Never'                                                    | 17369979337536258260
            'labels':{'team':'a'}| ,'expireAfter':'720h'                                                     | 1617844334411263980
            'labels':{'team':'a'}| ,'expireAfter':'720h','terminationGracePeriod':'48h','taints':[{'key':'dedicated','value':'x','effect':'NoSchedule'}]|13398209805886420641
            """, quoteCharacter = '`')
    void nodePoolsHashAsTheReferenceSays(String metadata, String spec, String expected) {
        String written = metadata.length() > 2 ? "'metadata':{" + metadata + "}," : "";

        assertThat(DriftHash.ofNodePool(document(POOL.formatted(written, spec))).hash())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'userdata-test-1'         | 'userdata-test-2'                                        | 2153344579995979450
            'fake-context'            | 'context-2'                                              | 11612053647989098410
            'detailedMonitoring':false| 'detailedMonitoring':true                                | 11845605438531206428
            'role':'role-1'           | 'role':'role-1','instanceStorePolicy':'RAID0'            | 6430637013089544585
            PublicIPAddress':false    | PublicIPAddress':true                                    | 6811176403923819181
            'httpPutResponseHopLimit':1| 'httpPutResponseHopLimit':10                            | 8968306366664488826
            '2G'                      | '10G'                                                    | 3564293065344858862
            'role':'role-1'           | 'instanceProfile':'test-instance-profile'                | 3585768058063247698
            'role':'role-1'           | 'role':'role-1','connectionTracking':{'tcpEstablishedTimeout':300} | 12177489405137904098
            'role':'role-1'           | 'role':'role-1','connectionTracking':{'udpTimeout':45}   | 5078825826133662844
            'role':'role-1'           | 'role':'role-1','cpuOptions':{'nestedVirtualization':'enabled'}    | 17001101224536964682
            'role':'role-1'           | 'role':'role-1','ipPrefixCount':3,'subnetSelectorTerms':[{'id':'subnet-1'}] | 2608468723537941485
            """)
    void nodeClassesHashAsKarpentersOwnTestsSay(String before, String after, String published) {
        // Published for version v5, which is v6 without the kubelet settings.
        long withoutKubelet = Long.parseUnsignedLong(published);
        String expected = Long.toUnsignedString(withoutKubelet ^ StructureHash.text("null"));

        assertThat(NODE_CLASS).contains(before);
        assertThat(nodeClass(NODE_CLASS.replace(before, after))).isEqualTo(expected);
    }

    @Test
    void theBaseOfKarpentersTestsHashesAsPublishedForV6() {
        assertThat(nodeClass(NODE_CLASS)).isEqualTo("11148166120438674859");
    }

    @Test
    void onlyTheTemplateOfAPoolCounts() {
        String pool = POOL.formatted("", "");

        assertThat(pool(pool.replace("'spec':{'template'", "'spec':{'weight':7,'limits':{'cpu':'4'},'template'")))
                .isEqualTo(pool(pool));
        assertThat(pool(POOL.formatted("", ",'requirements':[{'key':'a','operator':'Exists'}]")))
                .isEqualTo(pool(pool));
    }

    @Test
    void anEmptyListThatWasWrittenIsNotAnAbsentOne() {
        assertThat(pool(POOL.formatted("", ",'taints':[]"))).isNotEqualTo(pool(POOL.formatted("", "")));
        assertThat(pool(POOL.formatted("'metadata':{'labels':{}},", ""))).isNotEqualTo(pool(POOL.formatted("", "")));
        assertThat(pool(POOL.formatted("'metadata':{},", ""))).isEqualTo(pool(POOL.formatted("", "")));
        assertThat(pool(POOL.formatted("", ",'taints':null"))).isEqualTo(pool(POOL.formatted("", "")));
    }

    @Test
    void theOrderOfTaintsAndLabelsDoesNotCount() {
        String a = "{'key':'a','effect':'NoSchedule'}";
        String b = "{'key':'b','effect':'NoExecute'}";

        assertThat(pool(POOL.formatted("", ",'taints':[" + a + "," + b + "]")))
                .isEqualTo(pool(POOL.formatted("", ",'taints':[" + b + "," + a + "]")))
                .isNotEqualTo(pool(POOL.formatted("", ",'taints':[" + a + "]")));
    }

    @Test
    void aDurationCountsAsALengthOfTimeNotAsAText() {
        assertThat(pool(POOL.formatted("", ",'expireAfter':'90m'")))
                .isEqualTo(pool(POOL.formatted("", ",'expireAfter':'1h30m0s'")))
                .isNotEqualTo(pool(POOL.formatted("", ",'expireAfter':'91m'")));
    }

    @Test
    void aliasAndFamilyThatMeanTheSameHashTheSame() {
        String alias =
                NODE_CLASS.replace("'role':'role-1'", "'role':'r','amiSelectorTerms':[{'alias':'al2023@latest'}]");
        String family = NODE_CLASS.replace("'role':'role-1'", "'role':'r','amiFamily':'AL2023'");

        assertThat(nodeClass(alias)).isEqualTo(nodeClass(family)).isNotEqualTo(nodeClass(NODE_CLASS));
    }

    @Test
    void kubeletSettingsCountInWhateverOrderTheyWereWritten() {
        String one = NODE_CLASS.replace(
                "'role'", "'kubelet':{'maxPods':5,'kubeReserved':{'memory':'1Gi','cpu':'1'}},'role'");
        String other = NODE_CLASS.replace(
                "'role'", "'kubelet':{'kubeReserved':{'cpu':'1','memory':'1Gi'},'maxPods':5},'role'");

        assertThat(nodeClass(one)).isEqualTo(nodeClass(other)).isNotEqualTo(nodeClass(NODE_CLASS));
    }

    @Test
    void theClusterCertificateCounts() {
        Tree.Mapping object = document(NODE_CLASS);

        assertThat(DriftHash.ofEc2NodeClass(object, "LS0t").hash())
                .isNotEqualTo(DriftHash.ofEc2NodeClass(object, "").hash());
    }

    @Test
    void aFieldOfTheWrongTypeIsNamedWithItsLine() {
        Tree.Mapping pool = document(POOL.formatted("", ",\n'taints':[{'key':1}]"));

        assertThatThrownBy(() -> DriftHash.ofNodePool(pool))
                .isInstanceOfSatisfying(Unhashable.class, error -> {
                    assertThat(error.path()).isEqualTo("spec.template.spec.taints[0].key");
                    assertThat(error.line()).isEqualTo(3);
                })
                .hasMessageContaining("must be a text")
                .hasMessageContaining("number 1");
    }

    @Test
    void aClaimHasDriftedWhenHashesOfTheSameVersionDiffer() {
        DriftHash now = DriftHash.ofNodePool(document(POOL.formatted("", "")));
        DriftHash then = DriftHash.ofNodePool(document(POOL.formatted("", ",'expireAfter':'1h'")));
        var ofAnOlderRecipe = new TreeMap<>(then.annotations());
        ofAnOlderRecipe.put("karpenter.sh/nodepool-hash-version", "v2");

        assertThat(now.hasDrifted(now.annotations(), then.annotations())).isTrue();
        assertThat(now.hasDrifted(now.annotations(), now.annotations())).isFalse();
        assertThat(now.hasDrifted(now.annotations(), ofAnOlderRecipe)).isFalse();
        assertThat(now.hasDrifted(now.annotations(), Map.of())).isFalse();
        assertThat(now.hasDrifted(Map.of(), then.annotations())).isFalse();
    }

    @Test
    void otherKindsHaveNoHash() {
        assertThat(DriftHash.of(document("{'apiVersion':'v1','kind':'Pod'}"), ""))
                .isEmpty();
        assertThat(DriftHash.of(document("{'apiVersion':'karpenter.sh/v1beta1','kind':'NodePool'}"), ""))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'b':1,'a':[true,null,'x']} | {'a':[true,null,'x'],'b':1}
            {'a':1.0,'b':0.5,'c':1e3}   | {'a':1,'b':0.5,'c':1000}
            {'a':1e-7,'b':1.5e22}       | {'a':1e-7,'b':1.5e+22}
            {'a':'<&>'}                 | {'a':'\\u003c\\u0026\\u003e'}
            {}                          | {}
            """)
    void documentsAreWrittenAsGoWritesThem(String written, String expected) {
        assertThat(CanonicalJson.of(document(written))).isEqualTo(expected.replace('\'', '"'));
    }

    private static String pool(String json) {
        return DriftHash.ofNodePool(document(json)).hash();
    }

    private static String nodeClass(String json) {
        return DriftHash.ofEc2NodeClass(document(json), "test-ca-bundle").hash();
    }

    static Stream<Tree.Mapping> vectors() throws IOException {
        return read("/hash/vectors.json");
    }

    /**
     * Made at random out of what is easily got wrong (empty and null lists, zeros that are set, quantities in odd forms,
     * items that stand twice), and hashed by the Go modules of Karpenter 1.14.1 and of its AWS provider with the CA bundle
     * {@code test-ca-bundle}. That provider still has version v5, which is v6 without the kubelet settings; the vectors
     * have none, and their hashes were completed accordingly.
     */
    static Stream<Tree.Mapping> edges() throws IOException {
        return read("/hash/edges.json");
    }

    private static Stream<Tree.Mapping> read(String resource) throws IOException {
        try (InputStream in = DriftHashTest.class.getResourceAsStream(resource)) {
            String json = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return ((Tree.Sequence) Json.parse(json)).items().stream().map(Tree.Mapping.class::cast);
        }
    }
}
