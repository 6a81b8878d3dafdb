package dev.wainwright.cluster.admission;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Service;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.Result;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives services their addresses, 10.96.0.0/16, and node ports, 30000 to 32767, and lets them keep them. */
public final class ServiceAddresses implements Admission {
    private static final int FIRST_PORT = 30_000;
    private static final int PORTS = 2_768;
    private static final int FIRST_ADDRESS = 10;
    private static final int ADDRESSES = 65_000;
    /** Steps that share no factor with the sizes: neighbours in time are no neighbours in number. */
    private static final int STRIDE = 7_919;

    private Optional<ClusterStore> services = Optional.empty();
    private int drawn;

    /** To be called once with the store whose services count. */
    public synchronized void look(ClusterStore store) {
        services = Optional.of(store);
    }

    @Override
    public synchronized Result<KubeObject> admit(@Nullable KubeObject before, KubeObject object) {
        if (!(object instanceof Service service)) {
            return Result.ok(object);
        }
        Tree.Mapping known = before == null ? Tree.Mapping.EMPTY : spec(before);
        Tree.Mapping spec = spec(service);
        String type = spec.text("type", "ClusterIP");
        if (!type.equals("ExternalName")) {
            spec = addressed(spec, known);
        }
        if (type.equals("NodePort") || type.equals("LoadBalancer")) {
            spec = ported(spec, known);
        }
        return Result.ok(
                spec.equals(spec(service))
                        ? service
                        : new Service(
                                service.metadata(),
                                service.spec(),
                                service.rest().with("spec", spec)));
    }

    private static Tree.Mapping spec(KubeObject service) {
        return service.rest().mapping("spec");
    }

    private Tree.Mapping addressed(Tree.Mapping spec, Tree.Mapping known) {
        String address = spec.text("clusterIP", known.text("clusterIP", ""));
        if (address.isEmpty()) {
            address = freeAddress();
        }
        return spec.text("clusterIP", "").equals(address)
                        && !spec.items("clusterIPs").isEmpty()
                ? spec
                : spec.with("clusterIP", Tree.text(address))
                        .with("clusterIPs", new Tree.Sequence(List.of(Tree.text(address)), 0));
    }

    private String freeAddress() {
        Set<String> used = new HashSet<>();
        all().forEach(service -> used.add(spec(service).text("clusterIP", "")));
        while (true) {
            int number = FIRST_ADDRESS + Math.floorMod(drawn++ * STRIDE, ADDRESSES);
            String address = "10.96." + (number >> 8) + '.' + (number & 255);
            if (used.add(address)) {
                return address;
            }
        }
    }

    private Tree.Mapping ported(Tree.Mapping spec, Tree.Mapping known) {
        var ports = new ArrayList<Tree>();
        boolean changed = false;
        for (Tree each : spec.items("ports")) {
            if (each instanceof Tree.Mapping port && !hasNodePort(port)) {
                changed = true;
                ports.add(port.with("nodePort", Tree.number(nodePort(port, known))));
            } else {
                ports.add(each);
            }
        }
        return changed ? spec.with("ports", new Tree.Sequence(ports, 0)) : spec;
    }

    private static boolean hasNodePort(Tree.Mapping port) {
        return numberOf(port, "nodePort") > 0;
    }

    private static long numberOf(Tree.Mapping port, String field) {
        return port.get(field) instanceof Tree.Numeral number ? number.value().longValue() : 0;
    }

    private long nodePort(Tree.Mapping port, Tree.Mapping known) {
        for (Tree each : known.items("ports")) {
            if (each instanceof Tree.Mapping old
                    && numberOf(old, "port") == numberOf(port, "port")
                    && hasNodePort(old)) {
                return numberOf(old, "nodePort");
            }
        }
        Set<Long> used = new HashSet<>();
        all().forEach(service -> spec(service).items("ports").forEach(each -> {
            if (each instanceof Tree.Mapping other) {
                used.add(numberOf(other, "nodePort"));
            }
        }));
        while (true) {
            long number = (long) FIRST_PORT + Math.floorMod(drawn++ * STRIDE, PORTS);
            if (used.size() >= PORTS || used.add(number)) {
                return number;
            }
        }
    }

    private List<KubeObject> all() {
        return services.map(store -> store.list(ListRequest.all(Kinds.of(Service.class)))
                        .orThrow()
                        .items())
                .orElse(List.of());
    }
}
