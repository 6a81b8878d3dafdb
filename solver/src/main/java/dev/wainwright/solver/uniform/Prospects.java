package dev.wainwright.solver.uniform;

import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.CompiledPool;
import dev.wainwright.solver.catalogue.ResourceIndex;
import dev.wainwright.solver.catalogue.TypeTable;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.problem.ExistingNode;
import dev.wainwright.solver.problem.PodDemand;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which types could carry which pods, and at what price at least. */
final class Prospects {
    private final List<PodDemand> classes;
    private final long[][] loads;
    /** How many pods of each class a plan with all types places. */
    private final int[] counts;
    /** What the existing nodes have left, all together. */
    private final long[] alreadyThere;

    private final Map<String, Type> types = new TreeMap<>();

    /** A type over all pools: the lowest price, the largest room, and who could run on it in some pool. */
    private static final class Type {
        double price = Double.POSITIVE_INFINITY;
        final long[] room;
        final long[] classes;

        Type(int resources, int classes) {
            room = new long[resources];
            this.classes = Bits.none(classes);
        }
    }

    Prospects(Problem problem, Solution free) {
        classes = problem.classes();
        ResourceIndex resources = problem.catalogue().resources().copy();
        classes.forEach(pod -> resources.addAll(pod.requests()));
        problem.nodes().forEach(node -> resources.addAll(node.available()));
        loads = classes.stream().map(pod -> resources.vector(pod.requests())).toArray(long[][]::new);
        counts = new int[classes.size()];
        for (int pod = 0; pod < problem.queue().length; pod++) {
            if (free.host(pod) != Solution.NOWHERE) {
                counts[problem.queue()[pod]]++;
            }
        }
        alreadyThere = new long[resources.size()];
        for (ExistingNode node : problem.nodes()) {
            long[] left = resources.vector(node.available());
            for (int i = 0; i < left.length; i++) {
                alreadyThere[i] += Math.max(0, left[i]);
            }
        }
        problem.catalogue().pools().forEach(pool -> read(pool, resources));
    }

    List<Prospect> bestFirst() {
        return types.entrySet().stream()
                .map(entry -> prospect(entry.getKey(), entry.getValue()))
                .sorted(Prospect.BEST_FIRST)
                .toList();
    }

    private void read(CompiledPool pool, ResourceIndex resources) {
        TypeTable table = pool.table();
        long[] candidates = pool.candidates();
        var byNumber = new Type[table.size()];
        for (int i = Bits.next(candidates, 0); i >= 0; i = Bits.next(candidates, i + 1)) {
            Type type = types.computeIfAbsent(table.type(i).name(), name -> new Type(resources.size(), classes.size()));
            byNumber[i] = type;
            type.price = Math.min(type.price, leastPrice(pool, i));
            Resources left = table.type(i).allocatable().minus(pool.daemonRequests(i));
            long[] room = resources.vector(left);
            for (int r = 0; r < room.length; r++) {
                type.room[r] = Math.max(type.room[r], room[r]);
            }
        }
        for (int pod = 0; pod < classes.size(); pod++) {
            long[] carriers = carriers(pool, pod);
            for (int i = Bits.next(carriers, 0); i >= 0; i = Bits.next(carriers, i + 1)) {
                Bits.set(byNumber[i].classes, pod);
            }
        }
    }

    /** Those types of a pool on which a pod of the class would be allowed and would fit alone. */
    private long[] carriers(CompiledPool pool, int number) {
        PodDemand pod = classes.get(number);
        TypeTable table = pool.table();
        long[] carriers = Bits.none(table.size());
        if (!Taint.areTolerated(pool.pool().taints(), pod.tolerations())) {
            return carriers;
        }
        for (Requirements term : pod.requiredTerms()) {
            if (pool.pool().requirements().intersects(term)) {
                Bits.or(carriers, table.matching(term));
            }
        }
        Bits.and(carriers, pool.candidates());
        pool.keepCarriers(carriers, loads[number]);
        return carriers;
    }

    private static double leastPrice(CompiledPool pool, int type) {
        double least = Double.POSITIVE_INFINITY;
        for (TypeTable.Sale sale : pool.table().sales()) {
            if (Bits.has(sale.types(), type) && pool.pool().requirements().intersects(sale.requirements())) {
                least = Math.min(least, sale.prices()[type]);
            }
        }
        for (TypeTable.ReservedOffering reserved : pool.table().reserved()) {
            if (reserved.type() == type) {
                least = Math.min(least, reserved.offering().price());
            }
        }
        return least;
    }

    private Prospect prospect(String name, Type type) {
        int pods = 0;
        var wanted = new long[alreadyThere.length];
        for (int pod = 0; pod < counts.length; pod++) {
            if (Bits.has(type.classes, pod)) {
                pods += counts[pod];
                for (int r = 0; r < wanted.length; r++) {
                    wanted[r] += counts[pod] * loads[pod][r];
                }
            }
        }
        long machines = 0;
        for (int r = 0; r < wanted.length; r++) {
            long missing = wanted[r] - alreadyThere[r];
            if (missing > 0 && type.room[r] > 0) {
                machines = Math.max(machines, Math.ceilDiv(missing, type.room[r]));
            }
        }
        return new Prospect(name, pods, machines == 0 ? 0 : machines * type.price);
    }
}
