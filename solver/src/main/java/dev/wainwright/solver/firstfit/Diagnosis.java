package dev.wainwright.solver.firstfit;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.solver.Reason;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.CompiledPool;
import dev.wainwright.solver.catalogue.TypeTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Explains why a pod class fits nowhere, by asking the finished decision again, rule by rule. Deciding itself records
 * nothing, so a plan whose reasons nobody reads costs nothing extra.
 */
final class Diagnosis {
    private final FirstFit state;

    Diagnosis(FirstFit state) {
        this.state = state;
    }

    /** One reason per pool, and one for the existing nodes together. */
    List<Reason> unschedulable(ClassState original) {
        if (!original.demand.impossible().isEmpty()) {
            return List.of(Reason.of(original.demand.impossible()));
        }
        ClassState pod = state.classes().mostRelaxed(original);
        var reasons = new ArrayList<Reason>();
        for (PoolState pool : state.pools()) {
            reasons.add(pool(pod, pool));
        }
        if (state.pools().isEmpty()) {
            reasons.add(Reason.of("there is no NodePool that could open a node"));
        }
        existingNodes(pod).ifPresent(reasons::add);
        return reasons;
    }

    /** Why the pool cannot open a node for the pod. */
    Reason pool(ClassState pod, PoolState pool) {
        String name = "NodePool " + pool.compiled.pool().name() + ": ";
        for (Taint taint : pool.compiled.pool().taints()) {
            if (!taint.toleratedBy(pod.demand.tolerations())) {
                return Reason.of(name + "its taint " + taint + " is not tolerated");
            }
        }
        Requirements offered = pool.compiled.pool().requirements();
        Requirements wanted = pod.demand.strictRequirements();
        var undefined = offered.undefined(wanted, Labels::isWellKnown);
        if (undefined.isPresent()) {
            return Reason.of(name + "the pod asks for " + wanted.get(undefined.get())
                    + ", a label that nodes of this pool do not get");
        }
        var conflict = offered.conflict(wanted);
        if (conflict.isPresent()) {
            return Reason.of(name + "the pod asks for " + wanted.get(conflict.get()) + ", the pool offers "
                    + offered.get(conflict.get()));
        }
        return types(name, pod, pool);
    }

    private Reason types(String name, ClassState pod, PoolState pool) {
        CompiledPool compiled = pool.compiled;
        TypeTable table = compiled.table();
        var steps = new ArrayList<Reason>();
        long[] left = table.all();
        int all = table.size() + compiled.pool().otherSizes();
        int before = step(steps, all, left, "smaller or larger than nodes may be");
        Requirements wanted = compiled.pool().requirements().and(pod.demand.strictRequirements());
        for (Requirement requirement : wanted.byKey().values()) {
            Bits.and(left, table.matching(Requirements.of(requirement)));
            before = step(steps, before, left, requirement.toString());
        }
        Bits.and(left, compiled.candidates());
        Bits.and(left, table.sold(wanted));
        before = step(steps, before, left, "not for sale now in any zone and capacity type that is left");
        if (Bits.isEmpty(left)) {
            return new Reason(name + "no instance type is left", steps);
        }
        if (pool.isFull()) {
            return Reason.of(name + "its limit of nodes is reached");
        }
        long[] beforeLoad = left.clone();
        compiled.keepCarriers(left, pod.load);
        before = step(steps, before, left, "too small for " + amounts(pod.demand.requests()));
        if (Bits.isEmpty(left)) {
            return new Reason(
                    name + "no instance type is large enough: " + nearestMiss(compiled, beforeLoad, pod), steps);
        }
        long[] beforeLimits = left.clone();
        pool.keepWithinLimits(left);
        step(steps, before, left, "larger than the pool's limits leave: " + limits(pool));
        if (Bits.isEmpty(left)) {
            return new Reason(name + "its limits leave no room for " + nearest(table, beforeLimits), steps);
        }
        return topology(name, pod, steps, left);
    }

    private Reason topology(String name, ClassState pod, List<Reason> steps, long[] left) {
        var closed = new ArrayList<>(steps);
        state.topology().describeClosed(pod.membership).forEach(line -> closed.add(Reason.of(line)));
        String text = closed.size() > steps.size()
                ? "the rules about other pods leave no domain"
                : Bits.count(left) + " instance types would do, but not where its volumes, ports or minValues allow";
        return new Reason(name + text, closed);
    }

