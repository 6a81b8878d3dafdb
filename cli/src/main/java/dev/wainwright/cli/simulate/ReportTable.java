package dev.wainwright.cli.simulate;

import dev.wainwright.cli.output.Prose;
import dev.wainwright.cli.output.TextTable;
import dev.wainwright.cli.output.TextTable.Cell;
import dev.wainwright.cli.output.TextTable.Column;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.simulation.report.Report;
import dev.wainwright.simulation.report.Report.Quantiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reports for people. */
final class ReportTable {
    private static final int MOST_DECISIONS = 12;
    private static final int MOST_PAID = 8;
    private static final int MOST_STAGES = 5;
    private static final int MOST_LETTERS = 300;
    private static final double SHORTEST_STAGE = 0.05;

    /** Paragraphs stay; their lines are broken anew. */
    private static final Pattern LINE_END = Pattern.compile("(?<!\n)\n(?!\n)");

    /** An object's name, in what is said to have happened to it. */
    private static final Pattern NAME = Pattern.compile(" [^ ]+ ");

    private ReportTable() {}

    static void print(Report report, Terminal terminal, boolean wide) {
        var out = terminal.out();
        Report.Summary summary = report.summary();
        out.println(terminal.bold(report.scenario())
                + terminal.dim("  " + span(summary.simulatedSeconds()) + " simulated, " + report.policy() + ", seed "
                        + report.seed()));
        if (!report.description().isEmpty()) {
            Prose.wrap("", "", LINE_END.matcher(report.description().strip()).replaceAll(" "), terminal.columns())
                    .forEach(out::println);
        }
        out.println();
        out.println(String.format(
                Locale.ROOT,
                "Pods    %,d created, %,d ready, %,d never ready",
                summary.podsCreated(),
                summary.podsReady(),
                summary.podsNeverReady()));
        out.println("Ready   " + quantiles(summary.readySeconds()));
        if (summary.reactionSeconds().max() - summary.readySeconds().max() > SHORTEST_STAGE) {
            out.println("React   " + quantiles(summary.reactionSeconds()) + " since what called for the pods");
        }
        if (summary.makespanSeconds() > 0) {
            out.println("Work    " + seconds(summary.makespanSeconds()) + " from the first start to the last end");
        }
        out.println(String.format(
                Locale.ROOT,
                "Nodes   %,d launched, at most %,d at a time, %.1f hours; CPU %.0f %% and memory %.0f %% asked for",
                summary.launches(),
                summary.peakNodes(),
                summary.nodeHours(),
                summary.cpuUtilization() * 100,
                summary.memoryUtilization() * 100));
        out.println(String.format(
                Locale.ROOT,
                "Cost    $%,.4f; evictions %,d, interruptions %,d, pods unschedulable for %,.1f minutes in all",
                summary.dollars(),
                summary.evictions(),
                summary.interruptions(),
                summary.unschedulablePodMinutes()));
        out.println();
        workloads(report, terminal);
        paid(report, terminal, wide);
        decisions(report, terminal, wide);
        report.verdicts()
                .forEach(each -> out.println((each.holds() ? terminal.green("✓ ") : terminal.red("✗ "))
                        + each.expectation()
                        + (each.value().isPresent()
                                ? String.format(
                                        Locale.ROOT, " (is %.4g)", each.value().getAsDouble())
                                : "")));
        report.waiting().forEach(each -> out.println(terminal.yellow(each)));
        report.notes().forEach(terminal::note);
    }

    private static void workloads(Report report, Terminal terminal) {
        if (report.workloads().isEmpty()) {
            return;
        }
        var table = new TextTable(
                Column.yielding("WORKLOAD"),
                Column.right("PODS"),
                Column.right("READY P50"),
                Column.right("P95"),
                Column.right("P99"),
                Column.right("MAX"));
        for (Report.Workload each : report.workloads()) {
            table.row(
                    Cell.of(each.name()),
                    Cell.of(String.format(Locale.ROOT, "%,d", each.pods())),
                    Cell.of(seconds(each.readySeconds(), Quantiles::p50)),
                    Cell.of(seconds(each.readySeconds(), Quantiles::p95)),
                    Cell.of(seconds(each.readySeconds(), Quantiles::p99)),
                    Cell.of(seconds(each.readySeconds(), Quantiles::max)));
        }
        show(table, terminal);
        report.workloads().stream().limit(MOST_STAGES).forEach(each -> stages(each, terminal));
        terminal.out().println();
    }

    /** Where the time of the pod in the middle goes; stages that take next to none are left out. */
    private static void stages(Report.Workload workload, Terminal terminal) {
        String stages = workload.stages().stream()
                .filter(stage -> stage.seconds().p50() >= SHORTEST_STAGE)
                .map(stage -> String.format(
                        Locale.ROOT, "%s %.1f s", stage.stage(), stage.seconds().p50()))
                .collect(Collectors.joining(", "));
        if (!stages.isEmpty()) {
            String text = workload.name() + ", P50 of each stage: " + stages;
            Prose.wrap("", "  ", text, terminal.columns()).forEach(terminal.out()::println);
        }
    }

    private static void paid(Report report, Terminal terminal, boolean wide) {
        if (report.bill().isEmpty()) {
            return;
        }
        var table = new TextTable(
                Column.left("TYPE"),
                Column.left("ZONE"),
                Column.left("BOUGHT"),
                Column.right("HOURS"),
                Column.right("COST"));
        report.bill().stream()
                .limit(wide ? Integer.MAX_VALUE : MOST_PAID)
                .forEach(each -> table.row(
                        Cell.of(each.type()),
                        Cell.of(each.zone()),
                        Cell.of(each.capacityType()),
                        Cell.of(String.format(Locale.ROOT, "%.2f", each.hours())),
                        Cell.of(String.format(Locale.ROOT, "$%.4f", each.dollars()))));
        show(table, terminal);
        more(report.bill().size() - MOST_PAID, wide, terminal);
    }

