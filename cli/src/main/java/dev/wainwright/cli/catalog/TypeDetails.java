package dev.wainwright.cli.catalog;

import dev.wainwright.cli.output.Prose;
import dev.wainwright.cli.output.TextTable;
import dev.wainwright.cli.output.TextTable.Cell;
import dev.wainwright.cli.output.TextTable.Column;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.resource.Resources;
import java.util.Comparator;
import java.util.TreeSet;

/** Everything about one instance type, for people. */
final class TypeDetails {
    private final Terminal terminal;
    private final Prices prices = new Prices();

    TypeDetails(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(InstanceType type) {
        line(terminal.bold(type.name()));
        line("");
        resources(type);
        line("");
        offerings(type);
        line("");
        labels(type);
    }

    void footnote() {
        prices.footnote(terminal);
    }

    private void resources(InstanceType type) {
        var table = new TextTable(
                Column.left("RESOURCE"),
                Column.right("CAPACITY"),
                Column.right("OVERHEAD"),
                Column.right("ALLOCATABLE"));
        Resources capacity = type.capacity();
        Resources left = type.allocatable();
        for (int i = 0; i < capacity.size(); i++) {
            String name = capacity.name(i);
            table.row(
                    Cell.of(name),
                    Cell.of(amount(capacity, name)),
                    Cell.of(type.overhead().has(name) ? amount(type.overhead(), name) : "-"),
                    Cell.of(amount(left, name)));
        }
        print(table);
    }

    private void offerings(InstanceType type) {
        var table = new TextTable(
                Column.left("ZONE"),
                Column.left("CAPACITY TYPE"),
                Column.right("PER HOUR"),
                Column.right("PER MONTH"),
                Column.left("AVAILABLE"));
        type.offerings().stream()
                .sorted(Comparator.comparing(Offering::zone).thenComparing(Offering::capacityType))
                .forEach(offering -> table.row(
                        Cell.of(offering.zone()),
                        Cell.of(offering.capacityType()),
                        Cell.of(prices.text(offering.price(), offering.modelled())),
                        Cell.of(prices.text(offering.price() * Prices.HOURS_PER_MONTH, offering.modelled())),
                        Cell.of(offering.available() ? "yes" : "no")));
        print(table);
    }

    private void labels(InstanceType type) {
        var table = new TextTable(Column.left("LABEL"), Column.left("VALUE"));
        var absent = new TreeSet<String>();
        for (Requirement requirement : type.requirements().byKey().values()) {
            if (requirement.complement() || requirement.values().isEmpty()) {
                absent.add(requirement.key());
            } else {
                String text = String.join(", ", requirement.values());
                table.row(Cell.of(requirement.key()), Cell.of(text.isEmpty() ? "\"\"" : text));
            }
        }
        print(table);
        if (!absent.isEmpty()) {
            line("");
            String keys = String.join(" ", absent).replace(Labels.AWS, "");
            Prose.wrap("Absent: ", "  ", keys, terminal.columns()).forEach(text -> line(terminal.dim(text)));
        }
    }

    private void print(TextTable table) {
        table.lines(terminal.columns(), terminal::bold).forEach(this::line);
    }

    private void line(String text) {
        terminal.out().print(text + "\n");
    }

    private static String amount(Resources resources, String name) {
        return Resources.quantity(name, resources.get(name)).toString();
    }
}
