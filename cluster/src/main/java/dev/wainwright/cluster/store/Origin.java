package dev.wainwright.cluster.store;

import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * On whose behalf something is written, and through which door; policies decide by it.
 *
 * @param user empty for the server itself, which no policy holds up
 * @param subresource the one that the request names, where it does not follow from the kind of write
 * @param document what was sent, where that is not the object itself: a Scale, a Binding, an Eviction
 * @param warnings hears what policies want the writer to know
 * @param annotations hears what policies want the audit log to know
 */
public record Origin(
        String user,
        List<String> groups,
        String subresource,
        Tree.Mapping document,
        Consumer<String> warnings,
        BiConsumer<String, String> annotations) {
    /** The server itself. */
    public static final Origin ITSELF = component("", List.of());

    private static final Set<String> KARPENTERS = Set.of("provisioner", "interruption", "nodeclass");
    private static final String ACCOUNTS = "system:serviceaccounts";
    private static final String AUTHENTICATED = "system:authenticated";

    /** Kubernetes' names for parts whose own name is another one. */
    private static final Map<String, String> ACCOUNT_OF = Map.ofEntries(
            Map.entry("volume-binder", "persistent-volume-binder"),
            Map.entry("attacher", "attachdetach-controller"),
            Map.entry("storage-protection", "pvc-protection-controller"),
            Map.entry("ephemeral-volume", "ephemeral-volume-controller"),
            Map.entry("garbagecollector", "generic-garbage-collector"),
            Map.entry("pod-garbage", "pod-garbage-collector"),
            Map.entry("taint-eviction", "node-controller"),
            Map.entry("node-lifecycle", "node-controller"),
            Map.entry("startup-taints", "node-controller"),
            Map.entry("endpoints", "endpointslice-controller"),
            Map.entry("daemonset", "daemon-set-controller"),
            Map.entry("namespace-contents", "root-ca-cert-publisher"));

    public Origin {
        groups = List.copyOf(groups);
    }

    /** A part of the cluster in this process, under the name that it has in Kubernetes. */
    static Origin of(String part) {
        return switch (part) {
            case "scheduler" -> component("system:kube-scheduler", List.of(AUTHENTICATED));
            case "kubelet", "kubelet-node" -> component("system:node", List.of("system:nodes", AUTHENTICATED));
            default -> {
                // Karpenter's controllers say which kind they look after.
                String account = part.contains(".") || KARPENTERS.contains(part)
                        ? "karpenter"
                        : ACCOUNT_OF.getOrDefault(part, part + "-controller");
                yield component(
                        "system:serviceaccount:kube-system:" + account,
                        List.of(ACCOUNTS, ACCOUNTS + ":kube-system", AUTHENTICATED));
            }
        };
    }

    private static Origin component(String user, List<String> groups) {
        return new Origin(user, groups, "", Tree.Mapping.EMPTY, warning -> {}, (key, value) -> {});
    }

    boolean isItself() {
        return user.isEmpty();
    }
}
