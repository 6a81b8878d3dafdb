package dev.wainwright.api.autoscaling;

import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KeepEmpty;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Room kept free for pods that are yet to come (karpenter-core §1.6). */
public record CapacityBuffer(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest) implements KubeObject {
    /** How much room, and for which pods. */
    public record Spec(
            @Nullable String provisioningStrategy,
            @Nullable TemplateRef podTemplateRef,
            @Nullable ScalableRef scalableRef,
            @Nullable Integer replicas,
            @Nullable Integer percentage,
            Map<String, Quantity> limits) {
        public Spec {
            limits = Map.copyOf(limits);
        }
    }

    /** A pod template in the buffer's namespace. */
    public record TemplateRef(String name) {}

    /** A workload in the buffer's namespace. */
    public record ScalableRef(@Nullable String apiGroup, String kind, String name) {}

    /** What was observed. */
    public record Status(
            @Nullable Integer replicas,
            @KeepEmpty("message") List<Condition> conditions) {
        public Status {
            conditions = List.copyOf(conditions);
        }
    }
}
