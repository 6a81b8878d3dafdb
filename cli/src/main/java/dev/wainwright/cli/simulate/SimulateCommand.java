package dev.wainwright.cli.simulate;

import dev.wainwright.api.read.Sources;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.api.wainwright.ScenarioSchema;
import dev.wainwright.api.wainwright.ScenarioTimes;
import dev.wainwright.cli.output.Document;
import dev.wainwright.cli.output.Findings;
import dev.wainwright.cli.output.Format;
import dev.wainwright.cli.output.Policies;
import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Progress;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogException;
import dev.wainwright.simulation.Overrides;
import dev.wainwright.simulation.SimulationFailed;
import dev.wainwright.simulation.page.HtmlReport;
import dev.wainwright.simulation.replay.ArrivalTrace.BadTrace;
import dev.wainwright.simulation.report.Report;
import dev.wainwright.simulation.scenario.ScenarioFile;
import dev.wainwright.simulation.scenario.ScenarioSource;
import dev.wainwright.simulation.world.Simulation;
import dev.wainwright.solver.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wain simulate}. */
@Command(
        name = "simulate",
        description = {
            "",
            "Plays scenarios in a cluster, a cloud and with an autoscaler that exist in this process only, in virtual time:"
                    + " a day passes in seconds, and the same file with the same seed gives the same report, byte for byte.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  wain simulate examples/scenarios/spike.yaml",
            "  wain simulate examples/scenarios/spike.yaml --report spike.html",
            "  wain simulate spike.yaml --compare-policies -o json | jq '.reports[].summary.dollars'",
            "  wain simulate --explain-fields",
            "",
            "Exit codes: 0 all expectations came true; 1 wrong usage or scenario; 2 an expectation did not come true."
        })
