package dev.wainwright.cluster.endpoint;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.core.Service;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Write;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A service's Endpoints: one object with all addresses, in groups that have the same ports. */
final class EndpointsObject {
    static final Kind KIND = TreeKinds.builtIn("Endpoints");
    static final String MANAGED = "endpoints.kubernetes.io/managed-by";
    static final String MANAGER = "endpoint-controller";
    static final String TRIGGER = "endpoints.kubernetes.io/last-change-trigger-time";
    private static final String OVER = "endpoints.kubernetes.io/over-capacity";

    /** More addresses than that are not told of, as in Kubernetes. */
    private static final int MOST = 1000;

    private EndpointsObject() {}

    /** What has to be written, if anything has to be. */
    static Optional<Write> write(Service service, List<Backend> backends, Optional<KubeObject> known, String changed) {
        List<Backend> told = backends.stream()
                .filter(backend -> !backend.terminating() || Backend.showsUnready(service))
                .toList();
        var rest = new Fields().putIfAny("subsets", subsets(service, told.subList(0, Math.min(MOST, told.size()))));
        Map<String, String> labels = new TreeMap<>(service.metadata().labels());
        labels.put(MANAGED, MANAGER);
        Headless.mark(service, labels);
        var wanted = new TreeObject(
                "v1",
                KIND.kind(),
                ObjectMeta.named(service.metadata().namespace(), service.name()).withLabels(labels),
                rest.build());
        Map<String, String> annotations = new TreeMap<>();
        if (told.size() > MOST) {
            annotations.put(OVER, "truncated");
        }
        return Upkeep.write(KIND, wanted, annotations, known, changed);
    }

    private static List<Tree> subsets(Service service, List<Backend> backends) {
        boolean portless = service.rest().mapping("spec").items("ports").isEmpty();
        var groups = new TreeMap<List<Port>, List<Backend>>(Comparator.comparing(List::toString));
        for (Backend backend : backends) {
            if (portless || !backend.ports().isEmpty()) {
                groups.computeIfAbsent(backend.ports(), any -> new ArrayList<>())
                        .add(backend);
            }
        }
        var subsets = new ArrayList<Tree>();
        groups.forEach((ports, members) -> subsets.add(new Fields()
                .putIfAny("addresses", addresses(members, true))
                .putIfAny("notReadyAddresses", addresses(members, false))
                .putIfAny(
                        "ports", ports.stream().map(port -> port.toTree(false)).toList())
                .build()));
        return subsets;
    }

    private static List<Tree.Mapping> addresses(List<Backend> backends, boolean ready) {
        return backends.stream()
                .filter(backend -> backend.ready() == ready)
                .map(Backend::address)
                .toList();
    }
}
