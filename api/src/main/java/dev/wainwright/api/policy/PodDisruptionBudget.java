package dev.wainwright.api.policy;

import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.IntOrString;
import dev.wainwright.api.meta.KeepEmpty;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.requirement.LabelSelector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many pods of a group may be down by choice. */
public record PodDisruptionBudget(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest)
        implements KubeObject {
    /** The budget; at most one of the two amounts is set. */
    public record Spec(
            @Nullable IntOrString minAvailable,
            @Nullable IntOrString maxUnavailable,
            @Nullable LabelSelector selector,
            String unhealthyPodEvictionPolicy) {}

    /**
     * What the budget allows now.
     *
     * @param disruptedPods evicted pods that have not been seen to go yet, and when they were
     */
    public record Status(
            @Nullable Integer disruptionsAllowed,
            @Nullable Integer currentHealthy,
            @Nullable Integer desiredHealthy,
            @Nullable Integer expectedPods,
            @Nullable Long observedGeneration,
            Map<String, Instant> disruptedPods,
            @KeepEmpty("message") List<Condition> conditions) {
        public Status {
            disruptedPods = Map.copyOf(disruptedPods);
            conditions = List.copyOf(conditions);
        }

        public Status(
                @Nullable Integer disruptionsAllowed,
                @Nullable Integer currentHealthy,
                @Nullable Integer desiredHealthy,
                @Nullable Integer expectedPods) {
            this(disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods, null, Map.of(), List.of());
        }
    }
}
