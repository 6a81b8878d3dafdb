package dev.wainwright.cloud.kwok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.cloud.catalog.CatalogException;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KwokTypesTest {
    private static final String ENTRY = """
            [{
              "name": "NAME",
              "offerings": [
                {"Price": 0.5, "Available": false, "Requirements": [
                  {"key": "karpenter.sh/capacity-type", "operator": "In", "values": ["spot"]},
                  {"key": "topology.kubernetes.io/zone", "operator": "In", "values": ["zone-b"]}]},
                {"price": 1, "requirements": [
                  {"key": "karpenter.sh/capacity-type", "operator": "In", "values": ["on-demand"]},
                  {"key": "topology.kubernetes.io/zone", "operator": "In", "values": ["zone-a"]}]}
              ],
              "architecture": "amd64",
              "operatingSystems": ["linux"],
              "resources": {"cpu": "4", "memory": "16Gi"}
            }]
            """;

    @Test
    void anEntryBecomesWhatKarpentersProviderMakesOfIt() throws IOException {
        InstanceType type = one(ENTRY.replace("NAME", "m5.xlarge"));

        assertThat(type.name()).isEqualTo("m5.xlarge");
        assertThat(type.capacity().toString()).isEqualTo("{cpu=4, memory=16Gi, pods=110}");
        assertThat(type.allocatable().toString()).isEqualTo("{cpu=3900m, memory=16374Mi, pods=110}");
        assertThat(values(type, Labels.INSTANCE_TYPE)).containsExactly("m5.xlarge");
        assertThat(values(type, Labels.ARCH)).containsExactly("amd64");
        assertThat(values(type, Labels.OS)).containsExactly("linux");
        assertThat(values(type, Labels.ZONE)).containsExactly("zone-a", "zone-b");
        assertThat(values(type, Labels.CAPACITY_TYPE)).containsExactly("on-demand", "spot");
        assertThat(values(type, "karpenter.kwok.sh/instance-cpu")).containsExactly("4");
        assertThat(values(type, "karpenter.kwok.sh/instance-memory")).containsExactly("16Gi");
        assertThat(type.requirements().byKey()).hasSize(9);
        assertThat(type.offerings())
                .extracting(Offering::zone, Offering::capacityType, Offering::price, Offering::available)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("zone-b", "spot", 0.5, true),
                        org.assertj.core.groups.Tuple.tuple("zone-a", "on-demand", 1.0, true));
    }

    @ParameterizedTest
    @CsvSource({
        "m5.xlarge,         m5,      xlarge",
        "m5.24xlarge,       m5,      24xlarge",
        "m5.metal,          m5,      metal",
        "m5.metal-24xl,     m5,      4",
        "c7i-flex.large,    c7i,     4",
        "n1-standard-4,     n1,      4",
        "Standard_D4s_v5,   S,       4",
        "s-4x-arm64-linux,  s,       4"
    })
    void familyAndSizeComeFromTheName(String name, String family, String size) throws IOException {
        InstanceType type = one(ENTRY.replace("NAME", name));

        assertThat(values(type, "karpenter.kwok.sh/instance-family")).containsExactly(family);
        assertThat(values(type, "karpenter.kwok.sh/instance-size")).containsExactly(size);
    }

    @Test
    void podsOfTheFileReplaceTheDefaultAndQuantitiesAreCanonical() throws IOException {
        InstanceType type = one(ENTRY.replace("\"cpu\": \"4\"", "\"cpu\": 4000e-3, \"pods\": \"30\"")
                .replace("16Gi", "16384Mi"));

        assertThat(type.capacity().get("pods")).isEqualTo(30);
        assertThat(values(type, "karpenter.kwok.sh/instance-cpu")).containsExactly("4");
        assertThat(values(type, "karpenter.kwok.sh/instance-memory")).containsExactly("16Gi");
    }

    @Test
    void anOfferingOfSeveralZonesIsAsManyOfferings() throws IOException {
        InstanceType type = one(ENTRY.replace("[\"zone-a\"]", "[\"zone-c\", \"zone-a\"]"));

        assertThat(type.offerings()).extracting(Offering::zone).containsExactly("zone-b", "zone-a", "zone-c");
    }

    @Test
    void otherKeysOfAnOfferingAreKept() throws IOException {
        InstanceType type = one(ENTRY.replace(
                "{\"key\": \"karpenter.sh/capacity-type\", \"operator\": \"In\", \"values\": [\"spot\"]}",
                "{\"key\": \"karpenter.sh/capacity-type\", \"operator\": \"In\", \"values\": [\"spot\"]},"
                        + "{\"key\": \"rack\", \"operator\": \"NotIn\", \"values\": [\"7\"]}"));

        assertThat(type.offerings().getFirst().requirements().get("rack").allows("8"))
                .isTrue();
        assertThat(type.offerings().getFirst().requirements().get("rack").allows("7"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "Price": 0.5        | "Price": "much"   | types.json:4: entry 1 (NAME): offerings[0].Price: should be a number
            "zone-b"            |                   | types.json:4: entry 1 (NAME): offerings[0].Requirements: needs topology.kubernetes.io/zone In
            "cpu": "4",         |                   | types.json:13: entry 1 (NAME): resources.cpu: is missing
            "cpu": "4"          | "cpu": "four"     | types.json:13: entry 1 (NAME): resources.cpu: "four" is not a quantity
            "architecture"      | "arch"            | types.json:1: entry 1 (NAME): architecture: is missing
            "operator": "In"    | "operator": "on"  | types.json:5: entry 1 (NAME): offerings[0].Requirements[0].operator: "on" is none of
            "name": "NAME"      | "name": ""        | types.json:1: entry 1 (): name: is missing
            """)
    void mistakesNameEntryAndField(String right, String wrong, String message) {
        assertThatThrownBy(() ->
                        read(ENTRY.replaceFirst(java.util.regex.Pattern.quote(right), wrong == null ? "" : wrong)))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining(message);
    }

    @Test
    void filesThatAreNoListOfTypesAreRefused() {
        assertThatThrownBy(() -> read("{}")).hasMessageContaining("types.json:1: kwok instance types are a JSON array");
        assertThatThrownBy(() -> read("[1]")).hasMessageContaining("types.json:1: entry 1: should be an object");
        assertThatThrownBy(() -> read("[\n{")).hasMessageContaining("types.json: line 2: not valid JSON");
        assertThatThrownBy(() -> read("")).hasMessageContaining("types.json: line 1: not valid JSON");
    }

    @Test
    void twoTypesOfOneNameAreRefused() {
        String entry = ENTRY.strip();
        String twice = entry.substring(0, entry.length() - 1) + "," + entry.substring(1);

        assertThatThrownBy(() -> read(twice)).hasMessageContaining("entry 2 (NAME): name: there is another type");
    }

    private static InstanceType one(String json) throws IOException {
        List<InstanceType> types = read(json);
        assertThat(types).hasSize(1);
        return types.getFirst();
    }

    private static List<InstanceType> read(String json) throws IOException {
        return KwokTypes.read(new StringReader(json), "types.json");
    }

    private static List<String> values(InstanceType type, String key) {
        return List.copyOf(type.requirements().get(key).values());
    }
}
