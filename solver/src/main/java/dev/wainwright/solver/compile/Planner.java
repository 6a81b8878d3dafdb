package dev.wainwright.solver.compile;

import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.solver.Knobs;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.Reason;
import dev.wainwright.solver.catalogue.Catalogue;
import dev.wainwright.solver.costoptimal.CostOptimal;
import dev.wainwright.solver.firstfit.FirstFit;
import dev.wainwright.solver.nodegroup.LeastWaste;
import dev.wainwright.solver.problem.Daemon;
import dev.wainwright.solver.uniform.OneType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way in: objects of a cluster in, a plan out. */
public final class Planner {
    private Planner() {}

    /** What machines a pool may choose from, before its own requirements; a cloud provider's answer. */
    @FunctionalInterface
    public interface InstanceTypes {
        List<InstanceType> of(NodePool pool);
    }

    /** Pools, types and daemons compiled; good for any number of plans until one of them changes. */
    public static final class Prepared {
        private final Catalogue catalogue;
        private final List<Daemon> daemons;
        private final List<Reason> notes;
        /** What holds for the whole plan, as pools ask for it. */
        private final Knobs knobs;

        private Prepared(ClusterView cluster, InstanceTypes instanceTypes, Knobs knobs, @Nullable Catalogue last) {
            var pools = new Pools(cluster, instanceTypes, knobs);
            daemons = Pools.daemons(cluster);
            catalogue = last == null ? Catalogue.compile(pools.all(), daemons) : last.updated(pools.all(), daemons);
            notes = pools.notes();
            this.knobs = pools.forAll();
        }
    }

    /** What one plan leaves for the next: pools and types that have not changed are not compiled again. */
    public static final class Memory {
        private volatile @Nullable Catalogue catalogue;
    }

    /** Compiles what is the same from plan to plan; of {@code objects} the pools, overlays and daemon sets matter. */
    public static Prepared prepare(List<KubeObject> objects, InstanceTypes instanceTypes, PlanOptions options) {
        return new Prepared(new ClusterView(objects), instanceTypes, options.knobs(), null);
    }

    /**
     * Plans every waiting pod among {@code objects}. Pods need a name and namespace; the order of the objects does not
     * matter.
     */
    public static Plan plan(List<KubeObject> objects, InstanceTypes instanceTypes, PlanOptions options) {
        return plan(objects, instanceTypes, options, new Memory());
    }

    /**
     * As above, and remembers for the next plan. Plans of one memory look things up in the same tables, and so do their
     * explanations: they wait for each other, and may be asked for by any thread.
     */
    public static Plan plan(List<KubeObject> objects, InstanceTypes instanceTypes, PlanOptions options, Memory memory) {
        var cluster = new ClusterView(objects);
        synchronized (memory) {
            var prepared = new Prepared(cluster, instanceTypes, options.knobs(), memory.catalogue);
            memory.catalogue = prepared.catalogue;
            Plan plan = plan(cluster, prepared, options);
            return plan.with(plan.explanations().oneAtATime(memory));
        }
    }

    /** As above, with pools, types and daemons that were compiled before. */
    public static Plan plan(List<KubeObject> objects, Prepared prepared, PlanOptions options) {
        return plan(new ClusterView(objects), prepared, options);
    }

    private static Plan plan(ClusterView cluster, Prepared prepared, PlanOptions options) {
        Knobs knobs = options.knobs().or(prepared.knobs);
        var classes =
                new PodClasses(cluster, NodeCaps.of(cluster.pods, knobs, options.policy() == Policy.COST_OPTIMAL));
        PendingPods pending = PendingPods.of(cluster.pods, classes);
        int[] queue = pending.queue().stream().mapToInt(classes::number).toArray();
        var nodes = new ExistingNodes(cluster, prepared.daemons, classes);
        var problem = new Problem(
                prepared.catalogue,
                nodes.all(),
                classes.classes(),
                queue,
                options.ignorePreferences(),
                options.bestEffortMinValues());
        var notes = new ArrayList<>(prepared.notes);
        notes.addAll(nodes.notes());
        PlanOfSolution solved = switch (options.policy()) {
            case FIRST_FIT -> new PlanOfSolution(FirstFit.solve(problem), options.policy(), pending);
            case LEAST_WASTE -> new PlanOfSolution(LeastWaste.solve(problem), options.policy(), pending);
            case ONE_TYPE -> new PlanOfSolution(OneType.solve(problem), options.policy(), pending);
            case COST_OPTIMAL ->
                new PlanOfSolution(CostOptimal.solve(problem, options.effort(), knobs, options.lp()), pending);
        };
        return solved.plan(notes);
    }
}
