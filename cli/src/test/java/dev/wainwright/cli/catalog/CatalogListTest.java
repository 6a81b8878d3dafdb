package dev.wainwright.cli.catalog;

import static dev.wainwright.cli.CommandLineRun.wain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cli.CommandLineRun;
import dev.wainwright.cli.Golden;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.cloud.kwok.KwokTypes;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogListTest {
    @TempDir
    private Path folder;

    @Test
    void theTableShowsTheCheapestOfEachType() {
        CommandLineRun run = wain(
                "catalog", "list", "--require", "instance-generation>6", "--require", "arch=arm64", "--limit", "6");

        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.err()).isEmpty();
        Golden.assertMatches("catalog-list.txt", run.out());
    }

    @Test
    void theWideTableShowsWhatPodsCanUseAndUnitPrices() {
        Golden.assertMatches(
                "catalog-list-wide.txt",
                wain("catalog", "list", "--require", "instance-gpu-count>=8", "--sort", "name", "-o", "wide")
                        .out());
    }

    @Test
    void jsonHoldsWhatTheDocumentationPromises() {
        CommandLineRun run = wain("catalog", "list", "--require", "instance-type=dl1.24xlarge", "-o", "json");

        Golden.assertMatches("catalog-list.json", run.out());
        assertThat(wain("catalog", "list", "--require", "instance-type=dl1.24xlarge", "-o", "yaml")
                        .out())
                .contains("name: dl1.24xlarge", "habana.ai/gaudi: \"8\"");
    }

    @Test
    void theWholeCatalogueIsTheSameEveryTime() {
        String once = wain("catalog", "list", "-o", "json").out();

        assertThat(items(once)).hasSizeGreaterThan(1200);
        assertThat(wain("catalog", "list", "-o", "json").out()).isEqualTo(once);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            instance-family=m5                       | m5.12xlarge m5.16xlarge m5.24xlarge m5.2xlarge m5.4xlarge m5.8xlarge m5.large m5.metal m5.xlarge
            instance-family=m5;instance-cpu>=64      | m5.16xlarge m5.24xlarge m5.metal
            instance-family=m5;instance-cpu < 4      | m5.large
            instance-family=m5;instance-hypervisor=  | m5.metal
            instance-type=m5.large,c5.large          | c5.large m5.large
            instance-family=p4d,p5;!instance-gpu-name |
            instance-family=inf2,m5;instance-accelerator-name;instance-size!=xlarge | inf2.24xlarge inf2.48xlarge inf2.8xlarge
            karpenter.k8s.aws/instance-family=p4d    | p4d.24xlarge
            beta.kubernetes.io/instance-type=m5.large | m5.large
            """)
    void requirementsNarrowTheList(String requirements, String names) {
        assertThat(names(requirements.split(";"))).containsExactly(names == null ? new String[0] : names.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            instance-cpu>many      | compares with "many", which is no whole number | KEY>N
            instance-cpu=4,,8      | has an empty value                             | KEY=A,B
            (instance-cpu)         | is no requirement                              | KEY>N
            instance-cpuu>4        | no instance type has a label instance-cpuu     | did you mean karpenter.k8s.aws/instance-cpu
            team=a                 | no instance type has a label team              | wain catalog show
            """)
    void aRequirementThatMakesNoSenseIsExplained(String requirement, String error, String hint) {
        CommandLineRun run = wain("catalog", "list", "--require", requirement);

        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("--require '" + requirement + "'")
                .contains(error)
                .contains(hint);
    }

    @Test
    void nothingFoundIsSaidAside() {
        CommandLineRun table = wain("catalog", "list", "--require", "instance-cpu>100000");
        assertThat(table.exit()).isEqualTo(Exit.DONE);
        assertThat(table.out()).isEmpty();
        assertThat(table.err()).contains("no instance type meets these requirements");

        CommandLineRun json = wain("catalog", "list", "--require", "instance-cpu>100000", "-o", "json");
        assertThat(json.exit()).isEqualTo(Exit.DONE);
        assertThat(items(json.out())).isEmpty();
    }

    @Test
    void offeringsCanBeNarrowedToZonesAndCapacityTypes() {
        CommandLineRun run = wain(
                "catalog",
                "list",
                "--require",
                "instance-family=m5",
                "--zone",
                "us-east-1a,us-east-1e",
                "--capacity-type",
                "spot",
                "-o",
                "json");

        assertThat(items(run.out()))
                .hasSize(9)
                .allSatisfy(type -> assertThat(type.items("offerings"))
                        .singleElement()
                        .satisfies(offering -> {
                            assertThat(((Tree.Mapping) offering).text("zone", ""))
                                    .isEqualTo("us-east-1a");
                            assertThat(((Tree.Mapping) offering).text("capacityType", ""))
                                    .isEqualTo("spot");
                        }));
    }

    @Test
    void whatIsNotOnOfferIsAnError() {
        assertThat(wain("catalog", "list", "--zone", "us-east-1x").err())
                .contains("--zone us-east-1x is not on offer")
                .contains("us-east-1a, us-east-1b");
        assertThat(wain("catalog", "list", "--capacity-type", "free").err()).contains("there is on-demand, spot");
        assertThat(wain("catalog", "list", "--sort", "luck").err()).contains("price-per-vcpu");
        assertThat(wain("catalog", "list", "-o", "xml").err()).contains("kwok");
        assertThat(wain("catalog", "list", "--limit", "0").exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(wain("catalog", "list", "--region", "Mars").err()).contains("\"Mars\" is no region");
    }

    @ParameterizedTest
    @CsvSource({"price", "price-per-vcpu", "price-per-gib", "cpu", "memory"})
    void listsAreSortedByWhatIsAskedFor(String order) {
        List<Double> figures =
                items(wain("catalog", "list", "--sort", order, "--capacity-type", "on-demand", "-o", "json")
                                .out())
                        .stream()
                        .map(type -> figure(order, type))
                        .toList();

        assertThat(figures).hasSizeGreaterThan(1200).isSorted();
    }

    @Test
    void pricesOfAFileAreShownAndLoseTheirMark() throws IOException {
        Path prices = Files.writeString(folder.resolve("p.csv"), "dl1.24xlarge,12.5\n");

        assertThat(wain(
                                "catalog",
                                "list",
                                "--require",
                                "instance-family=dl1",
                                "--prices",
                                prices.toString(),
                                "--capacity-type",
                                "on-demand")
                        .out())
                .contains(" $12.5000 ")
                .doesNotContain("~");
    }

    @Test
    void anotherRegionIsAssumedAloudAndMarked() {
        CommandLineRun run = wain("catalog", "list", "--region", "eu-west-1", "--require", "instance-type=m5.large");

        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.err()).contains("warning:").contains("for eu-west-1 its types and prices are assumed");
        assertThat(run.out()).contains("~$0.0960").contains("eu-west-1a,b,c");
    }

    @Test
    void kwokTypesHaveTheSameAllocatableForKarpenter() throws IOException {
        String file = wain("catalog", "list", "-o", "kwok", "--sort", "name").out();

        List<InstanceType> back = KwokTypes.read(new StringReader(file), "list");
        List<InstanceType> ours = Catalog.embedded().instanceTypes(CatalogOptions.DEFAULT);
        assertThat(back).hasSameSizeAs(ours);
        for (int i = 0; i < back.size(); i++) {
            assertThat(back.get(i).name()).isEqualTo(ours.get(i).name());
            assertThat(back.get(i).allocatable())
                    .as(ours.get(i).name())
                    .isEqualTo(ours.get(i).allocatable());
            assertThat(back.get(i).offerings())
                    .extracting(offering -> offering.zone() + offering.capacityType() + offering.price())
                    .containsExactlyElementsOf(ours.get(i).offerings().stream()
                            .map(offering -> offering.zone() + offering.capacityType() + offering.price())
                            .toList());
            assertThat(back.get(i).requirements().get(Labels.ARCH))
                    .isEqualTo(ours.get(i).requirements().get(Labels.ARCH));
        }
    }

    @Test
    void kwokFilesCanBeListedToo() throws IOException {
        Path file = Files.writeString(
                folder.resolve("types.json"),
                wain("catalog", "list", "--require", "instance-family=m5", "-o", "kwok")
                        .out());

        assertThat(wain(
                                "catalog",
                                "list",
                                "--instance-types",
                                file.toString(),
                                "--require",
                                "instance-size=large",
                                "-o",
                                "name")
                        .out())
                .isEqualTo("m5.large\n");
        assertThat(wain("catalog", "list", "--instance-types", file.toString(), "--region", "us-east-1")
                        .err())
                .contains("have nothing to say");
    }

    private static List<String> names(String... requirements) {
        var arguments = new java.util.ArrayList<>(List.of("catalog", "list", "--sort", "name", "-o", "name"));
        for (String requirement : requirements) {
            arguments.add("--require");
            arguments.add(requirement);
        }
        CommandLineRun run = wain(arguments.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
        return run.out().lines().toList();
    }

    private static double figure(String order, Tree.Mapping type) {
        double price = type.items("offerings").stream()
                .map(offering -> ((Tree.Numeral)
                                java.util.Objects.requireNonNull(((Tree.Mapping) offering).get("price")))
                        .value())
                .min(BigDecimal::compareTo)
                .orElseThrow()
                .doubleValue();
        double vcpus = Double.parseDouble(type.mapping("labels").text("karpenter.k8s.aws/instance-cpu", ""));
        double mib = Double.parseDouble(type.mapping("labels").text("karpenter.k8s.aws/instance-memory", ""));
        return switch (order) {
            case "price" -> price;
            case "price-per-vcpu" -> price / vcpus;
            case "price-per-gib" -> price / (mib / 1024);
            case "cpu" -> vcpus;
            default -> mib;
        };
    }

    private static List<Tree.Mapping> items(String json) {
        return ((Tree.Sequence) Json.parse(json))
                .items().stream().map(Tree.Mapping.class::cast).toList();
    }
}
