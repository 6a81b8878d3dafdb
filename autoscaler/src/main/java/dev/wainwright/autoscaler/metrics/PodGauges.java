package dev.wainwright.autoscaler.metrics;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How each pod is. One series per pod, made when somebody asks: on a big cluster most of a scrape is this. */
final class PodGauges {
    private final Family state;

    PodGauges(Meters meters) {
        state = meters.gauge(
                "karpenter_pods_state",
                "1 for every pod; its labels say how it is and where.",
                "name",
                "namespace",
                "owner",
                "node",
                "scheduled",
                "nodepool",
                "zone",
                "arch",
                "capacity_type",
                "instance_type",
                "phase",
                "ready",
                "managed");
    }

    void read(Snapshot store, Readings readings) {
        for (Pod pod : store.all(Pod.class)) {
            Optional<Node> node =
                    pod.isBound() ? store.get(Node.class, new ObjectKey("", pod.nodeName())) : Optional.empty();
            readings.add(
                    state,
                    1,
                    pod.name(),
                    pod.metadata().namespace(),
                    owner(pod),
                    pod.nodeName(),
                    Boolean.toString(pod.isBound()),
                    label(node, Labels.NODE_POOL),
                    label(node, Labels.ZONE),
                    label(node, Labels.ARCH),
                    label(node, Labels.CAPACITY_TYPE),
                    label(node, Labels.INSTANCE_TYPE),
                    pod.status().phase(),
                    Boolean.toString(pod.isReady()),
                    Boolean.toString(!label(node, Labels.NODE_POOL).isEmpty()));
        }
    }

    private static String label(Optional<Node> node, String key) {
        return node.map(each -> MachineCounts.label(each.metadata(), key)).orElse("");
    }

    /** The path of the first owner, as Karpenter writes it. */
    private static String owner(Pod pod) {
        List<OwnerReference> owners = pod.metadata().ownerReferences();
        if (owners.isEmpty()) {
            return "";
        }
        OwnerReference owner = owners.getFirst();
        return "/apis/" + owner.apiVersion() + "/namespaces/" + pod.metadata().namespace() + '/'
                + owner.kind().toLowerCase(Locale.ROOT) + "s/" + owner.name();
    }
}