    private static int step(List<Reason> steps, int before, long[] left, String rule) {
        int after = Bits.count(left);
        if (after < before) {
            steps.add(Reason.of(before - after + " of " + before + " instance types removed: " + rule));
        }
        return after;
    }

    /** The type that comes closest, and what it lacks. */
    private static String nearestMiss(CompiledPool pool, long[] candidates, ClassState pod) {
        record Miss(String type, String lacks, int resources, double share) {}
        var misses = new ArrayList<Miss>();
        Resources wanted = pod.demand.requests();
        for (int type = Bits.next(candidates, 0); type >= 0; type = Bits.next(candidates, type + 1)) {
            InstanceType instance = pool.table().type(type);
            Resources room = instance.allocatable().minus(pool.daemonRequests(type));
            var lacks = new ArrayList<String>();
            double share = 0;
            for (int i = 0; i < wanted.size(); i++) {
                String resource = wanted.name(i);
                long more = wanted.amountAt(i) - room.get(resource);
                if (wanted.amountAt(i) > 0 && more > 0) {
                    lacks.add(Resources.quantity(resource, more) + " " + resource);
                    share += (double) more / wanted.amountAt(i);
                }
            }
            misses.add(new Miss(instance.name(), String.join(" and ", lacks), lacks.size(), share));
        }
        Miss nearest = misses.stream()
                .min(Comparator.comparingInt(Miss::resources)
                        .thenComparingDouble(Miss::share)
                        .thenComparing(Miss::type))
                .orElseThrow();
        return "the nearest, " + nearest.type + ", needs " + nearest.lacks + " more";
    }

    private static String nearest(TypeTable table, long[] types) {
        int type = Bits.next(types, 0);
        return Bits.count(types) == 1 ? table.type(type).name() : "any of " + Bits.count(types) + " instance types";
    }

    private static String limits(PoolState pool) {
        var texts = new ArrayList<String>();
        pool.remaining().forEach((resource, left) -> texts.add(Resources.quantity(resource, left) + " " + resource));
        return texts.isEmpty() ? "none" : String.join(", ", texts);
    }

    private static String amounts(Resources resources) {
        var texts = new ArrayList<String>();
        resources.toQuantities().forEach((name, amount) -> {
            if (!name.equals(Resources.PODS)) {
                texts.add(amount + " " + name);
            }
        });
        return texts.isEmpty() ? "one more pod" : String.join(", ", texts);
    }

    /** What stood before the claim in the order of trying and did not take the pod. */
    List<Reason> passedOver(ClassState pod, Claim claim) {
        var reasons = new ArrayList<Reason>();
        existingNodes(pod).ifPresent(reasons::add);
        for (PoolState pool : state.pools().subList(0, claim.poolNumber())) {
            reasons.add(pool(pod, pool));
        }
        return reasons;
    }

    private Optional<Reason> existingNodes(ClassState pod) {
        if (state.nodes().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Integer> counts = new TreeMap<>();
        state.nodes().forEach(node -> counts.merge(refusal(pod, node), 1, Integer::sum));
        var because = counts.entrySet().stream()
                .map(entry -> Reason.of(entry.getValue() + " × " + entry.getKey()))
                .toList();
        int size = state.nodes().size();
        return Optional.of(new Reason(size == 1 ? "the existing node" : size + " existing nodes", because));
    }

    private String refusal(ClassState pod, NodeState node) {
        for (Taint taint : node.taints()) {
            if (!taint.toleratedBy(pod.demand.tolerations())) {
                return "taint " + taint + " is not tolerated";
            }
        }
        Requirements labels = state.requirements().set(node.requirements());
        Requirements wanted = pod.demand.strictRequirements();
        if (!labels.satisfies(wanted, key -> false)) {
            return "labels are not those the pod asks for";
        }
        if (!node.hasRoomFor(pod.load)) {
            return "not enough room";
        }
        if (!node.canAttach(pod.demand.volumes())) {
            return "cannot attach more volumes";
        }
        return "ports, volumes or rules about other pods are in the way";
    }
}
