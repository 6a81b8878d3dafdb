package dev.wainwright.solver.problem;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Taint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What machines may be launched. Pools are tried in the order of weight, heaviest first, then name, last first
 * (karpenter-core §3.3).
 *
 * @param requirements the pool's own, its labels, and the labels every node of it gets
 * @param remaining what its limits still allow; absent without limits. Only limited resources occur; {@code nodes} counts
 *     machines
 * @param otherSizes how many types are left out because they are smaller or larger than what was asked for
 * @param spot what choice its spot machines must leave
 */
public record Pool(
        String name,
        int weight,
        Requirements requirements,
        List<Taint> taints,
        @Nullable Resources remaining,
        List<InstanceType> instanceTypes,
        int otherSizes,
        SpotChoice spot) {
    public Pool {
        taints = List.copyOf(taints);
        instanceTypes = List.copyOf(instanceTypes);
    }

    /** The same with other machines to choose from. */
    public Pool withTypes(List<InstanceType> others) {
        return new Pool(name, weight, requirements, taints, remaining, others, otherSizes, spot);
    }
}
