package dev.wainwright.cli.plan;

import dev.wainwright.cli.output.Money;
import dev.wainwright.cli.output.Prose;
import dev.wainwright.cli.output.TextTable;
import dev.wainwright.cli.output.TextTable.Cell;
import dev.wainwright.cli.output.TextTable.Column;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.solver.Reason;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Plans side by side, for people. */
final class ComparisonTable {
    private final Comparison comparison;
    private final Terminal terminal;
    private final boolean wide;

    private ComparisonTable(Comparison comparison, Terminal terminal, boolean wide) {
        this.comparison = comparison;
        this.terminal = terminal;
        this.wide = wide;
    }

    static void print(Comparison comparison, Terminal terminal, boolean wide) {
        new ComparisonTable(comparison, terminal, wide).print();
    }

    private void print() {
        if (comparison.cheapest().pods() == 0) {
            line("No pod waits for a place.");
        } else {
            plans();
            bound();
            types();
            blastRadius();
        }
        notes();
    }

    private void plans() {
        var table = new TextTable(
                Column.left("PLAN"),
                Column.right("NODES"),
                Column.right("PODS"),
                Column.right("$/H"),
                Column.right("$/MONTH"),
                Column.right("CPU"),
                Column.right("MEM"),
                Column.right("GAP"),
                Column.right("SHARE"));
        comparison.contenders().forEach(contender -> table.row(cells(contender)));
        table.lines(width(), terminal::dim).forEach(this::line);
    }

    private Cell[] cells(Contender contender) {
        var plan = contender.plan();
        String mark = contender.isPriceModelled() ? "~" : "";
        return new Cell[] {
            new Cell(contender.name(), terminal::bold),
            Cell.of(String.valueOf(plan.newNodes().size())),
            Cell.of(plan.scheduled() + "/" + plan.pods()),
            Cell.of(mark + Money.hourly(plan.hourlyPrice()).substring(1)),
            Cell.of(mark + Money.perMonth(plan.hourlyPrice()).substring(1)),
            Cell.of(percent("%.0f%%", contender.cpu())),
            Cell.of(percent("%.0f%%", contender.memory())),
            Cell.of(percent("%.1f%%", contender.gap())),
            Cell.of(contender
                    .blastRadius()
                    .map(radius -> percent("%.0f%%", OptionalDouble.of(radius.share())))
                    .orElse("-"))
        };
    }

    private static String percent(String format, OptionalDouble part) {
        return part.isPresent() ? String.format(Locale.ROOT, format, part.getAsDouble() * 100) : "-";
    }

    private static String types(Contender contender) {
        return contender.instanceTypes().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private void bound() {
        line("");
        comparison.bound().filter(bound -> bound.hourlyPrice() > 0).ifPresent(bound -> {
            String ignores = bound.ignores().isEmpty()
                    ? ""
                    : " It leaves out of account: " + String.join(", ", bound.ignores()) + ".";
            prose("No plan for these pods can cost less than " + Money.hourly(bound.hourlyPrice())
                    + " per hour; GAP is how far a price is above that." + ignores);
        });
        prose("CPU and MEM are what is asked of the new nodes, of what they can give.");
        if (comparison.anyPriceModelled()) {
            prose("~ This price comes from a model, not from a price list; --prices FILE gives real ones.");
        }
    }

    private void types() {
        line("");
        line(terminal.bold("MACHINES"));
        for (Contender contender : comparison.contenders()) {
            String what = contender.plan().newNodes().isEmpty() ? "none" : types(contender);
            Prose.wrap("  ", "    ", contender.name() + ": " + what, width()).forEach(this::line);
        }
    }

    private void blastRadius() {
        if (comparison.contenders().stream()
                .allMatch(contender -> contender.blastRadius().isEmpty())) {
            return;
        }
        line("");
        line(terminal.bold("SHARE: THE MOST THAT ONE NODE HAS OF A WORKLOAD"));
        for (Contender contender : comparison.contenders()) {
            contender
                    .blastRadius()
                    .ifPresent(radius -> Prose.wrap(
                                    "  ",
                                    "    ",
                                    contender.name() + ": " + radius.pods() + " of " + radius.of() + " pods of "
                                            + radius.workload() + " on " + radius.node(),
                                    width())
                            .forEach(this::line));
        }
    }

    private void notes() {
        if (comparison.notes().isEmpty()) {
            return;
        }
        line("");
        line(terminal.bold("NOTES"));
        for (Reason note : new LinkedHashSet<>(comparison.notes())) {
            Prose.tree(note, "  ", width(), terminal.unicode()).forEach(this::line);
        }
    }

    private int width() {
        return wide ? Integer.MAX_VALUE : terminal.columns();
    }

    private void prose(String text) {
        Prose.wrap("", "", text, width()).forEach(this::line);
    }

    private void line(String text) {
        terminal.out().println(text);
    }
}
