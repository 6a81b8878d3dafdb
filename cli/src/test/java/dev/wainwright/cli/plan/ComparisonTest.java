package dev.wainwright.cli.plan;

import static dev.wainwright.cli.CommandLineRun.wain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.cli.Golden;
import dev.wainwright.cli.output.Document;
import dev.wainwright.cli.output.Format;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Bound;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.Reason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @Test
    void tableShowsThePlansSideBySide() {
        Golden.assertMatches("compare-table.txt", print(80, terminal -> ComparisonTable.print(THREE, terminal, false)));
        Golden.assertMatches("compare-wide.txt", print(80, terminal -> ComparisonTable.print(THREE, terminal, true)));
    }

    @Test
    void jsonAndYamlAreWhatTheDocumentationPromises() {
        Golden.assertMatches("compare.json", print(80, terminal -> document(THREE, terminal, Format.JSON)));
        Golden.assertMatches("compare.yaml", print(80, terminal -> document(THREE, terminal, Format.YAML)));
    }

    @Test
    void withoutAnythingToPlanThereIsNothingToCompare() {
        Plan empty = plan(0, List.of(), Optional.of(new Bound(0, List.of())));
        var comparison = new Comparison(List.of(contender("cost-optimal", empty)), empty.bound(), List.of());
        assertThat(print(80, terminal -> ComparisonTable.print(comparison, terminal, false)))
                .isEqualTo("No pod waits for a place.\n");
        assertThat(print(80, terminal -> document(comparison, terminal, Format.JSON)))
                .contains("\"gap\": null", "\"cpu\": null", "\"blastRadius\": null", "\"instanceTypes\": { }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"general-purpose", "spot-batch", "gpu", "multi-arch", "spread-web", "instance-selection"})
    void costOptimalIsTheCheapestAndOneTypeHasOneType(String example) {
        String path = EXAMPLES.resolve(example).toString();
        var run = wain("plan", "-f", path, "--compare", "-o", "json");
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        List<Double> prices = numbers(run.out(), "hourlyPrice");
        List<Double> placed = numbers(run.out(), "scheduled");
        assertThat(prices).hasSize(3);
        assertThat(prices.get(1)).isLessThanOrEqualTo(prices.get(0));
        assertThat(placed.get(2) < placed.get(1) || prices.get(2) >= prices.get(1))
                .isTrue();
        assertThat(run.out().substring(run.out().indexOf("one-type")))
                .containsPattern("\"instanceTypes\": \\{\\s+\"[^\"]+\": \\d+\\s+}");
        assertThat(wain("plan", "-f", path, "--compare").out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void explainingIsForOnePlan() {
        var run = wain("plan", "-f", EXAMPLES.resolve("gpu").toString(), "--compare", "--explain", "all");
        assertThat(run.exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(run.err()).contains("--explain", "--compare");
    }

    private static List<Double> numbers(String json, String field) {
        return Pattern.compile("\"" + field + "\": ([0-9.]+)")
                .matcher(json)
                .results()
                .map(MatchResult::group)
                .map(text -> Double.valueOf(text.substring(text.indexOf(':') + 2)))
                .toList();
    }

    private static final Comparison THREE = three();

    private static Comparison three() {
        Optional<Bound> bound = Optional.of(new Bound(0.36, List.of("pod affinity", "host ports")));
        Plan firstFit = plan(6, List.of(node(1, "r6a.2xlarge", 0.4536, true, 8000, 64)), bound);
        Plan costOptimal = plan(
                6,
                List.of(node(1, "c7i.xlarge", 0.1785, false, 4000, 8), node(2, "r6a.xlarge", 0.1900, false, 4000, 32)),
                bound);
        Plan oneType = plan(
                5,
                List.of(node(1, "m6a.large", 0.2, false, 2000, 8), node(2, "m6a.large", 0.2, false, 2000, 8)),
                bound);
        return new Comparison(
                List.of(
                        new Contender(
                                "first-fit",
                                firstFit,
                                OptionalDouble.of(0.26),
                                Optional.of(new BlastRadius("Deployment shop/web", "general-1", 4, 4))),
                        new Contender(
                                "cost-optimal",
                                costOptimal,
                                OptionalDouble.of(0.0236111),
                                Optional.of(new BlastRadius("Deployment shop/web", "general-2", 2, 4))),
                        contender("one-type", oneType)),
                bound,
                List.of(Reason.of("not planned without --include-cronjobs: CronJob shop/report")));
    }

    private static Contender contender(String name, Plan plan) {
        return new Contender(name, plan, OptionalDouble.empty(), Optional.empty());
    }

    private static Plan.NewNode node(int number, String type, double price, boolean modelled, long milli, long gib) {
        return new Plan.NewNode(
                "general-" + number,
                "general",
                type,
                "us-east-1a",
                "on-demand",
                price,
                modelled,
                List.of(type),
                List.of("shop/web-" + number),
                Resources.of(Map.of(Resources.CPU, milli * 3 / 4, Resources.MEMORY, gib << 29)),
                Resources.of(Map.of(Resources.CPU, milli, Resources.MEMORY, gib << 30)),
                Requirements.NONE,
                Map.of());
    }

    /** Of six pods. */
    private static Plan plan(int scheduled, List<Plan.NewNode> nodes, Optional<Bound> bound) {
        var unschedulable = new ArrayList<Plan.Unschedulable>();
        for (int i = scheduled; i > 0 && i < 6; i++) {
            unschedulable.add(new Plan.Unschedulable("shop/web-" + i, List.of()));
        }
        return new Plan(
                scheduled + unschedulable.size(),
                nodes,
                List.of(),
                unschedulable,
                List.of(),
                List.of(),
                Policy.COST_OPTIMAL,
                bound,
                OptionalDouble.empty(),
                new Plan.Explanations(pod -> Optional.empty(), node -> Optional.empty()));
    }

    private static void document(Comparison comparison, Terminal terminal, Format format) {
        ComparisonDocument.write(comparison, Document.to(terminal, format));
    }

    private static String print(int columns, Consumer<Terminal> printing) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        printing.accept(new Terminal(out, out, false, false, true, columns));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
