package dev.wainwright.autoscaler.claim;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.autoscaler.condition.ConditionSet;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.runtime.store.Write;
import java.util.HashMap;
import java.util.Optional;

/** Waits until a registered node can really run pods (karpenter-core §5.3). */
record Initialization(Optional<Write> write, String status, String reason, String message) {
    static Initialization of(NodeClaim claim, Optional<Node> found) {
        if (found.isEmpty()) {
            return waiting("NodeNotFound", "Node not registered with cluster");
        }
        Node node = found.get();
        if (!node.isReady()) {
            return waiting("NodeNotReady", "Node status is NotReady");
        }
        for (Taint taint : node.spec().taints()) {
            if (claim.spec().startupTaints().stream().anyMatch(each -> each.matches(taint))) {
                return waiting("StartupTaintsExist", "StartupTaint \"" + taint + "\" still exists");
            } else if (taint.effect() != Effect.PREFER_NO_SCHEDULE && taint.isEphemeral()) {
                return waiting("KnownEphemeralTaintsExist", "KnownEphemeralTaint \"" + taint + "\" still exists");
            }
        }
        Resources wanted = Resources.ofQuantities(claim.spec().requests());
        Resources there = Resources.ofQuantities(node.status().allocatable());
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.amountAt(i) > 0 && there.get(wanted.name(i)) == 0) {
                return waiting(
                        "ResourceNotRegistered",
                        "Resource \"" + wanted.name(i) + "\" was requested but not registered");
            }
        }
        if ("true".equals(node.metadata().labels().get(Labels.INITIALIZED))) {
            return new Initialization(Optional.empty(), "True", Claims.INITIALIZED, "");
        }
        var labels = new HashMap<>(node.metadata().labels());
        labels.put(Labels.INITIALIZED, "true");
        Node labelled = new Node(node.metadata().withLabels(labels), node.spec(), node.status(), node.rest());
        return new Initialization(Optional.of(Write.update(labelled)), "Unknown", "", "");
    }

    private static Initialization waiting(String reason, String message) {
        return new Initialization(Optional.empty(), "Unknown", reason, message);
    }

    ConditionSet note(ConditionSet conditions) {
        return write.isPresent() ? conditions : conditions.with(Claims.INITIALIZED, status, reason, message);
    }
}
