package dev.wainwright.solver.compile;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.placement.HostPorts;
import dev.wainwright.api.storage.CsiNode;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.placement.VolumeUse;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.solver.Reason;
import dev.wainwright.solver.problem.Daemon;
import dev.wainwright.solver.problem.ExistingNode;
import dev.wainwright.solver.problem.ExistingNode.BoundPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that are there or on their way, with what they have left (karpenter-core §2 "Cluster state", §3.3 step 12).
 * Nodes that are being deleted take no more pods and are left out; so are node claims whose machine is not known yet.
 */
final class ExistingNodes {
    private static final Taint UNSCHEDULABLE = new Taint("node.kubernetes.io/unschedulable", "", Effect.NO_SCHEDULE);
    private final ClusterView cluster;
    private final List<Daemon> daemons;
    private final PodClasses classes;
    private final Map<String, List<Pod>> podsByNode = new HashMap<>();
    private final Map<String, NodeClaim> claimsByNode = new TreeMap<>();
    private final List<Reason> notes = new ArrayList<>();

    ExistingNodes(ClusterView cluster, List<Daemon> daemons, PodClasses classes) {
        this.cluster = cluster;
        this.daemons = daemons;
        this.classes = classes;
        for (Pod pod : cluster.pods) {
            if (pod.isBound() && !pod.isTerminal()) {
                podsByNode
                        .computeIfAbsent(pod.nodeName(), name -> new ArrayList<>())
                        .add(pod);
            }
        }
        indexClaims();
    }

    List<ExistingNode> all() {
        var found = new ArrayList<ExistingNode>();
        for (Node node : cluster.nodes) {
            NodeClaim claim = claimsByNode.get(node.name());
            if (isStaying(node) && (claim == null || isStaying(claim))) {
                found.add(existing(node, claim));
            } else {
                notes.add(Reason.of("node " + node.name() + " is being deleted and takes no more pods"));
            }
        }
        for (NodeClaim claim : cluster.nodeClaims) {
            if (!claimsByNode.containsValue(claim) && isStaying(claim)) {
                if (claim.status().allocatable().isEmpty()) {
                    notes.add(Reason.of("node claim " + claim.name()
                            + " has not been launched yet; what it will carry is not known"));
                } else {
                    found.add(onItsWay(claim));
                }
            }
        }
        return found;
    }

    List<Reason> notes() {
        return notes;
    }

    private void indexClaims() {
        var nodesByProvider = new HashMap<String, Node>();
        cluster.nodes.forEach(node -> nodesByProvider.put(node.spec().providerID(), node));
        for (NodeClaim claim : cluster.nodeClaims) {
            Node node = claim.status().providerID().isEmpty()
                    ? null
                    : nodesByProvider.get(claim.status().providerID());
            if (node != null) {
                claimsByNode.put(node.name(), claim);
            } else if (!claim.status().nodeName().isEmpty()) {
                claimsByNode.put(claim.status().nodeName(), claim);
            }
        }
    }

    /** Whether pods may still be put on the node. */
    static boolean isStaying(Node node) {
        return node.metadata().deletionTimestamp() == null;
    }

    static boolean isStaying(NodeClaim claim) {
        return claim.metadata().deletionTimestamp() == null
                && claim.status().conditions().stream()
                        .noneMatch(condition -> condition.type().equals("InstanceTerminating") && condition.isTrue());
    }

    private ExistingNode existing(Node node, @Nullable NodeClaim claim) {
        Map<String, String> labels = new HashMap<>(node.metadata().labels());
        boolean initialized = claim == null || "true".equals(labels.get(Labels.INITIALIZED));
        boolean registered = claim == null || "true".equals(labels.get(Labels.REGISTERED));
        Resources allocatable = Resources.ofQuantities(
                node.status().allocatable().isEmpty()
                        ? node.status().capacity()
                        : node.status().allocatable());
        if (claim != null && !initialized) {
            allocatable = filled(allocatable, claim.status().allocatable());
        }
        if (claim != null && !registered) {
            claim.metadata().labels().forEach(labels::putIfAbsent);
        }
        List<Taint> taints = new ArrayList<>(
                registered || claim == null
                        ? node.spec().taints()
                        : claim.spec().taints());
        if (claim != null && !initialized) {
            taints.removeIf(taint -> isPassing(taint, claim));
        }
        if (Boolean.TRUE.equals(node.spec().unschedulable()) && !taints.contains(UNSCHEDULABLE)) {
            taints.add(UNSCHEDULABLE);
        }
        return node(node.name(), initialized, labels, taints, allocatable);
    }