    private static void decisions(Report report, Terminal terminal, boolean wide) {
        var out = terminal.out();
        List<Alike> all = wide
                ? report.decisions().stream().map(each -> new Alike(each, 1)).toList()
                : Alike.of(report.decisions());
        List<Alike> shown = all.subList(0, wide ? all.size() : Math.min(all.size(), MOST_DECISIONS));
        shown.forEach(each -> decision(each, terminal, wide));
        int told = shown.stream().mapToInt(Alike::count).sum();
        more(report.decisions().size() - told, wide, terminal);
        if (!report.decisions().isEmpty()) {
            out.println();
        }
    }

    /** Decisions of one moment and one sort, of which the first stands for all: fifty machines may be taken back at once. */
    private record Alike(Report.Decision first, int count) {
        static List<Alike> of(List<Report.Decision> decisions) {
            var all = new ArrayList<Alike>();
            for (Report.Decision each : decisions) {
                Alike last = all.isEmpty() ? null : all.getLast();
                if (last != null && isAlike(last.first(), each)) {
                    all.set(all.size() - 1, new Alike(last.first(), last.count() + 1));
                } else {
                    all.add(new Alike(each, 1));
                }
            }
            return all;
        }

        /** What happens is told as the sort of object, its name and what befell it; the name is left out of account. */
        private static boolean isAlike(Report.Decision one, Report.Decision other) {
            return Math.round(one.at() * 10) == Math.round(other.at() * 10)
                    && NAME.matcher(one.what())
                            .replaceFirst(" ")
                            .equals(NAME.matcher(other.what()).replaceFirst(" "))
                    && !one.what().equals("scenario");
        }

        String more() {
            return count == 1 ? "" : " (and " + (count - 1) + " more like this)";
        }
    }

    private static void decision(Alike each, Terminal terminal, boolean wide) {
        String text = each.first().what() + ": " + each.first().why();
        String shown = wide || text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS) + "…";
        String time = terminal.dim(
                String.format(Locale.ROOT, "%9.1f s  ", each.first().at()));
        Prose.wrap(time, " ".repeat(13), shown + each.more(), terminal.columns())
                .forEach(terminal.out()::println);
    }

    private static void more(int left, boolean wide, Terminal terminal) {
        if (!wide && left > 0) {
            terminal.out().println(terminal.dim("… and " + left + " more; -o wide shows them"));
            terminal.out().println();
        }
    }

    private static void show(TextTable table, Terminal terminal) {
        table.lines(terminal.columns(), terminal::bold).forEach(terminal.out()::println);
        terminal.out().println();
    }

    /** A figure per line, a report per column. */
    static void compare(List<Report> reports, Terminal terminal) {
        var columns = new ArrayList<Column>();
        columns.add(Column.left(""));
        reports.forEach(each -> columns.add(Column.right(each.scenario() + " " + each.policy())));
        var table = new TextTable(columns.toArray(Column[]::new));
        row(table, "pods ready", reports, each -> String.format(Locale.ROOT, "%,d", each.podsReady()));
        row(table, "never ready", reports, each -> String.format(Locale.ROOT, "%,d", each.podsNeverReady()));
        row(table, "ready P50", reports, each -> seconds(each.readySeconds(), Quantiles::p50));
        row(table, "ready P95", reports, each -> seconds(each.readySeconds(), Quantiles::p95));
        row(table, "ready max", reports, each -> seconds(each.readySeconds(), Quantiles::max));
        row(table, "cost", reports, each -> String.format(Locale.ROOT, "$%,.4f", each.dollars()));
        row(table, "node hours", reports, each -> String.format(Locale.ROOT, "%,.1f", each.nodeHours()));
        row(table, "peak nodes", reports, each -> String.format(Locale.ROOT, "%,d", each.peakNodes()));
        row(table, "launches", reports, each -> String.format(Locale.ROOT, "%,d", each.launches()));
        row(table, "evictions", reports, each -> String.format(Locale.ROOT, "%,d", each.evictions()));
        row(table, "interruptions", reports, each -> String.format(Locale.ROOT, "%,d", each.interruptions()));
        row(
                table,
                "CPU asked for",
                reports,
                each -> String.format(Locale.ROOT, "%.0f %%", each.cpuUtilization() * 100));
        show(table, terminal);
    }

    private static void row(
            TextTable table, String name, List<Report> reports, Function<Report.Summary, String> figure) {
        var cells = new ArrayList<Cell>();
        cells.add(Cell.of(name));
        reports.forEach(each -> cells.add(Cell.of(figure.apply(each.summary()))));
        table.row(cells.toArray(Cell[]::new));
    }

    private static String quantiles(Quantiles values) {
        return values.count() == 0
                ? "no pod became ready"
                : "P50 " + seconds(values.p50()) + ", P95 " + seconds(values.p95()) + ", P99 " + seconds(values.p99())
                        + ", max " + seconds(values.max());
    }

    /** A dash where no pod has come so far. */
    private static String seconds(Quantiles values, ToDoubleFunction<Quantiles> one) {
        return values.count() == 0 ? "-" : seconds(one.applyAsDouble(values));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static String span(double seconds) {
        Duration time = Duration.ofMillis(Math.round(seconds * 1000));
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
