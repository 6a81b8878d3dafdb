package dev.wainwright.checker;

import dev.wainwright.api.apps.DaemonSet;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which daemons run where (karpenter-core §3.3.10): those that tolerate the node's hard taints and of whose alternative
 * node terms one fits. Of a machine to be, pool and type are known; zone and capacity type count as still open.
 */
final class Daemons {
    private final List<Daemon> all;
    private final Map<String, List<Daemon>> byPoolAndType = new HashMap<>();

    /** One daemon set's pod; what it asks for is what its newest pod asks for, if there is one. */
    private record Daemon(String name, PodSpec spec, NodeDemand demand, Resources requests) {}

    Daemons(World world) {
        all = world.daemonSets().values().stream()
                .map(set -> daemon(world, set))
                .toList();
    }

    private static Daemon daemon(World world, DaemonSet set) {
        PodSpec template = set.spec().template().spec();
        PodSpec newest = newestPod(world, set).map(Pod::spec).orElse(template);
        return new Daemon(set.qualifiedName(), newest, NodeDemand.of(template), PodRequests.of(newest));
    }

    private static Optional<Pod> newestPod(World world, DaemonSet set) {
        return world.pods().values().stream()
                .filter(pod -> pod.metadata().namespace().equals(set.metadata().namespace()))
                .filter(pod -> !pod.isTerminal() && !pod.isTerminating())
                .filter(pod -> pod.metadata().ownerReferences().stream()
                        .anyMatch(owner ->
                                owner.kind().equals("DaemonSet") && owner.name().equals(set.name())))
                .max(Comparator.comparing(Daemons::created));
    }

    private static Instant created(Pod pod) {
        Instant created = pod.metadata().creationTimestamp();
        return created == null ? Instant.EPOCH : created;
    }

    Resources requests(PoolTemplate pool, InstanceType type) {
        return sum(on(pool, type));
    }

    Resources requests(Node node, Map<String, String> labels) {
        return sum(all.stream()
                .filter(daemon -> Taints.repelling(
                                Taints.of(node), daemon.spec().tolerations())
                        .isEmpty())
                .filter(daemon -> daemon.demand().heldBy(labels))
                .toList());
    }

    /** The daemons' names with the host ports that they take on such a machine. */
    Map<String, List<HostPort>> ports(PoolTemplate pool, InstanceType type) {
        var ports = new HashMap<String, List<HostPort>>();
        on(pool, type).forEach(daemon -> ports.put(daemon.name(), HostPort.of(daemon.spec())));
        return ports;
    }

    private List<Daemon> on(PoolTemplate pool, InstanceType type) {
        return byPoolAndType.computeIfAbsent(pool.pool().name() + " " + type.name(), key -> {
            Optional<Requirements> labels = pool.labels(type);
            return all.stream()
                    .filter(daemon -> Taints.repelling(
                                    pool.pool().spec().template().spec().taints(),
                                    daemon.spec().tolerations())
                            .isEmpty())
                    .filter(daemon -> labels.isPresent() && daemon.demand().canBeMetBy(labels.get()))
                    .toList();
        });
    }

    private static Resources sum(List<Daemon> daemons) {
        Resources sum = Resources.NONE;
        for (Daemon daemon : daemons) {
            sum = sum.plus(daemon.requests());
        }
        return sum;
    }
}
