package dev.wainwright.apiserver.admission;

import dev.wainwright.api.tree.Fill;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Objects;

/** What the server has given to a service stays with it when an update does not speak of it: addresses and ports. */
final class GivenOut {
    private static final String ADDRESS = "clusterIP";
    private static final String ADDRESSES = "clusterIPs";
    private static final String NODE_PORT = "nodePort";

    private GivenOut() {}

    static Tree.Mapping keep(Tree.Mapping service, Tree.Mapping before) {
        Tree.Mapping known = before.mapping("spec");
        return Fill.inside(service, "spec", spec -> {
            String type = spec.text("type", "ClusterIP");
            if (type.equals("ExternalName") || known.text("type", "").equals("ExternalName")) {
                return spec;
            }
            Tree.Mapping kept = spec;
            if (spec.text(ADDRESS, "").isEmpty()) {
                kept = copied(copied(kept, known, ADDRESS), known, ADDRESSES);
            }
            boolean open = type.equals("NodePort") || type.equals("LoadBalancer");
            return open ? Fill.each(kept, "ports", port -> nodePort(port, known)) : kept;
        });
    }

    private static Tree.Mapping copied(Tree.Mapping spec, Tree.Mapping known, String name) {
        Tree value = known.get(name);
        return value == null || !spec.items(name).isEmpty() ? spec : spec.with(name, value);
    }

    private static Tree.Mapping nodePort(Tree.Mapping port, Tree.Mapping known) {
        if (port.get(NODE_PORT) != null) {
            return port;
        }
        List<Tree> same = known.items("ports").stream()
                .filter(each -> each instanceof Tree.Mapping other
                        && other.get(NODE_PORT) != null
                        && other.text("protocol", "TCP").equals(port.text("protocol", "TCP"))
                        && Objects.equals(other.get("port"), port.get("port")))
                .toList();
        return same.isEmpty() ? port : copied(port, (Tree.Mapping) same.getFirst(), NODE_PORT);
    }
}
