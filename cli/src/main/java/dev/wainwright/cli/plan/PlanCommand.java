package dev.wainwright.cli.plan;

import dev.wainwright.api.read.ManifestReader;
import dev.wainwright.api.read.Manifests;
import dev.wainwright.api.read.Profile;
import dev.wainwright.cli.catalog.SourceOptions;
import dev.wainwright.cli.output.Document;
import dev.wainwright.cli.output.Findings;
import dev.wainwright.cli.output.Format;
import dev.wainwright.cli.output.Policies;
import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Progress;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.solver.Effort;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.compile.PlanOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wain plan}. */
@Command(
        name = "plan",
        description = {
            "",
            "Reads Kubernetes manifests or a cluster dump and shows which machines a Karpenter-style autoscaler would launch"
                    + " for the pods that wait for a place: what they cost, why those, and why a pod fits nowhere."
                    + " Workloads without pods in the input are expanded into the pods they would create.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  wain plan -f manifests/ --explain pod/default/web-0",
            "  wain plan -f manifests/ --compare",
            "  wain plan -f manifests/ -o json | jq .summary",
            "  kubectl get pods,nodes,ds,pvc,pv,sc,nodepools,ec2nodeclasses -A -o yaml \\",
            "    | wain plan -f -",
            "",
            "Exit codes: 0 every pod has a place; 1 wrong usage or input, though the good",
            "            objects are still planned; 2 some pods fit nowhere."
        })
