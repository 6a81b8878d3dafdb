package dev.wainwright.api.karpenter;

import dev.wainwright.api.meta.At;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KeepEmpty;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.taint.Taint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One machine asked for, from the wish to its end (karpenter-core §1.4). */
public record NodeClaim(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest) implements KubeObject {
    /** What was asked for; never changes. */
    public record Spec(
            NodeClassReference nodeClassRef,
            List<NodeRequirement> requirements,
            @At("resources.requests") Map<String, Quantity> requests,
            List<Taint> taints,
            List<Taint> startupTaints,
            @Nullable String expireAfter,
            @Nullable String terminationGracePeriod) {
        public Spec {
            requirements = List.copyOf(requirements);
            requests = Map.copyOf(requests);
            taints = List.copyOf(taints);
            startupTaints = List.copyOf(startupTaints);
        }
    }

    /** What was observed. */
    public record Status(
            String nodeName,
            String providerID,
            String imageID,
            Map<String, Quantity> capacity,
            Map<String, Quantity> allocatable,
            @KeepEmpty("message") List<Condition> conditions,
            @Nullable Instant lastPodEventTime) {
        public Status {
            capacity = Map.copyOf(capacity);
            allocatable = Map.copyOf(allocatable);
            conditions = List.copyOf(conditions);
        }
    }
}
