package dev.wainwright.api.validate;

import static dev.wainwright.api.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.read.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ec2NodeClassRulesTest {
    private static final String CLASS = """
            {'spec':{'role':'r','amiSelectorTerms':[{'alias':'al2023@latest'}],'subnetSelectorTerms':[{'id':'subnet-1'}],
            'securityGroupSelectorTerms':[{'name':'n'}]}}""";

    @Test
    void anOrdinaryClassHasNothingWrong() {
        assertThat(validate(CLASS)).isEmpty();
    }

    @Test
    void aClassWithoutASpecIsRefusedAlthoughTheApiServerTakesIt() {
        assertThat(validate("{'metadata':{'name':'c'}}"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.path()).isEqualTo("spec"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Only some of the terms mix id with something else: taken, as published.
                "[{'id':'subnet-1','tags':{'a':'b'}},{'id':'subnet-2'}]",
                "[{'id':'subnet-1'}]",
                "[{'tags':{'a':'*'}}]"
            })
    void subnetTermsThatTheRealApiTakesAreTaken(String terms) {
        assertThat(validate(CLASS.replace("[{'id':'subnet-1'}]", terms))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{}]",
                "[{'id':'subnet-1','tags':{'a':'b'}}]",
                "[{'tags':{'a':''}}]",
                "[{'tags':{'':'b'}}]"
            })
    void subnetTermsThatTheRealApiRefusesAreRefused(String terms) {
        assertThat(validate(CLASS.replace("[{'id':'subnet-1'}]", terms))).isNotEmpty();
    }

    @Test
    void anEmptyListOfReservationsIsRefusedAsByTheRealApi() {
        assertThat(validate(CLASS.replace("'role'", "'capacityReservationSelectorTerms':[],'role'")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("leave the field out"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'role':'r'                          | 'userData':'x'                                  | set role
            'role':'r'                          | 'role':'r','instanceProfile':'p'                | exclude each other
            'role':'r'                          | 'role':''                                       | must not be empty
            'al2023@latest'                     | 'al2023'                                        | al2023@latest
            'al2023@latest'                     | 'windows2022@v1'                                | windows2022@latest
            'role':'r'                          | 'role':'r','amiFamily':'AL2'                    | does not fit the alias of AL2023
            [{'alias':'al2023@latest'}]         | [{'id':'ami-1'}]                                | set amiFamily
            [{'alias':'al2023@latest'}]         | [{'alias':'al2023@latest'},{'alias':'al2@v1'}]  | the only one
            'role':'r'                          | 'role':'r','tags':{'karpenter.sh/nodepool':'x'} | set by Karpenter itself
            'role':'r'                          | 'role':'r','tags':{'kubernetes.io/cluster/c':'owned'}| set by Karpenter itself
            'role':'r'                          | 'role':'r','blockDeviceMappings':[{'ebs':{'iops':1}}]| volumeSize
            """)
    void aClassThatCannotBeMeantIsRefusedWithTheWayOut(String before, String after, String message) {
        assertThat(CLASS).contains(before);
        assertThat(validate(CLASS.replace(before, after)))
                .isNotEmpty()
                .anySatisfy(finding -> assertThat(finding.message()).contains(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'maxPod':5                                              | .maxPod                        | did you mean "maxPods"
            'podsPerCore':'5'                                       | .podsPerCore                   | must be
            'registerWithTaints':[]                                 | .registerWithTaints            | NodePool
            'evictionHard':{'memory.avail':'5%'}                    | .evictionHard.memory.avail     | no such signal
            'evictionHard':{'memory.available':'101%'}              | .evictionHard.memory.available | 100Mi or 5%
            'evictionHard':{'memory.available':'-1Gi'}              | .evictionHard.memory.available | 100Mi or 5%
            'evictionSoft':{'memory.available':'5%'}                | .evictionSoft.memory.available | evictionSoftGracePeriod
            'evictionSoftGracePeriod':{'memory.available':'1m'}     | .evictionSoftGracePeriod.memory.available | evictionSoft
            'kubeReserved':{'disk':'1Gi'}                           | .kubeReserved.disk             | cannot be reserved
            'systemReserved':{'cpu':'-1'}                           | .systemReserved.cpu            | negative
            'systemReserved':{'cpu':'vcpus * 10'}                   | .systemReserved.cpu            | NodeClassCEL
            'maxPods':'max_pods - 1'                                | .maxPods                       | NodeClassCEL
            'maxPods':-1                                            | .maxPods                       | negative
            'imageGCHighThresholdPercent':101                       | .imageGCHighThresholdPercent   | between 0 and 100
            'imageGCHighThresholdPercent':50,'imageGCLowThresholdPercent':50 | .imageGCLowThresholdPercent | below
            'shutdownGracePeriod':'1 minute'                        | .shutdownGracePeriod           | not a duration
            """)
    void kubeletSettingsAreCheckedAsTheControllerDoes(String settings, String field, String message) {
        assertThat(validate(withKubelet(settings))).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo("spec.kubelet" + field);
            assertThat(finding.message()).contains(message);
        });
    }

    @Test
    void goodKubeletSettingsAreTaken() {
        assertThat(validate(withKubelet("""
                'maxPods':58,'kubeReserved':{'cpu':'200m'},'evictionHard':{'memory.available':'5%'},
                'evictionSoft':{'nodefs.available':'10%'},'evictionSoftGracePeriod':{'nodefs.available':'1m30s'},
                'imageGCHighThresholdPercent':85,'imageGCLowThresholdPercent':80,'topologyManagerPolicy':'restricted'"""))).isEmpty();
    }

    @Test
    void settingsThatAFamilyDoesNotPassOnAreNamed() {
        String bottlerocket = withKubelet("'podsPerCore':2,'maxPods':5,'failSwapOn':true,'clusterDNS':['a','b']")
                .replace("al2023@latest", "bottlerocket@latest");

        assertThat(validate(bottlerocket))
                .extracting(Finding::path)
                .containsExactlyInAnyOrder(
                        "spec.kubelet.podsPerCore", "spec.kubelet.failSwapOn", "spec.kubelet.clusterDNS");
        assertThat(validate(bottlerocket.replace("'role'", "'amiFamily':'Custom','role'")))
                .isEmpty();
    }

    private static String withKubelet(String settings) {
        return CLASS.replace("'role'", "'kubelet':{" + settings + "},'role'");
    }

    private static List<Finding> validate(String json) {
        return Kinds.of(Ec2NodeClass.class).validators().stream()
                .map(validator -> validator.validate(document(json)))
                .flatMap(List::stream)
                .toList();
    }
}
