package dev.wainwright.api.karpenter;

import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KeepEmpty;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Corrects prices and capacities of instance types (karpenter-core §1.5). */
public record NodeOverlay(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest) implements KubeObject {
    /** What to correct; at most one of the two prices is set. */
    public record Spec(
            List<NodeRequirement> requirements,
            @Nullable String price,
            @Nullable String priceAdjustment,
            Map<String, Quantity> capacity,
            @Nullable Integer weight) {
        public Spec {
            requirements = List.copyOf(requirements);
            capacity = Map.copyOf(capacity);
        }
    }

    /** What was observed. */
    public record Status(@KeepEmpty("message") List<Condition> conditions) {
        public Status {
            conditions = List.copyOf(conditions);
        }
    }
}
