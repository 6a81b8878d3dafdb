package dev.wainwright.cli.catalog;

import dev.wainwright.cli.output.TextTable;
import dev.wainwright.cli.output.TextTable.Cell;
import dev.wainwright.cli.output.TextTable.Column;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A list of instance types for people: one line each, prices the cheapest over the zones. */
final class TypeTable {
    private static final String NETWORKING = "vpc.amazonaws.com/";

    private final Terminal terminal;
    private final boolean wide;
    private final Prices prices = new Prices();

    TypeTable(Terminal terminal, boolean wide) {
        this.terminal = terminal;
        this.wide = wide;
    }

    void print(List<InstanceType> types) {
        var columns = new ArrayList<Column>(List.of(
                Column.left("NAME"),
                Column.right("VCPU"),
                Column.right("GIB"),
                Column.left("ARCH"),
                Column.right("PODS"),
                Column.left("DEVICES"),
                Column.right("ON-DEMAND"),
                Column.right("SPOT"),
                Column.yielding("ZONES")));
        if (wide) {
            columns.addAll(List.of(
                    Column.right("ALLOC CPU"),
                    Column.right("ALLOC MEMORY"),
                    Column.right("PER VCPU"),
                    Column.right("PER GIB"),
                    Column.right("NVME GB"),
                    Column.right("NET MBPS"),
                    Column.right("EBS MBPS"),
                    Column.left("CPU")));
        }
        var table = new TextTable(columns.toArray(Column[]::new));
        for (InstanceType type : types) {
            table.row(cells(type).stream().map(Cell::of).toArray(Cell[]::new));
        }
        table.lines(wide ? Integer.MAX_VALUE : terminal.columns(), terminal::bold)
                .forEach(line -> terminal.out().print(line + "\n"));
        prices.footnote(terminal);
    }

    private List<String> cells(InstanceType type) {
        var cells = new ArrayList<String>(List.of(
                type.name(),
                number(Figures.vcpus(type)),
                number(Figures.gib(type)),
                values(type, Labels.ARCH),
                Long.toString(type.capacity().get(Resources.PODS)),
                devices(type),
                prices.text(Figures.cheapest(type, Labels.ON_DEMAND)),
                prices.text(Figures.cheapest(type, Labels.SPOT)),
                zones(type)));
        if (wide) {
            Resources left = type.allocatable();
            boolean modelled = Figures.cheapest(type).map(Offering::modelled).orElse(false);
            cells.add(amount(left, Resources.CPU));
            cells.add(amount(left, Resources.MEMORY));
            cells.add(perUnit(Figures.pricePerVcpu(type), modelled));
            cells.add(perUnit(Figures.pricePerGib(type), modelled));
            cells.add(values(type, Labels.AWS + "instance-local-nvme"));
            cells.add(values(type, Labels.AWS + "instance-network-bandwidth"));
            cells.add(values(type, Labels.AWS + "instance-ebs-bandwidth"));
            cells.add(values(type, Labels.AWS + "instance-cpu-manufacturer"));
        }
        return cells;
    }

    private String perUnit(double dollars, boolean modelled) {
        return Double.isInfinite(dollars) ? "-" : prices.text(dollars, modelled);
    }

    /** The zones with something to buy, without what their names have in common: {@code us-east-1a,b,c}. */
    static String zones(InstanceType type) {
        List<String> zones = type.offerings().stream()
                .filter(Offering::available)
                .map(Offering::zone)
                .distinct()
                .sorted()
                .toList();
        if (zones.isEmpty()) {
            return "-";
        }
        String first = zones.getFirst();
        String stem = first.substring(0, first.length() - 1);
        boolean alike = zones.stream().allMatch(zone -> zone.length() == first.length() && zone.startsWith(stem));
        return alike
                ? stem
                        + zones.stream()
                                .map(zone -> zone.substring(stem.length()))
                                .collect(Collectors.joining(","))
                : String.join(",", zones);
    }

    /** Accelerators, under their shortest names: {@code 8 nvidia h100}. */
    private static String devices(InstanceType type) {
        Optional<String> gpu = label(type, "instance-gpu-name");
        if (gpu.isPresent()) {
            return label(type, "instance-gpu-count").orElse("") + " " + gpu.get();
        }
        Optional<String> accelerator = label(type, "instance-accelerator-name");
        if (accelerator.isPresent()) {
            return label(type, "instance-accelerator-count").orElse("") + " " + accelerator.get();
        }
        return type.capacity().toQuantities().entrySet().stream()
                .filter(resource ->
                        resource.getKey().contains("/") && !resource.getKey().startsWith(NETWORKING))
                .map(Map.Entry::toString)
                .collect(Collectors.joining(","));
    }

    private static Optional<String> label(InstanceType type, String name) {
        Requirement requirement = type.requirements().get(Labels.AWS + name);
        return requirement.complement() || requirement.values().isEmpty()
                ? Optional.empty()
                : Optional.of(requirement.values().first());
    }

    private static String values(InstanceType type, String key) {
        Requirement requirement = type.requirements().get(key);
        return requirement.complement() || requirement.values().isEmpty()
                ? "-"
                : String.join(",", requirement.values());
    }

    private static String amount(Resources resources, String name) {
        return Resources.quantity(name, resources.get(name)).toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
