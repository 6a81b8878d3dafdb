package dev.wainwright.solver.compile;

import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.catalogue.Catalogue;
import dev.wainwright.solver.firstfit.FirstFit;
import dev.wainwright.solver.problem.Daemon;
import dev.wainwright.solver.problem.Problem;
import java.util.ArrayList;
import java.util.List;

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
        var cluster = new ClusterView(objects);
        var pools = new Pools(cluster, instanceTypes);
        List<Daemon> daemons = Pools.daemons(cluster);
        var catalogue = Catalogue.compile(pools.all(), daemons);
        var classes = new PodClasses(cluster);
        PendingPods pending = PendingPods.of(cluster.pods);
        int[] queue = pending.queue().stream().mapToInt(classes::number).toArray();
        var nodes = new ExistingNodes(cluster, daemons, classes);
        var problem = new Problem(
                catalogue,
                nodes.all(),
                classes.classes(),
                queue,
                options.ignorePreferences(),
                options.bestEffortMinValues());
        var notes = new ArrayList<>(pools.notes());
        notes.addAll(nodes.notes());
        return new PlanOfSolution(FirstFit.solve(problem), pending).plan(notes);
    }
}