    private ExistingNode onItsWay(NodeClaim claim) {
        return node(
                claim.name(),
                false,
                claim.metadata().labels(),
                claim.spec().taints(),
                Resources.ofQuantities(claim.status().allocatable()));
    }

    private ExistingNode node(
            String name, boolean initialized, Map<String, String> labels, List<Taint> taints, Resources allocatable) {
        List<Pod> pods = podsByNode.getOrDefault(name, List.of());
        Resources taken = Resources.NONE;
        Resources daemonsRunning = Resources.NONE;
        var ports = new ArrayList<HostPort>();
        var volumes = new ArrayList<VolumeUse>();
        var bound = new ArrayList<BoundPod>();
        for (Pod pod : pods) {
            Resources requests = classes.requests(pod.spec());
            taken = taken.plus(requests);
            if (pod.isOwnedBy("DaemonSet")) {
                daemonsRunning = daemonsRunning.plus(requests);
            }
            ports.addAll(HostPorts.of(pod.spec()));
            volumes.addAll(classes.volumeTerms().of(pod).uses());
            if (!pod.isTerminating()) {
                bound.add(boundPod(pod));
            }
        }
        Map<String, String> stable = Labels.normalized(labels);
        Requirements asDemands = Requirements.ofLabels(stable);
        Resources expected = Resources.NONE;
        for (Daemon daemon : daemons) {
            if (runsOn(daemon, asDemands, taints)) {
                expected = expected.plus(daemon.requests());
            }
        }
        Resources toCome = expected.minus(daemonsRunning).max(Resources.NONE);
        return new ExistingNode(
                name,
                initialized,
                stable,
                taints,
                allocatable.minus(taken).minus(toCome),
                ports,
                attachable(name, volumes),
                volumes,
                bound);
    }

    private BoundPod boundPod(Pod pod) {
        Map<String, String> asked = classes.asked(pod.metadata().labels());
        return new BoundPod(
                pod.metadata().namespace(),
                asked,
                classes.podTerms()
                        .requiredAntiAffinity(pod.spec(), pod.metadata().namespace(), asked));
    }

    private Map<String, Integer> attachable(String node, List<VolumeUse> attached) {
        CsiNode limits = cluster.csiNodes.get(node);
        if (limits == null) {
            return Map.of();
        }
        var left = new TreeMap<String, Integer>();
        for (CsiNode.Driver driver : limits.spec().drivers()) {
            Integer most =
                    driver.allocatable() == null ? null : driver.allocatable().count();
            if (most != null) {
                long inUse = attached.stream()
                        .filter(volume -> volume.driver().equals(driver.name()))
                        .filter(volume -> volume.id().isEmpty())
                        .count();
                long shared = attached.stream()
                        .filter(volume -> volume.driver().equals(driver.name())
                                && !volume.id().isEmpty())
                        .distinct()
                        .count();
                left.put(driver.name(), (int) (most - inUse - shared));
            }
        }
        return left;
    }

    private static boolean runsOn(Daemon daemon, Requirements node, List<Taint> taints) {
        return taints.stream()
                        .allMatch(taint -> taint.effect() == Effect.PREFER_NO_SCHEDULE
                                || taint.equals(UNSCHEDULABLE)
                                || taint.toleratedBy(daemon.tolerations()))
                && daemon.requiredTerms().stream().anyMatch(term -> node.satisfies(term, key -> false));
    }

    /** Taints that go away by themselves while a node starts. */
    private static boolean isPassing(Taint taint, NodeClaim claim) {
        return taint.isEphemeral() || claim.spec().startupTaints().stream().anyMatch(startup -> startup.matches(taint));
    }

    private static Resources filled(Resources seen, Map<String, Quantity> promised) {
        Resources all = seen;
        for (var entry : promised.entrySet()) {
            if (seen.get(entry.getKey()) == 0) {
                all = all.with(entry.getKey(), Resources.amount(entry.getKey(), entry.getValue()));
            }
        }
        return all;
    }

    /** Whether a pool or class says of itself that it is not ready; one without status counts as ready. */
    static boolean isReady(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> condition.type().equals("Ready"))
                .noneMatch(condition -> condition.status().equals("False"));
    }
}
