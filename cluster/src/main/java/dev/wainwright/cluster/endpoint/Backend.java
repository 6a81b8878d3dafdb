package dev.wainwright.cluster.endpoint;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.Service;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A pod as one service sees it.
 *
 * @param hostname its own name in DNS, if the service gives it one
 * @param serving whether it is ready, even if it is about to go
 * @param ready whether it counts as ready for the service
 */
record Backend(
        Pod pod, String zone, String hostname, boolean ready, boolean serving, boolean terminating, List<Port> ports) {
    private static final String ZONE = "topology.kubernetes.io/zone";

    Backend {
        ports = List.copyOf(ports);
    }

    /** Those of the service, by their addresses. */
    static List<Backend> of(Service service, Snapshot snapshot) {
        var backends = new ArrayList<Backend>();
        for (Pod pod : snapshot.in(Pod.class, service.metadata().namespace())) {
            if (isSelected(service, pod) && !pod.status().podIP().isEmpty() && !pod.isTerminal()) {
                backends.add(of(service, pod, zone(pod, snapshot)));
            }
        }
        backends.sort(Comparator.comparing(backend -> backend.pod().status().podIP()));
        return backends;
    }

    static boolean isSelected(Service service, Pod pod) {
        Map<String, String> selector = service.spec().selector();
        return !selector.isEmpty() && pod.metadata().labels().entrySet().containsAll(selector.entrySet());
    }

    private static Backend of(Service service, Pod pod, String zone) {
        Tree.Mapping spec = service.rest().mapping("spec");
        Tree.Mapping own = pod.rest().mapping("spec");
        boolean terminating = pod.metadata().isTerminating();
        return new Backend(
                pod,
                zone,
                own.text("subdomain", "").equals(service.name()) ? own.text("hostname", "") : "",
                showsUnready(service) || (pod.isReady() && !terminating),
                pod.isReady(),
                terminating,
                Port.of(spec, pod));
    }

    /** Whether the service wants to be told of pods that are not ready as if they were. */
    static boolean showsUnready(Service service) {
        return service.rest().mapping("spec").get("publishNotReadyAddresses") instanceof Tree.Bool wanted
                && wanted.value();
    }

    private static String zone(Pod pod, Snapshot snapshot) {
        return snapshot.get(Node.class, new ObjectKey("", pod.nodeName()))
                .map(node -> node.metadata().labels().getOrDefault(ZONE, ""))
                .orElse("");
    }

    private Tree.Mapping target() {
        return new Fields()
                .put("kind", "Pod")
                .put("name", pod.name())
                .put("namespace", pod.metadata().namespace())
                .put("uid", pod.metadata().uid())
                .build();
    }

    /** As it stands in Endpoints. */
    Tree.Mapping address() {
        return new Fields()
                .put("ip", pod.status().podIP())
                .putIfAny("hostname", hostname)
                .putIfAny("nodeName", pod.nodeName())
                .put("targetRef", target())
                .build();
    }

    /** As it stands in an EndpointSlice. */
    Tree.Mapping endpoint() {
        Tree.Mapping conditions = new Fields()
                .put("ready", ready)
                .put("serving", serving)
                .put("terminating", terminating)
                .build();
        return new Fields()
                .put("addresses", List.of(Tree.text(pod.status().podIP())))
                .put("conditions", conditions)
                .putIfAny("hostname", hostname)
                .put("targetRef", target())
                .putIfAny("nodeName", pod.nodeName())
                .putIfAny("zone", zone)
                .build();
    }
}
