package dev.wainwright.cli.explain;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Yaml;
import dev.wainwright.cli.explain.Explanation.Unexplained;
import dev.wainwright.cli.kube.ClusterOptions;
import dev.wainwright.cli.kube.KubeClient;
import dev.wainwright.cli.kube.Refused;
import dev.wainwright.cli.output.Format;
import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wain explain}. */
@Command(
        name = "explain",
        description = {
            "",
            "Says why a pod is where it is or waits, why a node is there, is of its type and stays or goes: what the"
                    + " autoscaler of wain up decided, when, and on what grounds.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  wain explain pod web-6d5f -n shop",
            "  wain explain node ip-10-0-0-1.ec2.internal",
            "  wain explain nodeclaim/default-9f8hh -o yaml",
            "",
            "Exit codes: 0 done; 1 wrong usage, or the cluster cannot be reached; 2 there is",
            "            no such object, or nobody who could explain it."
        })
public final class ExplainCommand implements Action {
    @Parameters(
            arity = "1..2",
            paramLabel = "KIND NAME",
            description = "pod, node or nodeclaim, and its name; KIND/NAME in one word will do, too.")
    List<String> words = new ArrayList<>();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The pod's namespace. Default: that of the kubeconfig's context.")
    Optional<String> namespace = Optional.empty();

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table, wide (lines are not broken), json or yaml. Default: ${DEFAULT-VALUE}.",
            defaultValue = "table")
    String output = "";

    @Override
    public Exit run(Terminal terminal) {
        Format format = Format.parse(output, Format.TABLE, Format.WIDE, Format.JSON, Format.YAML);
        Subject.parse(words, "");
        KubeClient client = cluster.client();
        Subject subject = Subject.parse(words, namespace.orElse(client.namespace()));
        try {
            print(subject, Explanation.of(subject, client), format, terminal);
            return Exit.DONE;
        } catch (Unexplained e) {
            terminal.error(String.valueOf(e.getMessage()));
            terminal.hint("explanations need the autoscaler of `wain up`; `wain plan --explain` explains a plan for a"
                    + " dump of any cluster");
            return Exit.NO;
        } catch (Refused e) {
            if (e.isAbsent()) {
                terminal.error(String.valueOf(e.getMessage()));
                return Exit.NO;
            }
            throw client.failure(e);
        } catch (IOException e) {
            throw client.failure(e);
        }
    }

    private static void print(Subject subject, Explanation explanation, Format format, Terminal terminal) {
        var out = terminal.out();
        switch (format) {
            case JSON -> out.println(Json.pretty(explanation.document()));
            case YAML -> out.print(Yaml.print(explanation.document()));
            case TABLE, WIDE -> {
                out.println(terminal.bold("WHY " + subject));
                explanation
                        .lines(
                                format == Format.WIDE ? Integer.MAX_VALUE : terminal.columns() - 2,
                                terminal.unicode(),
                                Instant.now(),
                                ZoneId.systemDefault(),
                                terminal::dim)
                        .forEach(line -> out.println(line.isEmpty() ? "" : "  " + line));
            }
            case CSV -> throw Failure.of("-o csv is not known here");
        }
    }
}
