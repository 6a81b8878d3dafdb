package dev.wainwright.cli.catalog;

import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wain catalog list}. */
@Command(
        name = "list",
        header = "List instance types with what they carry and cost",
        description = {
            "",
            "Lists the instance types that meet every requirement, as nodes of the default image family (AL2023).",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Requirements, in quotes:",
            "  KEY=A,B   one of these          KEY>N  KEY>=N  KEY<N  KEY<=N   a number",
            "  KEY!=A,B  none of these         KEY                            has the label",
            "                                  !KEY                           has it not",
            "A key may be cut to what follows its slash: instance-cpu, arch, zone.",
            "",
            "Examples:",
            "  wain catalog list --require instance-category=c,m --require 'arch=arm64'",
            "  wain catalog list --require instance-gpu-count --sort price --limit 5 -o wide",
            "  wain catalog list --require 'instance-cpu<=8' -o kwok > instance_types.json"
        })
final class ListCommand implements Action {
    @Option(
            names = "--require",
            paramLabel = "REQUIREMENT",
            description = "Only types with such a label; see below. Repeatable.")
    List<String> requirements = new ArrayList<>();

    @Option(
            names = "--capacity-type",
            paramLabel = "TYPE",
            split = ",",
            description = "Only on-demand or spot offerings. Repeatable.")
    List<String> capacityTypes = new ArrayList<>();

    @Option(names = "--zone", paramLabel = "ZONE", split = ",", description = "Only offerings there. Repeatable.")
    List<String> zones = new ArrayList<>();

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description = "price, price-per-vcpu, price-per-gib, name, cpu or memory; the least first."
                    + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "price")
    String sort = "";

    @Option(names = "--limit", paramLabel = "N", description = "At most that many.")
    int limit = Integer.MAX_VALUE;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table, wide, json, yaml, kwok (Karpenter's kwok provider reads it) or name."
                    + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "table")
    String output = "";

    @Mixin
    SourceOptions source = new SourceOptions();

    @Override
    public Exit run(Terminal terminal) {
        Output format = Output.parse(output);
        Order order = Order.parse(sort);
        if (limit < 1) {
            throw Failure.of("--limit " + limit + " leaves nothing to show", "use 1 or more");
        }
        List<InstanceType> all = source.types(terminal);
        List<InstanceType> selected = new Selection(demand(all))
                .from(all).stream().sorted(order.comparator()).limit(limit).toList();
        if (selected.isEmpty()) {
            terminal.err().println("no instance type meets these requirements");
        }
        if (!format.isTable()) {
            format.write(selected, terminal);
        } else if (!selected.isEmpty()) {
            new TypeTable(terminal, format == Output.WIDE).print(selected);
        }
        return Exit.DONE;
    }

    private Requirements demand(List<InstanceType> all) {
        var keys = new TreeSet<String>();
        all.forEach(type -> keys.addAll(type.requirements().byKey().keySet()));
        var syntax = new RequirementSyntax(keys);
        var demand = new ArrayList<Requirement>();
        requirements.forEach(text -> demand.add(syntax.parse(text)));
        if (!capacityTypes.isEmpty()) {
            demand.add(oneOf("--capacity-type", Labels.CAPACITY_TYPE, capacityTypes, all));
        }
        if (!zones.isEmpty()) {
            demand.add(oneOf("--zone", Labels.ZONE, zones, all));
        }
        return Requirements.of(demand);
    }

    private static Requirement oneOf(String option, String key, List<String> wanted, List<InstanceType> all) {
        SortedSet<String> known = new TreeSet<>();
        for (InstanceType type : all) {
            for (Offering offering : type.offerings()) {
                known.addAll(offering.requirements().get(key).values());
            }
        }
        for (String value : wanted) {
            if (!known.contains(value)) {
                throw Failure.of(option + " " + value + " is not on offer", "there is " + String.join(", ", known));
            }
        }
        return Requirement.of(key, Operator.IN, wanted, 0);
    }
}
