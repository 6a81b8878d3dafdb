package dev.wainwright.cli.plan;

import dev.wainwright.api.read.Finding;
import dev.wainwright.cli.shell.Exit;
import dev.wainwright.cli.shell.Terminal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says on stderr what was wrong with the manifests. */
final class Input {
    private Input() {}

    /** Bad input when something was refused; the rest is still there. */
    static Exit report(List<Finding> findings, Terminal terminal) {
        var exit = Exit.DONE;
        for (Finding finding : findings) {
            switch (finding.severity()) {
                case ERROR -> {
                    terminal.error(finding.toString());
                    exit = Exit.BAD_INPUT;
                }
                case WARNING -> terminal.warning(finding.toString());
                case REWRITE -> terminal.note("rewritten: " + finding);
            }
        }
        return exit;
    }

    /** {@code not used: 3 Ingress (networking.k8s.io/v1), 1 Rollout (argoproj.io/v1alpha1)}; empty when nothing was. */
    static String unknown(Map<String, Integer> kinds) {
        return kinds.isEmpty()
                ? ""
                : kinds.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey())
                        .collect(Collectors.joining(", ", "not used in planning: ", ""));
    }
}