public final class SimulateCommand implements Action {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "Scenarios (kind Scenario, wainwright.dev/v1alpha1); - for standard input.")
    List<Path> files = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Draw all chance from N in place of the scenario's seed.")
    @Nullable
    Long seed;

    @Option(
            names = "--until",
            paramLabel = "T",
            description = "Simulate for T, such as 24h, in place of the scenario's time.")
    String until = "";

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "Pack pods by cost-optimal, first-fit or least-waste, whatever the scenario says.")
    String policy = "";

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description =
                    "A region's types and prices, as `wain catalog import` writes them, for the scenarios of that region;"
                            + " once per region.")
    List<Path> catalogues = new ArrayList<>();

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "Prices that go before all others; docs/catalog.md has the format.")
    @Nullable
    Path prices;

    @Option(names = "--compare", description = "Show the scenarios' figures side by side.")
    boolean compare;

    @Option(
            names = "--compare-policies",
            description = "Play each scenario with first-fit and with cost-optimal, side by side.")
    boolean comparePolicies;

    @Option(names = "--report", paramLabel = "HTML", description = "Write a page with charts that opens offline.")
    @Nullable
    Path report;

    @Option(names = "--explain-fields", description = "Say what may be written in a scenario.")
    boolean explainFields;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table, wide, json, yaml or csv. Default: ${DEFAULT-VALUE}.",
            defaultValue = "table")
    String output = "";

    @Override
    public Exit run(Terminal terminal) {
        if (explainFields) {
            FieldsText.print(ScenarioSchema.schema(), terminal);
            return Exit.DONE;
        }
        if (files.isEmpty()) {
            throw Failure.of("nothing to simulate", "name a scenario; examples are in examples/scenarios");
        }
        if (comparePolicies && !policy.isEmpty()) {
            throw Failure.of(
                    "--policy " + policy + " and --compare-policies contradict each other",
                    "the comparison is always of first-fit and cost-optimal; leave one of the two out");
        }
        Format format = Format.parse(output, Format.TABLE, Format.WIDE, Format.JSON, Format.YAML, Format.CSV);
        if (report != null) {
            check(report);
        }
        Catalogs catalogs = catalogs();
        var exit = Exit.DONE;
        var scenarios = new ArrayList<ScenarioFile>();
        for (Path file : files) {
            ScenarioFile.Reading reading = read(file);
            exit = exit.and(Findings.report(reading.findings(), terminal));
            reading.file().filter(any -> !reading.hasErrors()).ifPresent(scenarios::add);
        }
        if (exit == Exit.BAD_INPUT) {
            return exit;
        }
        catalogs.checkAllAreOf(
                scenarios.stream().map(each -> each.scenario().spec().region()).toList());
        List<Report> reports;
        try {
            reports = play(scenarios, catalogs, terminal);
        } catch (SimulationFailed e) {
            e.messages().forEach(terminal::error);
            return Exit.BAD_INPUT;
        }
        print(reports, format, terminal);
        if (report != null) {
            write(report, reports);
        }
        boolean kept =
                reports.stream().flatMap(each -> each.verdicts().stream()).allMatch(Report.Verdict::holds);
        return kept ? Exit.DONE : Exit.NO;
    }

    private Catalogs catalogs() {
        try {
            return new Catalogs(catalogues, Optional.ofNullable(prices));
        } catch (CatalogException e) {
            throw Failure.of(String.valueOf(e.getMessage()));
        }
    }

    private ScenarioFile.Reading read(Path file) {
        if (!file.toString().equals(Sources.STDIN)) {
            return ScenarioFile.read(file);
        }
        if (files.indexOf(file) != files.lastIndexOf(file)) {
            throw Failure.of(
                    "standard input can be read once only", "name - once, and further scenarios by their files");
        }
        try {
            return ScenarioFile.read(ScenarioSource.stdin(System.in));
        } catch (IOException e) {
            throw Failure.of("standard input cannot be read: " + e.getMessage());
        }
    }

    private List<Report> play(List<ScenarioFile> scenarios, Catalogs catalogs, Terminal terminal) {
        List<Optional<Policy>> policies = comparePolicies
                ? List.of(Optional.of(Policy.FIRST_FIT), Optional.of(Policy.COST_OPTIMAL))
                : List.of(policy());
        var reports = new ArrayList<Report>();
        try (var progress = Progress.start(terminal, "reading the instance types")) {
            for (ScenarioFile scenario : scenarios) {
                for (Optional<Policy> each : policies) {
                    String name = scenario.scenario().name()
                            + each.map(chosen -> " (" + chosen + ")").orElse("");
                    var overrides = new Overrides(Optional.ofNullable(seed), until(), each);
                    Catalog catalog = catalogs.of(scenario.scenario().spec().region());
                    progress.stage("simulating " + name);
                    var standing = new Standing(name, progress);
                    reports.add(new Simulation(scenario, overrides, catalog).run(standing::tell));
                }
            }
        } catch (BadTrace | CatalogException e) {
            throw Failure.of(String.valueOf(e.getMessage()));
        }
        return reports;
    }

    private Optional<Policy> policy() {
        return policy.isEmpty() ? Optional.empty() : Optional.of(Policies.parse(policy));
    }

    private Optional<Duration> until() {
        if (until.isEmpty()) {
            return Optional.empty();
        }
        try {
            Duration time = GoDuration.parse(until);
            if (ScenarioTimes.isTooLong(time)) {
                throw Failure.of("--until " + until + " is too long", "write at most 87600h (ten years)");
            }
            if (time.isPositive()) {
                return Optional.of(time);
            }
        } catch (IllegalArgumentException e) {
            throw Failure.of("--until " + until + " is no duration", "write one like 30m or 24h");
        }
        throw Failure.of("--until " + until + " is over before it begins", "write a duration above 0, such as 30m");
    }

    private void print(List<Report> reports, Format format, Terminal terminal) {
        if (format == Format.CSV) {
            ReportCsv.print(reports, terminal.out());
        } else if (format == Format.JSON || format == Format.YAML) {
            ReportDocument.write(reports, Document.to(terminal, format));
        } else if (compare || comparePolicies) {
            ReportTable.compare(reports, terminal);
        } else {
            reports.forEach(each -> ReportTable.print(each, terminal, format == Format.WIDE));
        }
    }

    /** Nobody wants to hear of it after the simulation. */
    private static void check(Path page) {
        Path folder = page.toAbsolutePath().getParent();
        if (Files.isDirectory(page) || folder == null || !Files.isDirectory(folder)) {
            throw Failure.of(
                    "--report " + page + " cannot be written: "
                            + (Files.isDirectory(page) ? "it is a folder" : "there is no folder " + folder),
                    "name a file, such as report.html");
        }
    }

    private static void write(Path file, List<Report> reports) {
        try {
            Files.writeString(file, HtmlReport.page(reports));
        } catch (IOException e) {
            throw Failure.of(file + ": cannot be written: " + e.getMessage());
        }
    }
}
