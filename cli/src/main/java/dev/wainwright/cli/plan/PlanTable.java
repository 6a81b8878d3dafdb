package dev.wainwright.cli.plan;

import dev.wainwright.cli.output.Bar;
import dev.wainwright.cli.output.Money;
import dev.wainwright.cli.output.Prose;
import dev.wainwright.cli.output.TextTable;
import dev.wainwright.cli.output.TextTable.Cell;
import dev.wainwright.cli.output.TextTable.Column;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer for people: the new machines, what they cost, what found no place, and what else there is to know. Never
 * wider than the terminal, except in its wide form, which leaves nothing out.
 */
final class PlanTable {
    private static final int NARROW_BAR = 3;
    private static final int COMFORTABLE_BAR = 10;
    private static final int COMFORTABLE = 96;

    private final Answer answer;
    private final Plan plan;
    private final Terminal terminal;
    private final boolean wide;

    private PlanTable(Answer answer, Terminal terminal, boolean wide) {
        this.answer = answer;
        this.plan = answer.plan();
        this.terminal = terminal;
        this.wide = wide;
    }

    static void print(Answer answer, Terminal terminal, boolean wide) {
        new PlanTable(answer, terminal, wide).print();
    }

    private void print() {
        headline();
        newNodes();
        totals();
        existing();
        unplaced();
        ignored();
        notes();
        explanations();
    }

    private void headline() {
        if (plan.pods() == 0) {
            line("No pod waits for a place.");
            return;
        }
        int placed = plan.scheduled();
        int onExisting =
                plan.existing().stream().mapToInt(node -> node.pods().size()).sum();
        String where = onExisting == 0
                ? ""
                : onExisting == placed
                        ? ", all on nodes that are there"
                        : ", " + onExisting + " of them on nodes that are there";
        prose(terminal.bold(placed + " of " + count(plan.pods(), "waiting pod")) + " placed" + where + ".");
    }

    private void newNodes() {
        if (plan.newNodes().isEmpty()) {
            return;
        }
        line("");
        int width = wide ? Integer.MAX_VALUE : terminal.columns();
        table().lines(width, terminal::dim).forEach(this::line);
    }

    private TextTable table() {
        List<AlikeNodes> groups = wide ? AlikeNodes.single(plan.newNodes()) : AlikeNodes.grouped(plan.newNodes());
        boolean counted = groups.size() < plan.newNodes().size();
        var columns = new ArrayList<>(List.of(
                Column.yielding("NODE"),
                Column.yielding("TYPE"),
                Column.yielding("ZONE"),
                Column.left("CAPACITY"),
                Column.right("$/H"),
                Column.right("PODS"),
                Column.left("CPU"),
                Column.left("MEMORY")));
        if (wide) {
            columns.addAll(List.of(
                    Column.left("REQUESTS"), Column.right("TYPES"), Column.left("POOL"), Column.left("POD NAMES")));
        }
        if (counted) {
            columns.add(1, Column.right("NODES"));
        }
        var table = new TextTable(columns.toArray(Column[]::new));
        for (AlikeNodes group : groups) {
            List<Cell> cells = cells(group);
            if (counted) {
                cells.add(1, Cell.of(String.valueOf(group.size())));
            }
            table.row(cells.toArray(Cell[]::new));
        }
        return table;
    }

    /** Prices and pods are one node's, also where a line stands for many. */
    private List<Cell> cells(AlikeNodes group) {
        Plan.NewNode node = group.first();
        var cells = new ArrayList<>(List.of(
                Cell.of(group.names(terminal.unicode())),
                new Cell(node.instanceType(), terminal::bold),
                Cell.of(node.zone()),
                Cell.of(node.capacityType()),
                Cell.of(mark(node.priceModelled()) + Money.hourly(node.price()).substring(1)),
                Cell.of(String.valueOf(node.pods().size())),
                bar(node, Resources.CPU),
                bar(node, Resources.MEMORY)));
        if (wide) {
            cells.add(Cell.of(requests(node)));
            cells.add(Cell.of(String.valueOf(node.instanceTypeOptions().size())));
            cells.add(Cell.of(node.nodePool()));
            cells.add(Cell.of(String.join(",", node.pods())));
        }
        return cells;
    }

    private Cell bar(Plan.NewNode node, String resource) {
        int cells = wide || terminal.columns() >= COMFORTABLE ? COMFORTABLE_BAR : NARROW_BAR;
        long part = node.requests().get(resource);
        long whole = node.allocatable().get(resource);
        return new Cell(Bar.of(part, whole, cells, terminal.unicode()), terminal::green);
    }

