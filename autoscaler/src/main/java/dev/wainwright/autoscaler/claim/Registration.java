package dev.wainwright.autoscaler.claim;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.autoscaler.condition.ConditionSet;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.runtime.store.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the node that a machine has joined as, and makes it the claim's (karpenter-core §5.2). */
record Registration(Optional<Write> write, String nodeName, String status, String reason, String message) {
    private static final String KEEP_TAINTS = "karpenter.sh/do-not-sync-taints";

    static Registration of(NodeClaim claim, Collection<Node> nodes) {
        if (nodes.isEmpty()) {
            return missing("Unknown", "NodeNotFound", "Node not registered with cluster");
        } else if (nodes.size() > 1) {
            return missing("False", "MultipleNodesFound", "Invariant violated, matched multiple nodes");
        }
        Node node = nodes.iterator().next();
        Node wanted = registered(node, claim);
        return wanted.equals(node)
                ? new Registration(Optional.empty(), node.name(), "True", Claims.REGISTERED, "")
                : new Registration(Optional.of(Write.update(wanted)), "", "Unknown", "NodeNotFound", "");
    }

    private static Registration missing(String status, String reason, String message) {
        return new Registration(Optional.empty(), "", status, reason, message);
    }

    ConditionSet note(ConditionSet conditions) {
        return write.isPresent() ? conditions : conditions.with(Claims.REGISTERED, status, reason, message);
    }

    private static Node registered(Node node, NodeClaim claim) {
        Map<String, String> labels = new HashMap<>(node.metadata().labels());
        labels.putAll(claim.metadata().labels());
        labels.put(Labels.REGISTERED, "true");
        Map<String, String> annotations = new HashMap<>(node.metadata().annotations());
        annotations.putAll(claim.metadata().annotations());
        ObjectMeta metadata = node.metadata()
                .withLabels(labels)
                .withAnnotations(annotations)
                .withFinalizer(Claims.FINALIZER)
                .withOwnerReferences(owners(node, claim));
        return new Node(
                metadata,
                new Node.Spec(node.spec().providerID(), node.spec().unschedulable(), taints(node, claim)),
                node.status(),
                node.rest());
    }

    private static List<OwnerReference> owners(Node node, NodeClaim claim) {
        var owners = new ArrayList<>(node.metadata().ownerReferences());
        if (owners.stream()
                .noneMatch(owner -> owner.uid().equals(claim.metadata().uid()))) {
            var kind = Kinds.of(NodeClaim.class);
            owners.add(new OwnerReference(
                    kind.apiVersion(),
                    kind.kind(),
                    claim.name(),
                    claim.metadata().uid(),
                    null,
                    true));
        }
        return owners;
    }

    private static List<Taint> taints(Node node, NodeClaim claim) {
        var taints = new ArrayList<>(node.spec().taints());
        if (!"true".equals(node.metadata().labels().get(KEEP_TAINTS))) {
            claim.spec().taints().forEach(taint -> add(taint, taints));
            claim.spec().startupTaints().forEach(taint -> add(taint, taints));
        }
        taints.removeIf(taint -> taint.key().equals(Taint.UNREGISTERED.key()));
        return taints;
    }

    private static void add(Taint taint, List<Taint> taints) {
        if (taints.stream().noneMatch(each -> each.matches(taint))) {
            taints.add(taint);
        }
    }
}
