package dev.wainwright.cli.objects;

import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.crd.Crds;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.api.tree.Yaml;
import dev.wainwright.cli.output.Format;
import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wain crds}. */
@Command(
        name = "crds",
        description = {
            "",
            "Prints the CustomResourceDefinitions of the kinds that Wainwright defines or takes over from Karpenter: with"
                    + " their defaults, validation rules and printer columns.",
            ""
        },
        footer = {"", "Example:", "  wain crds nodepools | kubectl apply -f -"})
public final class CrdsCommand implements Action {
    @Parameters(
            paramLabel = "KIND",
            arity = "0..*",
            description = "Only these kinds, by kind, plural or short name. Default: all.")
    List<String> kinds = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "yaml or json. Default: ${DEFAULT-VALUE}.",
            defaultValue = "yaml")
    String output = "";

    @Override
    public Exit run(Terminal terminal) {
        Format format = Format.parse(output, Format.YAML, Format.JSON);
        List<Crd> crds = kinds.isEmpty()
                ? Crds.all()
                : kinds.stream().map(CrdsCommand::find).distinct().toList();
        List<Tree> documents = crds.stream().map(crd -> (Tree) crd.document()).toList();
        if (format == Format.YAML) {
            terminal.out().print(documents.stream().map(Yaml::print).collect(Collectors.joining("---\n")));
        } else {
            terminal.out().println(Json.pretty(documents.size() == 1 ? documents.getFirst() : list(documents)));
        }
        return Exit.DONE;
    }

    private static Crd find(String word) {
        return Crds.find(word)
                .orElseThrow(() -> Failure.of(
                        "there is no CRD of " + word + " here",
                        "there are " + Crds.all().stream().map(Crd::name).collect(Collectors.joining(", "))));
    }

    private static Tree list(List<Tree> documents) {
        var list = new LinkedHashMap<String, Tree>();
        list.put("apiVersion", Tree.text("v1"));
        list.put("kind", Tree.text("List"));
        list.put("items", new Tree.Sequence(documents, 0));
        return new Tree.Mapping(list, 0);
    }
}
