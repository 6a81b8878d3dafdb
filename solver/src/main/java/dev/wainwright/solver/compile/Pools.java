package dev.wainwright.solver.compile;

import dev.wainwright.api.apps.DaemonSet;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.placement.HostPorts;
import dev.wainwright.api.placement.NodeTerms;
import dev.wainwright.api.placement.PodRequests;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Knobs;
import dev.wainwright.solver.Reason;
import dev.wainwright.solver.problem.Daemon;
import dev.wainwright.solver.problem.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pools that may open nodes, with what their limits leave (karpenter-core §3.3). */
final class Pools {
    private final ClusterView cluster;
    private final Planner.InstanceTypes instanceTypes;
    private final PoolKnobs knobs;
    private final List<Reason> notes = new ArrayList<>();
    /** What a pool may choose from, cut down to machines of a size that may be launched. */
    private final IdentityHashMap<List<InstanceType>, Map<List<Resources>, List<InstanceType>>> allowed =
            new IdentityHashMap<>();

    Pools(ClusterView cluster, Planner.InstanceTypes instanceTypes, Knobs knobs) {
        this.knobs = new PoolKnobs(knobs);
        this.cluster = cluster;
        this.instanceTypes = instanceTypes;
    }

    List<Pool> all() {
        var pools = new ArrayList<Pool>();
        for (NodePool pool : cluster.nodePools) {
            String obstacle = obstacle(pool);
            if (!obstacle.isEmpty()) {
                notes.add(Reason.of("NodePool " + pool.name() + " " + obstacle));
                continue;
            }
            Knobs asked = knobs.of(pool);
            List<InstanceType> all = instanceTypes.of(pool);
            List<InstanceType> types = ofAllowedSize(all, asked);
            if (types.isEmpty()) {
                notes.add(Reason.of("NodePool " + pool.name() + " has no instance types to choose from"
                        + (asked.limitsNodes() ? " of a size that was asked for" : "")));
                continue;
            }
            pools.add(new Pool(
                    pool.name(),
                    pool.spec().weight() == null ? 0 : pool.spec().weight(),
                    requirements(pool),
                    pool.spec().template().spec().taints(),
                    remaining(pool),
                    types,
                    all.size() - types.size(),
                    PoolKnobs.spot(asked)));
        }
        var overlays = new Overlays(cluster.overlays);
        List<Pool> overlaid = overlays.apply(pools);
        notes.addAll(overlays.notes());
        return overlaid;
    }

    private List<InstanceType> ofAllowedSize(List<InstanceType> types, Knobs asked) {
        return asked.limitsNodes()
                ? allowed.computeIfAbsent(types, t -> new HashMap<>())
                        .computeIfAbsent(
                                List.of(asked.minNode(), asked.maxNode()),
                                sizes -> types.stream()
                                        .filter(type -> asked.allowsNode(type.capacity()))
                                        .toList())
                : types;
    }

    /** What holds for the whole plan: what was asked for, or what the pools that may open nodes ask for. */
    Knobs forAll() {
        return knobs.forAll();
    }

    List<Reason> notes() {
        return notes;
    }

    private static String obstacle(NodePool pool) {
        if (pool.metadata().deletionTimestamp() != null) {
            return "is being deleted";
        }
        if (pool.spec().replicas() != null) {
            return "has a fixed number of nodes (replicas) and opens none for waiting pods";
        }
        return ExistingNodes.isReady(pool.status().conditions()) ? "" : "is not ready";
    }

    private static Requirements requirements(NodePool pool) {
        var all = new ArrayList<Requirement>();
        pool.spec().template().spec().requirements().forEach(wanted -> {
            Requirement requirement = wanted.toRequirement();
            all.add(new Requirement(
                    Labels.normalized(requirement.key()),
                    requirement.complement(),
                    requirement.values(),
                    requirement.atLeast(),
                    requirement.atMost(),
                    requirement.minValues()));
        });
        labels(pool).forEach((key, value) -> all.add(Requirement.in(Labels.normalized(key), value)));
        return Requirements.of(all);
    }

    /** The labels that every node of the pool gets, but for those its requirements decide. */
    private static Map<String, String> labels(NodePool pool) {
        var labels = new TreeMap<String, String>();
        var metadata = pool.spec().template().metadata();
        if (metadata != null) {
            labels.putAll(metadata.labels());
        }
        var nodeClass = pool.spec().template().spec().nodeClassRef();
        if (!nodeClass.group().isEmpty()) {
            labels.put(nodeClass.group() + "/" + nodeClass.kind().toLowerCase(Locale.ROOT), nodeClass.name());
        }
        labels.put(Labels.NODE_POOL, pool.name());
        return labels;
    }

    private @Nullable Resources remaining(NodePool pool) {
        if (pool.spec().limits().isEmpty()) {
            return null;
        }
        Resources limits = Resources.ofQuantities(pool.spec().limits());
        Resources used = Resources.NONE;
        for (Node node : cluster.nodes) {
            if (pool.name().equals(node.metadata().labels().get(Labels.NODE_POOL)) && ExistingNodes.isStaying(node)) {
                used = used.plus(Resources.ofQuantities(node.status().capacity()))
                        .plus(Resources.of("nodes", 1));
            }
        }
        for (NodeClaim claim : cluster.claimsWithoutNode()) {
            if (pool.name().equals(claim.metadata().labels().get(Labels.NODE_POOL)) && ExistingNodes.isStaying(claim)) {
                used = used.plus(Resources.ofQuantities(claim.status().capacity()))
                        .plus(Resources.of("nodes", 1));
            }
        }
        var left = new TreeMap<String, Long>();
        for (int i = 0; i < limits.size(); i++) {
            left.put(limits.name(i), limits.amountAt(i) - used.get(limits.name(i)));
        }
        return Resources.of(left);
    }

    /** The DaemonSets as what they take of each node. */
    static List<Daemon> daemons(ClusterView cluster) {
        var daemons = new ArrayList<Daemon>();
        for (DaemonSet daemonSet : cluster.daemonSets) {
            if (daemonSet.metadata().deletionTimestamp() != null) {
                continue;
            }
            PodSpec spec = daemonSet.spec().template().spec();
            List<Requirements> terms = NodeTerms.required(spec);
            if (!terms.isEmpty()) {
                daemons.add(new Daemon(
                        daemonSet.qualifiedName(),
                        PodRequests.of(spec),
                        spec.tolerations(),
                        terms,
                        HostPorts.of(spec)));
            }
        }
        return daemons;
    }
}
