package dev.wainwright.cli.catalog;

import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.model.instance.InstanceType;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wain catalog show}. */
@Command(
        name = "show",
        header = "Show everything about an instance type",
        description = {
            "",
            "Shows labels, resources and offerings of instance types, as nodes of the default image family (AL2023).",
            ""
        },
        sortOptions = false)
final class ShowCommand implements Action {
    private static final int SUGGESTIONS = 3;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "Instance types, such as m5.large.")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table, wide (one line each), json, yaml, kwok or name. Default: ${DEFAULT-VALUE}.",
            defaultValue = "table")
    String output = "";

    @Mixin
    SourceOptions source = new SourceOptions();

    @Override
    public Exit run(Terminal terminal) {
        Output format = Output.parse(output);
        List<InstanceType> all = source.types(terminal);
        List<InstanceType> found =
                names.stream().distinct().map(name -> find(name, all)).toList();
        switch (format) {
            case TABLE -> details(found, terminal);
            case WIDE -> new TypeTable(terminal, true).print(found);
            case JSON, YAML, KWOK, NAME -> format.write(found, terminal);
        }
        return Exit.DONE;
    }

    private static void details(List<InstanceType> types, Terminal terminal) {
        var details = new TypeDetails(terminal);
        for (int i = 0; i < types.size(); i++) {
            terminal.out().print(i == 0 ? "" : "\n");
            details.print(types.get(i));
        }
        details.footnote();
    }

    private static InstanceType find(String name, List<InstanceType> all) {
        for (InstanceType type : all) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        List<String> near =
                Nearest.to(name, all.stream().map(InstanceType::name).toList(), SUGGESTIONS);
        throw Failure.of(
                "there is no instance type " + name,
                near.isEmpty()
                        ? "wain catalog list shows what there is"
                        : "did you mean " + String.join(" or ", near) + "?");
    }
}
