package dev.wainwright.cli.top;

import dev.wainwright.cli.catalog.SourceOptions;
import dev.wainwright.cli.kube.ClusterOptions;
import dev.wainwright.cli.kube.KubeClient;
import dev.wainwright.cli.output.Document;
import dev.wainwright.cli.output.Format;
import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import dev.wainwright.cli.top.picture.Picture;
import dev.wainwright.cli.top.screen.Plain;
import dev.wainwright.cli.top.screen.Sort;
import dev.wainwright.cli.top.screen.View;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wain top}. */
@Command(
        name = "top",
        description = {
            "",
            "Shows a cluster's nodes with what they carry and cost, its pools, the pods that wait and why, and what the"
                    + " autoscaler decided; live on a terminal, once otherwise. For the cluster of wain up and for any"
                    + " other, with Karpenter or without.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  wain top",
            "  wain top --kubeconfig ~/.kube/config --context production",
            "  wain top --once --sort price",
            "  wain top -o json | jq .totals.monthlyPrice",
            "",
            "Keys: q quits, ? lists the others.",
            "Exit codes: 0 done; 1 wrong usage, or the cluster cannot be reached."
        })
public final class TopCommand implements Action {
    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--once", description = "Print everything once and end, also on a terminal.")
    boolean once;

    @Option(
            names = "--sort",
            paramLabel = "COLUMN",
            description = "name, pool, type, zone, capacity, status, age, cpu, memory, pods or price."
                    + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "name")
    String sort = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table, wide, json or yaml: print once in this format.")
    String output = "";

    @Mixin
    SourceOptions source = new SourceOptions();

    @Override
    public Exit run(Terminal terminal) {
        Format format =
                Format.parse(output.isEmpty() ? "table" : output, Format.TABLE, Format.WIDE, Format.JSON, Format.YAML);
        Sort order = Sort.parse(sort);
        KubeClient client = cluster.client();
        if (output.isEmpty() && !once && Terminal.isScreen()) {
            return live(client, order, terminal);
        }
        print(client, format, order, terminal);
        return Exit.DONE;
    }

    private void print(KubeClient client, Format format, Sort order, Terminal terminal) {
        try (var watching = watching(client, terminal::warning, () -> {})) {
            watching.readOnce();
            Picture picture = watching.picture();
            if (format == Format.JSON || format == Format.YAML) {
                PictureDocument.write(picture, Document.to(terminal, format));
            } else {
                Plain.lines(picture, order, format == Format.WIDE, Instant.now(), terminal.unicode())
                        .forEach(line -> terminal.out().println(line));
            }
        } catch (IOException e) {
            throw client.failure(e);
        }
    }

    private Exit live(KubeClient client, Sort order, Terminal terminal) {
        var news = new AtomicBoolean(true);
        check(client);
        try (var watching = watching(client, warning -> {}, () -> news.set(true))) {
            watching.start();
            try (var screen = LiveTerminal.open(terminal.color(), () -> news.set(true))) {
                new LiveView(client, watching::picture, terminal.unicode(), news).run(screen, View.of(order));
            }
            return Exit.DONE;
        } catch (IOException e) {
            throw Failure.of("the terminal cannot be used: " + e.getMessage(), "--once prints everything once");
        }
    }

    /** Who cannot get in at all should read so on a screen that stays. */
    private static void check(KubeClient client) {
        try {
            client.get("/version");
        } catch (IOException e) {
            throw client.failure(e);
        }
    }

    private Watching watching(KubeClient client, Consumer<String> warn, Runnable changed) {
        return new Watching(client, region -> source.nodePrices(region, warn), changed);
    }
}
