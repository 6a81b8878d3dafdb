package dev.wainwright.autoscaler.claim;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.autoscaler.condition.ConditionSet;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.store.ObjectKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What all controllers ask of NodeClaims, and of the nodes that belong to them. */
public final class Claims {
    public static final String FINALIZER = "karpenter.sh/termination";
    public static final String LAUNCHED = "Launched";
    public static final String REGISTERED = "Registered";
    public static final String INITIALIZED = "Initialized";
    public static final String CONSOLIDATABLE = "Consolidatable";
    public static final String INSTANCE_TERMINATING = "InstanceTerminating";

    private static final String DO_NOT_DISRUPT = "karpenter.sh/do-not-disrupt";

    /** The moment (RFC 3339) by which a claim that is being deleted has to be gone. */
    public static final String TERMINATION_TIME = "karpenter.sh/nodeclaim-termination-timestamp";

    public static final Index<NodeClaim> BY_PROVIDER = new Index<>(
            NodeClaim.class, "provider", claim -> some(claim.status().providerID()));
    public static final Index<NodeClaim> BY_NODE =
            new Index<>(NodeClaim.class, "node", claim -> some(claim.status().nodeName()));
    public static final Index<Node> NODES =
            new Index<>(Node.class, "provider", node -> some(node.spec().providerID()));
    public static final Index<Pod> PODS = new Index<>(Pod.class, "node", pod -> some(pod.nodeName()));

    private Claims() {}

    private static List<String> some(String value) {
        return value.isEmpty() ? List.of() : List.of(value);
    }

    public static ConditionSet conditions(NodeClaim claim, Instant now) {
        return ConditionSet.of(claim.status().conditions(), claim.metadata(), now, LAUNCHED, REGISTERED, INITIALIZED);
    }

    public static boolean isTrue(NodeClaim claim, String condition) {
        return condition(claim.status().conditions(), condition)
                .filter(Condition::isTrue)
                .isPresent();
    }

    public static Optional<Condition> condition(List<Condition> conditions, String type) {
        for (Condition condition : conditions) {
            if (condition.type().equals(type)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    public static String pool(NodeClaim claim) {
        return claim.metadata().labels().getOrDefault(Labels.NODE_POOL, "");
    }

    public static Optional<NodePool> poolOf(NodeClaim claim, Snapshot snapshot) {
        return snapshot.get(NodePool.class, new ObjectKey("", pool(claim)));
    }

    /** The one node that is a claim's machine; empty before it is there, and when several say so. */
    public static Optional<Node> node(NodeClaim claim, Snapshot snapshot) {
        Collection<Node> nodes = nodes(claim, snapshot);
        return nodes.size() == 1 ? Optional.of(nodes.iterator().next()) : Optional.empty();
    }

    public static Collection<Node> nodes(NodeClaim claim, Snapshot snapshot) {
        return snapshot.where(NODES, claim.status().providerID());
    }

    /** The one claim that a node is the machine of. */
    public static Optional<NodeClaim> claim(Node node, Snapshot snapshot) {
        Collection<NodeClaim> claims = snapshot.where(BY_PROVIDER, node.spec().providerID());
        return claims.size() == 1 ? Optional.of(claims.iterator().next()) : Optional.empty();
    }

    /** Whether a pod is still at work, and there for more than its node alone. */
    public static boolean isWorkload(Pod pod) {
        return !pod.isTerminal() && !pod.isOwnedBy("DaemonSet") && !pod.isOwnedBy("Node");
    }

    /** Whether somebody has asked that a pod or node be left alone for good. */
    public static boolean isProtected(ObjectMeta metadata) {
        return "true".equals(metadata.annotations().get(DO_NOT_DISRUPT));
    }

    public static NodeClaim with(NodeClaim claim, ObjectMeta metadata) {
        return new NodeClaim(metadata, claim.spec(), claim.status(), claim.rest());
    }

    public static NodeClaim with(NodeClaim claim, ConditionSet conditions) {
        NodeClaim.Status known = claim.status();
        return with(
                claim,
                new NodeClaim.Status(
                        known.nodeName(),
                        known.providerID(),
                        known.imageID(),
                        known.capacity(),
                        known.allocatable(),
                        conditions.toList(),
                        known.lastPodEventTime()));
    }

    public static NodeClaim with(NodeClaim claim, NodeClaim.Status status) {
        return new NodeClaim(claim.metadata(), claim.spec(), status, claim.rest());
    }
}
