package dev.wainwright.cli.up;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.read.RawDocument;
import dev.wainwright.apiserver.journal.JournalException;
import dev.wainwright.cli.output.Findings;
import dev.wainwright.cli.shell.Action;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.shell.Terminal;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wain up}. */
@Command(
        name = "up",
        description = {
            "",
            "Starts a Kubernetes cluster in this process, with a simulated EC2 and our autoscaler, for kubectl to talk to:"
                    + " no Docker, no virtual machines, no AWS account. Pods are timed life cycles, not containers.",
            ""
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  wain up",
            "  wain up --port 6443 -f examples/general-purpose",
            "  wain up --speed 10 --stages seed",
            "  wain up --nodes 3",
            "  wain up --port 6443 --data-dir ~/.wainwright/data",
            "",
            "Exit codes: 0 stopped by its user; 1 wrong usage or input, the port is taken, or the data folder is in use or damaged."
        })
public final class UpCommand implements Action {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", paramLabel = "PORT", description = "Port on 127.0.0.1; 0 takes any free one (default 0).")
    int port;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "Where to write the kubeconfig (default ~/.wainwright/kubeconfig; never ~/.kube/config by itself).")
    Path kubeconfig = Running.kubeconfig(Path.of(System.getProperty("user.home")));

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "How many times faster than real time the cluster's clock runs (default 1).")
    double speed = 1;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Decides everything that is drawn by chance (default 1).")
    long seed = 1;

    @Option(
            names = "--stages",
            paramLabel = "PRESET",
            description =
                    "How long machines and pods take to start: typical, seed (fixed times) or none (default typical).")
    String stages = "typical";

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            description =
                    "Keep the cluster in this folder, so that it goes on after a restart; every answered write is on the"
                            + " disk. Without it, the cluster ends with its process.")
    Optional<Path> data = Optional.empty();

    @Option(
            names = "--audit-log",
            paramLabel = "FILE",
            description = "Append every request to this file, as events of audit.k8s.io/v1, one per line.")
    Optional<Path> audit = Optional.empty();

    @Option(names = "--bare", description = "Without the default NodePool, EC2NodeClass and StorageClass.")
    boolean bare;

    @Option(
            names = "--no-autoscaler",
            description = "Without our autoscaler; nodes come only from whoever creates them.")
    boolean noAutoscaler;

    @Option(
            names = "--nodes",
            paramLabel = "NODES",
            description =
                    "Nodes that a new cluster has from the start and that the autoscaler leaves alone: a number, or types"
                            + " with numbers such as m7g.large=2,r7g.large=1 (default none).")
    String nodes = "";

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "PATH",
            description = "Manifests to begin with: files, folders, or - for stdin. May be repeated.")
    List<String> files = List.of();

    @Option(
            names = {"-d", "--detach"},
            description =
                    "Run in the background, once the cluster answers; its output goes to a file beside the kubeconfig.")
    boolean detach;

    @Override
    public Exit run(Terminal terminal) {
        // Jetty speaks through SLF4J, which would complain to users that nobody listens to it.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        check();
        return detach && !Background.isHere() ? inBackground(terminal) : here(terminal);
    }

    private Exit inBackground(Terminal terminal) {
        if (files.contains("-")) {
            throw Failure.of("-f - and -d do not go together", "write the manifests into a file");
        }
        try {
            Running running = Background.start(
                    kubeconfig, spec.root().commandLine().getParseResult().originalArgs());
            greet(terminal, running.address(), "wain down stops it", data.isPresent());
        } catch (IOException e) {
            throw Failure.of("cannot start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Exit.DONE;
    }

    private Exit here(Terminal terminal) {
        var contents = new RunningCluster.Contents(given(terminal), FirstNodes.of(FirstNodes.parse(nodes)));
        try (var cluster = RunningCluster.start(
                new RunningCluster.Plan(port, kubeconfig, speed, seed, stages, !noAutoscaler, bare, data, audit),
                contents)) {
            Findings.report(cluster.refused(), terminal);
            cluster.notes().forEach(note -> terminal.err().println("note: " + note));
            Running.here(cluster.address(), data).write(kubeconfig);
            greet(terminal, cluster.address(), "Ctrl-C stops it", cluster.isDurable());
            waitForSignal(cluster);
            terminal.err().println("stopping");
        } catch (FileSystemException e) {
            throw Failure.of(
                    e.getFile() + " cannot be used: "
                            + (e.getReason() == null ? e.getClass().getSimpleName() : e.getReason()),
                    "--data-dir, --kubeconfig and --audit-log need a place where you may write");
        } catch (JournalException e) {
            throw Failure.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw Failure.of("cannot start: " + e.getMessage(), "another --port, or 0 for any that is free");
        }
        return Exit.DONE;
    }

    private void check() {
        if (port < 0 || port > 65_535) {
            throw Failure.of("--port " + port + " is not a port", "use 0 to 65535; 0 takes any that is free");
        }
        if (!(speed >= 0.01 && speed <= 10_000)) {
            throw Failure.of("--speed " + speed + " is out of bounds", "use 0.01 to 10000");
        }
        if (!List.of("typical", "seed", "none").contains(stages)) {
            throw Failure.of("--stages " + stages + " is not known", "use typical, seed or none");
        }
        FirstNodes.parse(nodes);
        try {
            Running.find(kubeconfig).ifPresent(UpCommand::refuse);
        } catch (IOException e) {
            throw Failure.of("cannot read " + Running.file(kubeconfig) + ": " + e.getMessage());
        }
    }

    /** Its kubeconfig would be overwritten, and nobody could reach or stop it any more. */
    private static void refuse(Running other) {
        throw Failure.of(
                "a cluster runs already with this kubeconfig, at " + other.address() + " in process " + other.pid(),
                "wain down stops it; with --kubeconfig FILE another one runs beside it");
    }

    private List<RawDocument> given(Terminal terminal) {
        var findings = new ArrayList<Finding>();
        List<RawDocument> documents = RawDocument.read(files, System.in, findings::add);
        Findings.report(findings, terminal);
        return documents;
    }

    private void greet(Terminal terminal, String address, String end, boolean durable) {
        var out = terminal.out();
        out.println(terminal.bold("Wainwright's cluster is up") + " at " + address + ".");
        out.println();
        out.println("  export KUBECONFIG=" + kubeconfig.toAbsolutePath());
        out.println("  kubectl get nodepools");
        out.println("  kubectl create deployment web --image=nginx --replicas=3");
        out.println("  kubectl get pods,nodeclaims,nodes -w");
        out.println();
        out.println(end + (durable ? "." : ", and everything in it is gone then."));
        out.flush();
    }

    private static void waitForSignal(RunningCluster cluster) {
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            cluster.close();
            stopped.countDown();
        }));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
