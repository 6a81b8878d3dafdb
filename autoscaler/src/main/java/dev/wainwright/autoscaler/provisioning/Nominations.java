package dev.wainwright.autoscaler.provisioning;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.store.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which waiting pod was planned onto which node, so that a plan is not made twice while its machines are on their way, and
 * what is reserved for one pod is not given to another. A nomination ends with its pod's wait or with its node; when others
 * have taken its place ({@link #crowdedOut}); and, when the scheduler has not followed it for another reason,
 * {@link #PATIENCE} after the node could have taken the pod.
 */
final class Nominations {
    /** Karpenter's nomination window: twice the longest batch (karpenter-core §2). */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How often to look whether promised places are still free, while pods wait for nodes that are ready. */
    static final Duration GLANCE = Duration.ofMillis(500);

    private final Map<String, Target> byPod = new HashMap<>();

    /** Pods whose place others have taken, and that have no other yet. */
    private final Set<String> crowdedOut = new HashSet<>();

    private final Room room = new Room();
    private Instant glanced = Instant.EPOCH;

    /** There are few targets to many pods; what decides about a pod's nomination is found out once for its target. */
    private final Map<Target, Group> targets = new HashMap<>();

    /** Where a pod is to go. {@code claim} is empty for a node that was there already, {@code node} until one is. */
    private record Target(String claim, String node, Instant since) {}

    /** The pods with one target, by their uids, and the node it had when it was looked at last. */
    private static final class Group {
        private final Map<String, ObjectKey> pods = new TreeMap<>();
        private Optional<String> node = Optional.empty();
    }

    void toClaim(Pod pod, String claim, Instant now) {
        put(pod, new Target(claim, "", now));
    }

    void toNode(Pod pod, String node, Instant now) {
        put(pod, new Target("", node, now));
    }

    private void put(Pod pod, Target target) {
        forget(pod.metadata().uid());
        byPod.put(pod.metadata().uid(), target);
        targets.computeIfAbsent(target, any -> new Group())
                .pods
                .put(pod.metadata().uid(), ObjectKey.of(pod));
    }

    /** Ends the nomination of a pod that waits no longer. */
    void forget(String uid) {
        crowdedOut.remove(uid);
        Target target = byPod.remove(uid);
        if (target != null) {
            targets.computeIfPresent(target, (same, group) -> {
                group.pods.remove(uid);
                return group.pods.isEmpty() ? null : group;
            });
        }
    }

    /** Forgets what is over, and returns the uids of pods whose place is gone, or is not what it was the last time. */
    Set<String> refresh(Snapshot snapshot, Instant now) {
        var moved = new HashSet<String>();
        targets.entrySet().removeIf(entry -> {
            Group group = entry.getValue();
            Optional<String> node = node(entry.getKey(), snapshot);
            boolean isOver = end(entry.getKey(), snapshot)
                    .filter(end -> !now.isBefore(end))
                    .isPresent();
            if (isOver || !node.equals(group.node)) {
                moved.addAll(group.pods.keySet());
            }
            group.node = node;
            if (isOver) {
                byPod.keySet().removeAll(group.pods.keySet());
            }
            return isOver;
        });
        return moved;
    }

    /** Ends the nominations of all but these pods. */
    void retain(Set<String> waiting) {
        byPod.keySet().stream().filter(uid -> !waiting.contains(uid)).toList().forEach(this::forget);
        crowdedOut.retainAll(waiting);
    }

    /** Looks, now and then, whether there is still room for the pods on their nodes; see {@link #crowdedOut}. */
    Set<String> glance(Snapshot snapshot, Instant now) {
        return now.isBefore(glanced.plus(GLANCE)) ? Set.of() : crowdedOut(snapshot, now);
    }

    /**
     * Ends nominations to nodes whose room others have taken meanwhile: pods that came after the plan, and that the scheduler
     * put there before it had been told what was promised. Returns the uids of the pods that are to be planned for anew.
     */
    Set<String> crowdedOut(Snapshot snapshot, Instant now) {
        glanced = now;
        var found = new HashSet<String>();
        targets.forEach((target, group) -> node(target, snapshot)
                .flatMap(name -> snapshot.get(Node.class, new ObjectKey("", name)))
                .ifPresent(node -> found.addAll(room.without(node, group.pods.values(), snapshot))));
        found.forEach(this::forget);
        crowdedOut.addAll(found);
        return found;
    }

    /** Whether the pod's place has been taken by others, whatever its status says it was promised. */
    boolean isCrowdedOut(Pod pod) {
        return crowdedOut.contains(pod.metadata().uid());
    }

    /** The name under which the planner knows the node that a pod is promised to; empty for a pod without promise. */
    Optional<String> place(Pod pod, Snapshot snapshot) {
        Target target = byPod.get(pod.metadata().uid());
        if (target == null) {
            return Optional.empty();
        }
        Optional<String> node = node(target, snapshot);
        return node.isEmpty()
                        && snapshot.get(NodeClaim.class, new ObjectKey("", target.claim()))
                                .isPresent()
                ? Optional.of(target.claim())
                : node;
    }

    /** The node that a pod is promised to, once it is there. */
    Optional<String> node(Pod pod, Snapshot snapshot) {
        Target target = byPod.get(pod.metadata().uid());
        return target == null ? Optional.empty() : node(target, snapshot);
    }

    private static Optional<String> node(Target target, Snapshot snapshot) {
        return target.claim().isEmpty()
                ? Optional.of(target.node())
                : snapshot.get(NodeClaim.class, new ObjectKey("", target.claim()))
                        .flatMap(claim -> Claims.node(claim, snapshot))
                        .map(Node::name);
    }

    /** How long until the first nomination may end by itself. */
    Optional<Duration> next(Snapshot snapshot, Instant now) {
        Instant glance = glanced.plus(GLANCE);
        return targets.keySet().stream()
                .map(target -> end(target, snapshot))
                .flatMap(Optional::stream)
                .map(end -> Duration.between(now, end.isBefore(glance) ? end : glance))
                .min(Duration::compareTo);
    }

    Set<String> claims() {
        var claims = new HashSet<String>();
        targets.keySet().forEach(target -> claims.add(target.claim()));
        claims.remove("");
        return claims;
    }

    /** When a nomination ends by itself; empty while its machine is on its way, the beginning of time when it is gone. */
    private static Optional<Instant> end(Target target, Snapshot snapshot) {
        if (target.claim().isEmpty()) {
            boolean there = snapshot.get(Node.class, new ObjectKey("", target.node()))
                    .filter(node -> !node.metadata().isTerminating())
                    .isPresent();
            return Optional.of(there ? target.since().plus(PATIENCE) : Instant.EPOCH);
        }
        Optional<NodeClaim> claim = snapshot.get(NodeClaim.class, new ObjectKey("", target.claim()));
        if (claim.isEmpty() || claim.get().metadata().isTerminating()) {
            return Optional.of(Instant.EPOCH);
        }
        return Claims.condition(claim.get().status().conditions(), Claims.INITIALIZED)
                .filter(initialized -> initialized.isTrue() && initialized.lastTransitionTime() != null)
                .map(initialized -> {
                    Instant ready = initialized.lastTransitionTime();
                    Instant begin = ready == null || ready.isBefore(target.since()) ? target.since() : ready;
                    return begin.plus(PATIENCE);
                });
    }
}
