package dev.wainwright.cluster.endpoint;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.core.Service;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A service's EndpointSlices: its addresses in objects of a hundred at most, all of one object with the same ports. A pod stays
 * in the slice it is in, newcomers fill the free places, and slices that are empty go, but for the last.
 */
final class Slices {
    static final Kind KIND = TreeKinds.builtIn("EndpointSlice");
    static final String SERVICE = "kubernetes.io/service-name";
    static final String MANAGED = "endpointslice.kubernetes.io/managed-by";
    static final String MANAGER = "endpointslice-controller.k8s.io";
    private static final int MOST = 100;
    private static final int LONGEST_PREFIX = 57;

    private final Service service;
    private final String changed;
    private final List<Slice> slices = new ArrayList<>();

    private record Slice(Optional<KubeObject> known, Tree ports, List<Tree> endpoints) {}

    private Slices(Service service, String changed) {
        this.service = service;
        this.changed = changed;
    }

    static List<Write> writes(Service service, List<Backend> backends, List<KubeObject> known, String changed) {
        var slices = new Slices(service, changed);
        var wanted = new LinkedHashMap<Tree, Map<String, Tree>>();
        for (Backend backend : backends) {
            wanted.computeIfAbsent(ports(backend.ports()), any -> new LinkedHashMap<>())
                    .put(backend.pod().metadata().uid(), backend.endpoint());
        }
        known.forEach(slice -> slices.keep(slice, wanted));
        wanted.forEach(slices::add);
        return slices.writes();
    }

    private static Tree ports(List<Port> ports) {
        return ports.isEmpty()
                ? new Tree.Null(0)
                : new Tree.Sequence(
                        ports.stream().map(port -> (Tree) port.toTree(true)).toList(), 0);
    }

    /** The pods of a slice that still belong there, taken out of what is wanted. */
    private void keep(KubeObject slice, Map<Tree, Map<String, Tree>> wanted) {
        Tree given = slice.rest().get("ports");
        Tree ports = given == null ? new Tree.Null(0) : given;
        Map<String, Tree> left = wanted.getOrDefault(ports, Map.of());
        var kept = new ArrayList<Tree>();
        for (Tree each : slice.rest().items("endpoints")) {
            String pod = ((Tree.Mapping) each).mapping("targetRef").text("uid", "");
            if (left.containsKey(pod)) {
                kept.add(left.remove(pod));
            }
        }
        slices.add(new Slice(Optional.of(slice), ports, kept));
    }

    /** Newcomers with these ports. */
    private void add(Tree ports, Map<String, Tree> newcomers) {
        for (Tree endpoint : newcomers.values()) {
            slices.stream()
                    .filter(slice ->
                            slice.ports().equals(ports) && slice.endpoints().size() < MOST)
                    .findFirst()
                    .orElseGet(() -> fresh(ports))
                    .endpoints()
                    .add(endpoint);
        }
    }

    private Slice fresh(Tree ports) {
        var slice = new Slice(Optional.empty(), ports, new ArrayList<>());
        slices.add(slice);
        return slice;
    }

    private List<Write> writes() {
        var writes = new ArrayList<Write>();
        boolean isEmpty = slices.stream().allMatch(slice -> slice.endpoints().isEmpty());
        if (isEmpty) {
            // Somebody who looks for the service's endpoints shall find that there are none.
            Optional<KubeObject> first = slices.stream().findFirst().flatMap(Slice::known);
            update(new Slice(first, new Tree.Null(0), List.of())).ifPresent(writes::add);
        }
        for (int i = 0; i < slices.size(); i++) {
            Slice slice = slices.get(i);
            if (!slice.endpoints().isEmpty()) {
                update(slice).ifPresent(writes::add);
            } else if (!isEmpty || i > 0) {
                slice.known().ifPresent(known -> writes.add(Write.delete(KIND, known)));
            }
        }
        return writes;
    }

    private Optional<Write> update(Slice slice) {
        Map<String, String> labels = new TreeMap<>(service.metadata().labels());
        labels.put(MANAGED, MANAGER);
        labels.put(SERVICE, service.name());
        Headless.mark(service, labels);
        var rest = new Fields()
                .put("addressType", "IPv4")
                .put(
                        "endpoints",
                        slice.endpoints().isEmpty()
                                ? new Tree.Null(0)
                                : new Tree.Sequence(List.copyOf(slice.endpoints()), 0))
                .put("ports", slice.ports())
                .build();
        var wanted = new TreeObject(KIND.apiVersion(), KIND.kind(), metadata(labels), rest);
        return Upkeep.write(KIND, wanted, Map.of(), slice.known(), changed);
    }

    private ObjectMeta metadata(Map<String, String> labels) {
        ObjectMeta own = service.metadata();
        String prefix =
                own.name().substring(0, Math.min(LONGEST_PREFIX, own.name().length())) + '-';
        var owner = new OwnerReference("v1", Kinds.of(Service.class).kind(), own.name(), own.uid(), true, true);
        return ObjectMeta.generated(own.namespace(), prefix).withLabels(labels).withOwnerReferences(List.of(owner));
    }
}
