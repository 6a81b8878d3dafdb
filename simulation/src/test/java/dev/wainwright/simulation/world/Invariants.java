package dev.wainwright.simulation.world;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.placement.PodRequests;
import dev.wainwright.api.policy.PodDisruptionBudget;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold at every step of a world, whatever goes wrong in it. Kept in step by the changes themselves. */
final class Invariants {
    /** A collection every two minutes, a machine that is young is left alone, and a minute for it to end. */
    private static final Duration COLLECTED = Duration.ofMinutes(5);

    private final SimulatedWorld world;
    private final List<String> broken = new ArrayList<>();
    private final Map<String, Pod> bound = new HashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, NodeClaim> claims = new HashMap<>();
    private final Map<String, String> machineOf = new HashMap<>();
    private final Map<String, Instant> unclaimed = new HashMap<>();

    Invariants(SimulatedWorld world) {
        this.world = world;
        world.store.watch(WatchRequest.all(Kinds.of(Pod.class), 0), this::pod).orThrow();
        world.store.watch(WatchRequest.all(Kinds.of(Node.class), 0), this::node).orThrow();
        world.store
                .watch(WatchRequest.all(Kinds.of(NodeClaim.class), 0), this::claim)
                .orThrow();
        world.store
                .watch(WatchRequest.all(Kinds.of(PodDisruptionBudget.class), 0), this::budget)
                .orThrow();
    }

    List<String> broken() {
        return broken;
    }

    private void pod(WatchEvent event) {
        Pod pod = (Pod) object(event);
        if (pod == null) {
            return;
        }
        boolean counts = pod.isBound() && !pod.isTerminal() && !(event instanceof WatchEvent.Deleted);
        if (!counts) {
            bound.remove(pod.qualifiedName());
        } else if (bound.put(pod.qualifiedName(), pod) == null) {
            fits(pod);
        }
    }

    /** No pod is on a node that cannot hold it. */
    private void fits(Pod pod) {
        Node node = nodes.get(pod.nodeName());
        if (node == null) {
            return;
        }
        Resources asked = Resources.NONE;
        for (Pod each : bound.values()) {
            if (each.nodeName().equals(node.name())) {
                asked = asked.plus(PodRequests.of(each.spec()));
            }
        }
        Resources there = Resources.ofQuantities(node.status().allocatable());
        for (int i = 0; i < asked.size(); i++) {
            if (asked.amountAt(i) > there.get(asked.name(i))) {
                say("node " + node.name() + " has too little " + asked.name(i) + " for " + pod.qualifiedName());
            }
        }
    }

    private void node(WatchEvent event) {
        if (object(event) instanceof Node node) {
            if (event instanceof WatchEvent.Deleted) {
                nodes.remove(node.name());
            } else {
                nodes.put(node.name(), node);
            }
        }
    }

    /** No claim changes its machine, no machine has two claims, and limits are kept. */
    private void claim(WatchEvent event) {
        if (!(object(event) instanceof NodeClaim claim)) {
            return;
        }
        String machine = claim.status().providerID();
        if (event instanceof WatchEvent.Deleted) {
            claims.remove(claim.name());
            machineOf.remove(machine);
            return;
        }
        NodeClaim before = claims.put(claim.name(), claim);
        if (before != null
                && !before.status().providerID().isEmpty()
                && !before.status().providerID().equals(machine)) {
            say("claim " + claim.name() + " changed its machine");
        }
        if (!machine.isEmpty()) {
            String other = machineOf.put(machine, claim.name());
            if (other != null && !other.equals(claim.name())) {
                say("machine " + machine + " has two claims: " + other + " and " + claim.name());
            }
        }
        limits();
    }

    private void limits() {
        for (KubeObject object : world.store
                .list(ListRequest.all(Kinds.of(NodePool.class)))
                .orThrow()
                .items()) {
            var pool = (NodePool) object;
            Resources held = Resources.NONE;
            for (NodeClaim claim : claims.values()) {
                if (pool.name().equals(claim.metadata().labels().get(Labels.NODE_POOL))
                        && !claim.metadata().isTerminating()) {
                    held = held.plus(Resources.ofQuantities(claim.status().capacity()));
                }
            }
            Resources limits = Resources.ofQuantities(pool.spec().limits());
            for (int i = 0; i < limits.size(); i++) {
                if (held.get(limits.name(i)) > limits.amountAt(i)) {
                    say("pool " + pool.name() + " holds more " + limits.name(i) + " than its limit");
                }
            }
        }
    }

    /** No eviction takes more than a budget allows. */
    private void budget(WatchEvent event) {
        if (object(event) instanceof PodDisruptionBudget budget) {
            Integer allowed = budget.status().disruptionsAllowed();
            if (allowed != null && allowed < 0) {
                say("budget " + budget.name() + " was overrun");
            }
        }
    }

    /** To be called now and then, as it is about what does not happen: machines without a claim are gone in time. */
    void look() {
        Instant now = world.driver.now();
        Set<String> seen = new HashSet<>();
        for (Instance machine : world.ec2.instances()) {
            String id = "aws:///" + machine.zone() + "/" + machine.id();
            seen.add(id);
            if (machineOf.containsKey(id) || machine.state().isEnding()) {
                unclaimed.remove(id);
            } else if (now.isAfter(unclaimed.computeIfAbsent(id, any -> now).plus(COLLECTED))) {
                say("machine " + id + " has had no claim for " + COLLECTED);
            }
        }
        unclaimed.keySet().retainAll(seen);
    }

    private void say(String what) {
        broken.add(world.driver.now() + ": " + what);
    }

    private static @Nullable KubeObject object(WatchEvent event) {
        return switch (event) {
            case WatchEvent.Added added -> added.object();
            case WatchEvent.Modified modified -> modified.object();
            case WatchEvent.Deleted deleted -> deleted.object();
            default -> null;
        };
    }
}
