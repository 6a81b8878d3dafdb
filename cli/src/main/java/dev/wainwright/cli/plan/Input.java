package dev.wainwright.cli.plan;

import java.util.Map;
import java.util.stream.Collectors;

/** What was in the manifests and is of no use here. */
final class Input {
    private Input() {}

    /** {@code not used: 3 Ingress (networking.k8s.io/v1), 1 Rollout (argoproj.io/v1alpha1)}; empty when nothing was. */
    static String unknown(Map<String, Integer> kinds) {
        return kinds.isEmpty()
                ? ""
                : kinds.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey())
                        .collect(Collectors.joining(", ", "not used in planning: ", ""));
    }
}
