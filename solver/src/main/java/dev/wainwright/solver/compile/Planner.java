package dev.wainwright.solver.compile;

import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.solver.Plan;
import java.util.List;
import java.util.Optional;

/** The way in: objects of a cluster in, a plan out. */
public final class Planner {
    private Planner() {}

    /** What machines a pool may choose from, before its own requirements; a cloud provider's answer. */
    @FunctionalInterface
    public interface InstanceTypes {
        List<InstanceType> of(NodePool pool);
    }

    /**
     * Plans every waiting pod among {@code objects}. Pods need a name and namespace; the order of the objects does not
     * matter.
     */
    public static Plan plan(List<KubeObject> objects, InstanceTypes instanceTypes, PlanOptions options) {
        if (objects.isEmpty()) {
            return new Plan(
                    0,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    new Plan.Explanations(pod -> Optional.empty(), node -> Optional.empty()));
        }
        throw new IllegalStateException("under construction: " + objects.size() + instanceTypes + options);
    }
}
