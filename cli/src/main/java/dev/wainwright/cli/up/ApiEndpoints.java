package dev.wainwright.cli.up;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.util.List;
import java.util.Map;

/** Where the service {@code kubernetes} leads, which has no selector: to the API server itself. Its port may be another at each start. */
final class ApiEndpoints {
    private static final String NAME = "kubernetes";
    private static final String ADDRESS = "127.0.0.1";

    private ApiEndpoints() {}

    static void tell(ClusterStore store, int port) {
        List<Tree> ports = List.of(new Fields()
                .put("name", "https")
                .put("port", port)
                .put("protocol", "TCP")
                .build());
        Tree.Mapping endpoint = new Fields()
                .putTexts("addresses", List.of(ADDRESS))
                .put("conditions", new Fields().put("ready", true).build())
                .build();
        put(
                store,
                "EndpointSlice",
                Map.of("kubernetes.io/service-name", NAME),
                new Fields()
                        .put("addressType", "IPv4")
                        .put("endpoints", List.of(endpoint))
                        .put("ports", ports)
                        .build());
        Tree.Mapping subset = new Fields()
                .put("addresses", List.of(new Fields().put("ip", ADDRESS).build()))
                .put("ports", ports)
                .build();
        put(
                store,
                "Endpoints",
                Map.of("endpointslice.kubernetes.io/skip-mirror", "true"),
                new Fields().put("subsets", List.of(subset)).build());
    }

    private static void put(ClusterStore store, String name, Map<String, String> labels, Tree.Mapping content) {
        Kind kind = TreeKinds.builtIn(name);
        ObjectMeta metadata = ObjectMeta.named("default", NAME).withLabels(labels);
        var created =
                store.write(new Write.Create(kind, new TreeObject(kind.apiVersion(), kind.kind(), metadata, content)));
        if (created.refusal().orElse(null) instanceof Refusal.AlreadyExists) {
            created = store.write(
                    new Write.Patch(kind, new ObjectKey("default", NAME), content, false, Preconditions.NONE));
        }
        created.orThrow();
    }
}
