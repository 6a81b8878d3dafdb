package dev.wainwright.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.simulation.Overrides;
import dev.wainwright.simulation.page.HtmlReport;
import dev.wainwright.simulation.report.Report;
import dev.wainwright.simulation.report.Report.Verdict;
import dev.wainwright.simulation.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios that we show others. */
class ScenariosTest {
    /** Of the region that all examples are in. */
    private static final Catalog CATALOG = Catalog.embedded();

    private static final Path EXAMPLES = Path.of("../examples/scenarios");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleKeepsWhatItExpectsAndRepeatsItself(Path example) {
        Report report = play(example, Overrides.NONE);

        assertThat(report.scenario() + ".yaml").isEqualTo(String.valueOf(example.getFileName()));
        assertThat(report.verdicts()).isNotEmpty().allMatch(Verdict::holds);
        assertThat(report.waiting()).isEmpty();
        Report again = play(example, Overrides.NONE);
        assertThat(again).isEqualTo(report);
        assertThat(HtmlReport.page(List.of(again)))
                .isEqualTo(HtmlReport.page(List.of(report)))
                .doesNotContain("NaN");
    }

    /** Fifty draws of 30 to 89 s on ten slots: 5 of a hundred end before 307 s, 5 after 360 s (around.md T-M6). */
    @Test
    void theLabsJobTakesAsLongAsTenSlotsNeedForFiftyDraws() {
        int seeds = 200;
        double[] makespans = new double[seeds];
        for (int i = 0; i < seeds; i++) {
            var seed = new Overrides(Optional.of(1000L + i), Optional.of(Duration.ofMinutes(10)), Optional.empty());
            makespans[i] =
                    play(EXAMPLES.resolve("job-lab.yaml"), seed).summary().makespanSeconds();
        }
        Arrays.sort(makespans);

        assertThat(makespans[seeds / 20]).as("P5").isCloseTo(307, Percentage.withPercentage(5));
        assertThat(makespans[seeds - seeds / 20 - 1]).as("P95").isCloseTo(360, Percentage.withPercentage(5));
        assertThat(Arrays.stream(makespans).average().orElse(0)).as("mean").isCloseTo(334, within(10.0));
    }

    private static Report play(Path example, Overrides overrides) {
        ScenarioFile.Reading reading = ScenarioFile.read(example);
        assertThat(reading.findings()).isEmpty();
        return new Simulation(reading.file().orElseThrow(), overrides, CATALOG).run(outlook -> {});
    }
}
