package dev.wainwright.cli.kube;

import dev.wainwright.cli.shell.Failure;
import dev.wainwright.cli.up.Running;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** Which cluster a command talks to. */
public final class ClusterOptions {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "The kubeconfig. Default: that of the cluster that wain up runs (~/.wainwright/kubeconfig), else"
                            + " $$KUBECONFIG, else ~/.kube/config.")
    Optional<Path> kubeconfig = Optional.empty();

    @Option(names = "--context", paramLabel = "NAME", description = "A context of it, instead of the current one.")
    Optional<String> context = Optional.empty();

    /** A client of the cluster; throws {@link Failure} where the kubeconfig does not tell. */
    public KubeClient client() {
        Path home = Path.of(System.getProperty("user.home"));
        Path file = kubeconfig.orElseGet(() -> found(home, System.getenv(), ClusterOptions::isUp));
        return new KubeClient(KubeconfigReader.read(file, context));
    }

    /**
     * The first kubeconfig that exists; throws {@link Failure} when there is none. What {@code wain up} left behind when it
     * was killed goes last.
     */
    static Path found(Path home, Map<String, String> environment, Predicate<Path> isUp) {
        List<Path> places = new ArrayList<>();
        Path ours = Running.kubeconfig(home);
        boolean up = isUp.test(ours);
        if (up) {
            places.add(ours);
        }
        for (String named : environment.getOrDefault("KUBECONFIG", "").split(File.pathSeparator, -1)) {
            if (!named.isBlank()) {
                places.add(Path.of(named));
            }
        }
        places.add(home.resolve(".kube").resolve("config"));
        if (!up) {
            places.add(ours);
        }
        return places.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> Failure.of(
                        "there is no kubeconfig: none of "
                                + String.join(
                                        ", ",
                                        places.stream().map(Path::toString).toList()) + " exists",
                        "start a cluster with `wain up`, or name one with --kubeconfig FILE"));
    }

    private static boolean isUp(Path kubeconfig) {
        try {
            return Running.find(kubeconfig).isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
