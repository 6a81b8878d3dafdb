package dev.wainwright.solver.firstfit;

import dev.wainwright.model.placement.TopologyTerm;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.catalogue.RequirementTable;
import dev.wainwright.solver.catalogue.ResourceIndex;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.problem.Relaxation;
import dev.wainwright.solver.topology.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pod classes of a decision: the problem's own, and those that come up as pods give up wishes. */
final class ClassStates {
    private final Problem problem;
    private final RequirementTable requirements;
    private final Topology topology;
    private final ResourceIndex resources;
    private final boolean dislikedPools;
    private final List<NodeState> nodes;
    private final List<Claim> claims;
    private final Map<PodDemand, ClassState> states = new HashMap<>();

    /**
     * @param nodes with the pods that run on them
     * @param claims the list that the decision adds its claims to
     */
    ClassStates(
            Problem problem,
            RequirementTable requirements,
            Topology topology,
            ResourceIndex resources,
            List<NodeState> nodes,
            List<Claim> claims) {
        this.problem = problem;
        this.requirements = requirements;
        this.topology = topology;
        this.resources = resources;
        this.nodes = nodes;
        this.claims = claims;
        dislikedPools = Setup.hasDislikedPool(problem);
    }

    /** Compiles the problem's classes, by class number; every group is known and counted before the first is asked. */
    ClassState[] compile() {
        List<PodDemand> demands = problem.classes().stream()
                .map(pod -> problem.ignorePreferences() ? Relaxation.withoutPreferences(pod) : pod)
                .toList();
        demands.forEach(topology::register);
        for (NodeState node : nodes) {
            node.node
                    .pods()
                    .forEach(pod -> pod.antiAffinity().stream()
                            .filter(TopologyTerm::keepsOthersAway)
                            .forEach(term -> topology.registerInverse(term, node)));
        }
        for (NodeState node : nodes) {
            node.node.pods().forEach(pod -> topology.countRunning(pod, node));
        }
        ClassState[] compiled = demands.stream().map(this::state).toArray(ClassState[]::new);
        for (int number : problem.queue()) {
            compiled[number].size++;
        }
        return compiled;
    }

    /** The class with one wish less; null when it has none left to give up. */
    @Nullable
    ClassState relaxed(ClassState state) {
        if (!state.relaxationKnown) {
            state.relaxationKnown = true;
            state.relaxed = Relaxation.step(state.demand, dislikedPools)
                    .map(this::lateState)
                    .orElse(null);
            if (state.relaxed != null) {
                state.relaxed.size = Math.max(state.relaxed.size, state.size);
            }
        }
        return state.relaxed;
    }

    /** The class with every wish given up that can be given up. */
    ClassState mostRelaxed(ClassState original) {
        ClassState last = original;
        for (ClassState next = relaxed(last); next != null; next = relaxed(last)) {
            last = next;
        }
        return last;
    }

    /** A class that comes up while pods are being placed: groups that only it needs have to catch up. */
    private ClassState lateState(PodDemand pod) {
        for (var group : topology.register(pod)) {
            for (NodeState node : nodes) {
                topology.catchUp(group, node.node.pods(), node);
                node.catchUp(topology, group);
            }
            claims.forEach(claim -> claim.catchUp(topology, group));
        }
        return state(pod);
    }

    private ClassState state(PodDemand pod) {
        ClassState known = states.get(pod);
        if (known == null) {
            int strict = requirements.number(pod.strictRequirements());
            known = new ClassState(
                    pod,
                    requirements.number(pod.requirements()),
                    pod.volumeAlternatives().stream()
                            .mapToInt(requirements::number)
                            .toArray(),
                    resources.vector(pod.requests()),
                    topology.membership(pod, strict),
                    problem.catalogue().pools().size());
            states.put(pod, known);
        }
        return known;
    }
}