    private static String requests(Plan.NewNode node) {
        var parts = new ArrayList<String>();
        node.requests().toQuantities().forEach((name, amount) -> parts.add(name + "=" + amount));
        return String.join(",", parts);
    }

    private void totals() {
        if (plan.newNodes().isEmpty() && answer.cluster().nodes() == 0) {
            return;
        }
        line("");
        if (!plan.newNodes().isEmpty()) {
            double hourly = plan.hourlyPrice();
            String mark = mark(plan.newNodes().stream().anyMatch(Plan.NewNode::priceModelled));
            String total = count(plan.newNodes().size(), "new node") + ": " + mark + Money.hourly(hourly)
                    + " per hour, " + mark + Money.perMonth(hourly) + " per month";
            prose(terminal.bold(total) + " (" + Money.HOURS_PER_MONTH + " hours).");
            String worth = Worth.of(plan);
            if (!worth.isEmpty()) {
                prose(worth);
            }
        }
        if (answer.cluster().nodes() > 0) {
            cluster(answer.cluster());
        }
        if (answer.anyPriceModelled()) {
            prose("~ This price comes from a model, not from a price list; --prices FILE gives real ones.");
        }
    }

    private void cluster(ClusterPrice cluster) {
        String before = mark(cluster.modelled()) + Money.hourly(cluster.hourly());
        String after = mark(answer.anyPriceModelled()) + Money.hourly(cluster.hourly() + plan.hourlyPrice());
        String unknown = cluster.unpriced() == 0
                ? "."
                : "; " + count(cluster.unpriced(), "node") + " of unknown type, zone or capacity type left out.";
        prose("The cluster: " + count(cluster.nodes(), "node") + " at " + before + " per hour now, "
                + count(cluster.nodes() + plan.newNodes().size(), "node") + " at " + after + " after" + unknown);
    }

    private static String mark(boolean modelled) {
        return modelled ? "~" : "";
    }

    private void existing() {
        if (plan.existing().isEmpty()) {
            return;
        }
        section("ON NODES THAT ARE THERE");
        for (Plan.Existing existing : plan.existing()) {
            String pods = wide
                    ? String.join(",", existing.pods())
                    : count(existing.pods().size(), "pod");
            line("  " + existing.node() + "  " + pods);
        }
    }

    private void unplaced() {
        if (plan.unschedulable().isEmpty()) {
            return;
        }
        section(terminal.red("WITHOUT A PLACE: " + count(plan.unschedulable().size(), "pod")));
        for (Unplaced group : Unplaced.grouped(answer)) {
            line("  " + terminal.bold(group.title(terminal.unicode())));
            for (Reason reason : group.reasons()) {
                tree(reason, "    ");
            }
        }
    }

    private void ignored() {
        if (plan.ignored().isEmpty()) {
            return;
        }
        var byReason = new TreeMap<String, List<String>>();
        plan.ignored()
                .forEach(pod -> byReason.computeIfAbsent(pod.reason(), any -> new ArrayList<>())
                        .add(pod.pod()));
        section("LEFT OUT: " + count(plan.ignored().size(), "pod"));
        byReason.forEach((reason, pods) -> {
            String names = wide ? " (" + String.join(",", pods) + ")" : "";
            prose("  " + reason + ": " + count(pods.size(), "pod") + names);
        });
    }

    private void notes() {
        if (answer.notes().isEmpty()) {
            return;
        }
        section("NOTES");
        // The same thing may be worth saying of many objects; once is enough.
        Map<Reason, Integer> times = new LinkedHashMap<>();
        answer.notes().forEach(note -> times.merge(note, 1, Integer::sum));
        times.keySet().forEach(this::note);
    }

    /** What follows a blank line is YAML to be copied, and stands without indentation. */
    private void note(Reason note) {
        int yaml = note.text().indexOf("\n\n");
        if (yaml < 0) {
            tree(note, "  ");
        } else {
            tree(new Reason(note.text().substring(0, yaml), note.because()), "  ");
            line(note.text().substring(yaml + 1));
        }
    }

    private void explanations() {
        for (Answer.Explained explained : answer.explanations()) {
            section("WHY " + explained.subject());
            tree(explained.reason(), "  ");
        }
    }

    private void section(String title) {
        line("");
        line(terminal.bold(title));
    }

    private void tree(Reason reason, String indent) {
        int width = wide ? Integer.MAX_VALUE : terminal.columns();
        Prose.tree(reason, indent, width, terminal.unicode()).forEach(this::line);
    }

    private void prose(String text) {
        int width = wide ? Integer.MAX_VALUE : terminal.columns();
        Prose.wrap("", "", text, width).forEach(this::line);
    }

    private void line(String text) {
        terminal.out().println(text);
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