public final class PlanCommand implements Action {
    private static final List<String> CAPACITY_TYPES = List.of("on-demand", "spot", "reserved");

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "PATH",
            description = "A file, a folder (searched for .yaml, .yml and .json) or - for stdin. Repeatable.")
    List<String> files = new ArrayList<>();

    @Mixin
    SourceOptions source = new SourceOptions();

    @Option(
            names = "--capacity-type",
            paramLabel = "TYPE",
            split = ",",
            description = "Offer only on-demand, spot or reserved capacity. Repeatable.")
    List<String> capacityTypes = new ArrayList<>();

    @Option(
            names = "--reservation",
            paramLabel = "ID=N",
            description = "How many instances are left in a capacity reservation; 0 where not given. Repeatable.")
    Map<String, Integer> reservations = new LinkedHashMap<>();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description =
                    "How pods are packed: cost-optimal, as cheaply as can be found and never dearer than first-fit;"
                            + " first-fit, in Karpenter's order; or least-waste, as Cluster Autoscaler grows node groups"
                            + " of one type each. Default: ${DEFAULT-VALUE}.",
            defaultValue = "cost-optimal")
    String policy = "";

    @Option(
            names = "--effort",
            paramLabel = "NAME",
            description =
                    "How hard to look for a cheaper plan: low, normal or high. Counted in steps, so that the plan is"
                            + " the same on every machine. Default: ${DEFAULT-VALUE}.",
            defaultValue = "normal")
    String effort = "";

    @Mixin
    LpOption lp = new LpOption();

    @Mixin
    KnobOptions knobs = new KnobOptions();

    @Option(
            names = "--ignore-preferences",
            description = "Leave preferred affinities and ScheduleAnyway spreads out of account.")
    boolean ignorePreferences;

    @Option(
            names = "--min-values-policy",
            paramLabel = "NAME",
            description = "What to do when a pool's minValues cannot be kept: Strict (fail) or BestEffort (lower them)."
                    + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "Strict")
    String minValuesPolicy = "";

    @Option(
            names = "--lenient",
            description = "Rewrite old or loose documents instead of refusing them, and say each rewrite.")
    boolean lenient;

    @Option(names = "--pending-only", description = "Plan only pods that are in the input; expand no workloads.")
    boolean pendingOnly;

    @Option(names = "--include-cronjobs", description = "Plan the pods of one run of each CronJob too.")
    boolean includeCronJobs;

    @Option(
            names = "--compare",
            description =
                    "Show the first-fit plan, the cost-optimal one and the best with a single instance type side by"
                            + " side: nodes, prices, utilisation, and how far each is above the lower bound.")
    boolean compare;

    @Option(
            names = "--explain",
            paramLabel = "WHAT",
            description = "Say why: pod/NAMESPACE/NAME, node/NAME (a new node of this plan), or all. Repeatable.")
    List<String> explain = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table, wide (every node by itself, with its pods), json or yaml. Default: ${DEFAULT-VALUE}.",
            defaultValue = "table")
    String output = "";

    @Override
    public Exit run(Terminal terminal) {
        if (files.isEmpty()) {
            throw Failure.of("nothing to plan", "name manifests with -f FILE, a folder, or - for stdin");
        }
        Format format = Format.parse(output, Format.TABLE, Format.WIDE, Format.JSON, Format.YAML);
        PlanOptions options = planOptions();
        Questions.check(explain);
        if (compare && !explain.isEmpty()) {
            throw Failure.of("--explain asks about one plan", "leave out --compare, or --explain");
        }
        Exit exit;
        Runnable print;
        Plan plan;
        try (var progress = Progress.start(terminal, "reading the instance types")) {
            Supply supply = supply(terminal);
            progress.stage("reading the manifests");
            Manifests manifests = read(supply);
            exit = Findings.report(manifests.findings(), terminal);
            if (exit == Exit.BAD_INPUT && manifests.objects().isEmpty()) {
                return exit;
            }
            progress.stage("planning " + manifests.objects().size() + " objects");
            var expanding = pendingOnly ? Expanding.NOTHING : Expanding.of(includeCronJobs);
            if (compare) {
                Comparison comparison = Planning.compared(manifests, supply, options, expanding);
                plan = comparison.cheapest();
                print = () -> print(comparison, terminal, format);
            } else {
                Answer answer = Planning.of(manifests, supply, options, expanding, explain);
                plan = answer.plan();
                print = () -> print(answer, terminal, format);
            }
        }
        print.run();
        return exit.and(plan.unschedulable().isEmpty() ? Exit.DONE : Exit.NO);
    }

    private static void print(Answer answer, Terminal terminal, Format format) {
        if (format == Format.JSON || format == Format.YAML) {
            PlanDocument.write(answer, Document.to(terminal, format));
        } else {
            PlanTable.print(answer, terminal, format == Format.WIDE);
        }
    }

    private static void print(Comparison comparison, Terminal terminal, Format format) {
        if (format == Format.JSON || format == Format.YAML) {
            ComparisonDocument.write(comparison, Document.to(terminal, format));
        } else {
            ComparisonTable.print(comparison, terminal, format == Format.WIDE);
        }
    }

    private Manifests read(Supply supply) {
        return ManifestReader.read(files, System.in, lenient ? Profile.LENIENT : Profile.STRICT, supply::matching);
    }

    private PlanOptions planOptions() {
        Policy chosenPolicy = Policies.parse(policy);
        Effort chosenEffort = Effort.named(effort)
                .orElseThrow(() -> Failure.of("--effort " + effort + " is not known", "use low, normal or high"));
        boolean bestEffort = minValuesPolicy.equalsIgnoreCase("BestEffort");
        if (!bestEffort && !minValuesPolicy.equalsIgnoreCase("Strict")) {
            throw Failure.of("--min-values-policy " + minValuesPolicy + " is not known", "use Strict or BestEffort");
        }
        reservations.forEach((id, left) -> {
            if (left < 0) {
                throw Failure.of("--reservation " + id + "=" + left + ": a count cannot be below 0");
            }
        });
        return new PlanOptions(
                ignorePreferences, bestEffort, reservations, chosenPolicy, chosenEffort, knobs.knobs(), lp.solver());
    }

    private Supply supply(Terminal terminal) {
        List<String> offered = capacityTypes.isEmpty() ? CAPACITY_TYPES : capacityTypes;
        for (String capacityType : offered) {
            if (!CAPACITY_TYPES.contains(capacityType)) {
                throw Failure.of(
                        "--capacity-type " + capacityType + " is not known",
                        "use one or more of " + String.join(", ", CAPACITY_TYPES));
            }
        }
        var options = CatalogOptions.DEFAULT
                .withCapacityTypes(offered)
                .withReservations(reservations)
                .withSpotSeed(source.seed());
        Optional<List<InstanceType>> file = source.fromFile();
        return file.isPresent()
                ? Supply.FromFile.of(file.get(), new HashSet<>(offered))
                : new Supply.Ec2(source.ec2(terminal), options, Map.of());
    }
}
