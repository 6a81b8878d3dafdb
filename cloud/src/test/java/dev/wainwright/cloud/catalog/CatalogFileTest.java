package dev.wainwright.cloud.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogFileTest {
    @TempDir
    private Path folder;

    @Test
    void theEmbeddedCatalogueHoldsEveryCurrentTypeOfTheRegion() {
        assertThat(Types.CATALOG.names())
                .hasSizeGreaterThan(1200)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("m5.large", "p5.48xlarge", "t2.micro", "m8g.medium");
        assertThat(Types.CATALOG.zones())
                .containsExactly("us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d", "us-east-1e", "us-east-1f");
        assertThat(Types.CATALOG.region()).isEqualTo("us-east-1");
    }

    @Test
    void whatIsReadIsWrittenAgain() throws IOException {
        String text = embeddedText();
        FactsFile.Contents contents = FactsFile.read(new BufferedReader(new StringReader(text)), "test");

        String remark = text.lines().skip(1).findFirst().orElseThrow().substring(2);
        assertThat(FactsFile.write(contents.region(), remark, contents.types())).isEqualTo(text);
    }

    @Test
    void importedSpotPricesAndForeignZonesWin() throws IOException {
        Path file = write("# region eu-west-1", List.of("\ta,b,/local-1\ta=0.0400"));

        Catalog catalog = Catalog.load(file);
        InstanceType type = Types.named("m5.large", catalog.instanceTypes(CatalogOptions.DEFAULT));

        assertThat(catalog.zones()).containsExactly("eu-west-1a", "eu-west-1b", "local-1");
        assertThat(type.requirements().get(Labels.REGION).values()).containsExactly("eu-west-1");
        assertThat(offering(type, "eu-west-1a", Labels.SPOT))
                .returns(0.04, Offering::price)
                .returns(false, Offering::modelled);
        assertThat(offering(type, "eu-west-1b", Labels.SPOT).modelled()).isTrue();
        // The price list is that of us-east-1, so elsewhere it is a model.
        assertThat(offering(type, "eu-west-1a", Labels.ON_DEMAND))
                .returns(0.096, Offering::price)
                .returns(true, Offering::modelled);
    }

    @Test
    void anotherRegionIsAssumedToSellTheSame() {
        Catalog catalog = Catalog.embedded("eu-west-1");
        InstanceType type = Types.named("m5.large", catalog.instanceTypes(CatalogOptions.DEFAULT));
        assertThat(catalog.assumption())
                .hasValueSatisfying(text -> assertThat(text).contains("eu-west-1"));
        assertThat(type.requirements().get(Labels.ZONE).values())
                .containsExactly("eu-west-1a", "eu-west-1b", "eu-west-1c");
        assertThat(type.offerings()).hasSize(6).allMatch(Offering::modelled);

        var subnets = NodeClasses.of("al2023").subnets(new Ec2NodeClass.Subnet("subnet-1", "eu-west-1d", "euw1-az9"));
        InstanceType inSubnet = Types.named("m5.large", catalog.instanceTypes(subnets.build(), CatalogOptions.DEFAULT));
        assertThat(inSubnet.requirements().get(Labels.ZONE).values()).containsExactly("eu-west-1d");

        assertThat(Catalog.embedded("us-east-1").assumption()).isEmpty();
        assertThatThrownBy(() -> Catalog.embedded("Europe")).hasMessageContaining("\"Europe\" is no region");
        assertThatThrownBy(() -> Catalog.embedded("us-esat-1")).hasMessageContaining("\"us-esat-1\" is no region");
        for (String region :
                List.of("us-gov-west-1", "ap-northeast-3", "mx-central-1", "eusc-de-east-1", "eu-north-1")) {
            Catalog.checkRegion(region);
        }
    }

    @Test
    void zonesTellTheirRegion() {
        assertThat(Catalog.regionOf("eu-west-1b")).hasValue("eu-west-1");
        assertThat(Catalog.regionOf("us-east-1-bos-1a")).hasValue("us-east-1");
        assertThat(Catalog.regionOf("us-gov-west-1a")).hasValue("us-gov-west-1");
        assertThat(Catalog.regionOf("test-zone-a")).isEmpty();
    }

    @Test
    void aFileThatIsNoCatalogueIsRefusedWithTheLine() throws IOException {
        assertThatThrownBy(() -> Catalog.load(Files.writeString(folder.resolve("a.tsv"), "hello\n")))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("a.tsv:1: not a catalogue")
                .hasMessageContaining("wain catalog import");
        assertThatThrownBy(() -> Catalog.load(Files.writeString(folder.resolve("b.tsv"), "# region x\na\tb\n")))
                .hasMessageContaining("b.tsv:2: the columns are not those of this version");
        Path broken = write("# region x", List.of("\ta\t"));
        Files.writeString(broken, Files.readString(broken).replace("8192", "plenty"));
        assertThatThrownBy(() -> Catalog.load(broken))
                .hasMessageContaining(":3: m5.large: ")
                .hasMessageContaining("plenty");
        Path longer = write("# region y", List.of("\ta\t\tmore"));
        assertThatThrownBy(() -> Catalog.load(longer)).hasMessageContaining(":3: not 29 fields between tabs");
        Path shorter = write("# region z", List.of("\ta"));
        assertThatThrownBy(() -> Catalog.load(shorter)).hasMessageContaining(":3: not 29 fields between tabs");
        assertThatThrownBy(() -> Catalog.load(folder.resolve("missing.tsv")))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("missing.tsv: cannot read the catalogue");
    }

    /** A catalogue of m5.large alone; each ending gives the last two fields of a line. */
    private Path write(String head, List<String> endings) throws IOException {
        List<String> lines = embeddedText().lines().toList();
        String line = lines.stream()
                .filter(each -> each.startsWith("m5.large\t"))
                .findFirst()
                .orElseThrow();
        String stem = line.substring(0, line.lastIndexOf('\t', line.lastIndexOf('\t') - 1));
        var text = new StringBuilder(head + "\n" + lines.get(2) + "\n");
        endings.forEach(ending -> text.append(stem).append(ending).append('\n'));
        return Files.writeString(folder.resolve("catalog-" + endings.hashCode() + ".tsv"), text);
    }

    private static Offering offering(InstanceType type, String zone, String capacityType) {
        return type.offerings().stream()
                .filter(each -> each.zone().equals(zone) && each.capacityType().equals(capacityType))
                .findFirst()
                .orElseThrow();
    }

    private static String embeddedText() throws IOException {
        try (InputStream in = Objects.requireNonNull(Catalog.class.getResourceAsStream("us-east-1.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
