package dev.wainwright.solver.costoptimal;

import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.CompiledPool;
import dev.wainwright.solver.catalogue.Limits;
import dev.wainwright.solver.catalogue.RequirementTable;
import dev.wainwright.solver.catalogue.ResourceIndex;
import dev.wainwright.solver.catalogue.TypeTable;
import dev.wainwright.solver.packing.Packing.Budget;
import dev.wainwright.solver.packing.Packing.Draw;
import dev.wainwright.solver.packing.Packing.Machine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Every way of launching a machine as a kind to pack on: each pool's types as they are sold. Ways of selling one type that
 * admit the same items differ only in price, and the cheapest stands for all; so a type is one kind unless somebody asks
 * for a zone or a capacity type.
 */
final class MachineTable {
    private static final double NANO = 1e9;

    /**
     * Where a kind comes from.
     *
     * @param sold the requirements of the offering, zone and capacity type among them
     * @param reservation the capacity reservation it takes from; empty for none
     */
    record Origin(int pool, int type, Requirements sold, String reservation) {}

    private final List<CompiledPool> pools;
    private final RequirementTable requirements;
    private final ResourceIndex resources;
    private final ItemTable items;
    private final Map<Wish, Integer> wishes = new LinkedHashMap<>();
    /** Per wish its items. */
    private final List<long[]> wishItems = new ArrayList<>();

    private final Map<String, Integer> reservationBudgets = new HashMap<>();
    final List<Machine> machines = new ArrayList<>();
    final List<Origin> origins = new ArrayList<>();
    final List<Budget> budgets = new ArrayList<>();

    /** What the budgets of a pool are, by resource. */
    private record PoolBudget(String resource, int budget) {}

    /** One way of getting a type, before those are dropped that are worse than another. */
    private record Way(long[] wishes, double price, Requirements sold, String reservation) {
        boolean isNoBetterThan(Way other) {
            if (other.price > price || !other.reservation.equals(reservation)) {
                return false;
            }
            for (int i = 0; i < wishes.length; i++) {
                if ((wishes[i] & ~other.wishes[i]) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    MachineTable(List<CompiledPool> pools, RequirementTable requirements, ResourceIndex resources, ItemTable items) {
        this.pools = pools;
        this.requirements = requirements;
        this.resources = resources;
        this.items = items;
        for (int i = 0; i < items.entries.size(); i++) {
            int item = i;
            int wish = wishes.computeIfAbsent(items.entries.get(i).wish(), w -> {
                wishItems.add(Bits.none(items.entries.size()));
                return wishes.size();
            });
            Bits.set(wishItems.get(wish), item);
        }
    }

    /**
     * Adds the kinds of one pool.
     *
     * @param poolRequirements the number of the pool's own requirement set
     * @param remaining what its limits still allow, by resource; empty without limits
     */
    void addPool(int number, int poolRequirements, Map<String, Long> remaining) {
        CompiledPool pool = pools.get(number);
        List<Asked> asked = asked(pool, poolRequirements);
        if (asked.isEmpty()) {
            return;
        }
        List<PoolBudget> poolBudgets = poolBudgets(remaining);
        TypeTable table = pool.table();
        boolean[][] agreements = agreements(table, asked);
        long[] candidates = pool.candidates();
        for (int type = Bits.next(candidates, 0); type >= 0; type = Bits.next(candidates, type + 1)) {
            List<Draw> draws = draws(pool, type, poolBudgets, remaining);
            if (draws != null) {
                long[] room = room(pool, type);
                for (Way way : best(ways(table, type, asked, agreements))) {
                    add(new Origin(number, type, way.sold, way.reservation), room, way, draws);
                }
            }
        }
    }

    private void add(Origin origin, long[] room, Way way, List<Draw> draws) {
        List<Draw> all = draws;
        if (!origin.reservation.isEmpty()) {
            all = new ArrayList<>(draws);
            all.add(new Draw(
                    Objects.requireNonNull(reservationBudgets.get(origin.reservation), origin.reservation), 1));
        }
        machines.add(new Machine(room, (long) Math.floor(way.price * NANO), admits(way.wishes), all));
        origins.add(origin);
    }

    /** Drops the kinds that do not pass. */
    void keepIf(IntPredicate passes) {
        long[] kept = Bits.none(machines.size());
        for (int i = 0; i < machines.size(); i++) {
            if (passes.test(i)) {
                Bits.set(kept, i);
            }
        }
        var before = List.copyOf(machines);
        var origin = List.copyOf(origins);
        machines.clear();
        origins.clear();
        for (int i = Bits.next(kept, 0); i >= 0; i = Bits.next(kept, i + 1)) {
            machines.add(before.get(i));
            origins.add(origin.get(i));
        }
    }

    // ---- who may go where ----

    /** A wish that the pool may fulfil: one way of fulfilling it, with the types that agree. */
    private record Asked(int wish, Requirements set, long[] types) {}

    private List<Asked> asked(CompiledPool pool, int poolRequirements) {
        var asked = new ArrayList<Asked>();
        wishes.forEach((wish, number) -> {
            if (wish.accepts(pool.pool().weight())
                    && Taint.areTolerated(pool.pool().taints(), wish.tolerations())) {
                for (List<Integer> alternative : wish.alternatives()) {
                    int set = poolRequirements;
                    for (int i = 0; i < alternative.size() && set != RequirementTable.CONFLICT; i++) {
                        set = requirements.and(set, alternative.get(i));
                    }
                    if (set != RequirementTable.CONFLICT) {
                        long[] types = pool.table().matching(requirements.set(set));
                        dropPortConflicts(pool, wish, types);
                        asked.add(new Asked(number, requirements.set(set), types));
                    }
                }
            }
        });
        return asked;
    }

    private static void dropPortConflicts(CompiledPool pool, Wish wish, long[] types) {
        for (CompiledPool.DaemonPort daemon : pool.daemonPorts()) {
            if (wish.hostPorts().stream().anyMatch(daemon.port()::conflictsWith)) {
                for (int i = 0; i < types.length; i++) {
                    types[i] &= ~daemon.types()[i];
                }
            }
        }
    }

    /** Per way of selling, whether it agrees with each of those that are asked for; the same for all types. */
    private static boolean[][] agreements(TypeTable table, List<Asked> asked) {
        List<TypeTable.Sale> sales = table.sales();
        var agreements = new boolean[sales.size()][];
        for (int i = 0; i < agreements.length; i++) {
            agreements[i] = agreements(asked, sales.get(i).requirements());
        }
        return agreements;
    }

    private static boolean[] agreements(List<Asked> asked, Requirements sold) {
        var agreements = new boolean[asked.size()];
        for (int i = 0; i < agreements.length; i++) {
            agreements[i] = asked.get(i).set.intersects(sold);
        }
        return agreements;
    }

    private List<Way> ways(TypeTable table, int type, List<Asked> asked, boolean[][] agreements) {
        var ways = new ArrayList<Way>();
        List<TypeTable.Sale> sales = table.sales();
        for (int i = 0; i < agreements.length; i++) {
            TypeTable.Sale sale = sales.get(i);
            if (Bits.has(sale.types(), type)) {
                long[] open = open(asked, type, agreements[i]);
                add(ways, open, sale.prices()[type], sale.requirements(), "");
            }
        }
        for (TypeTable.ReservedOffering reserved : table.reserved()) {
            if (reserved.type() == type) {
                int left = reserved.offering().reservationCapacity().orElse(0);
                budgetOf(reserved.reservation(), left);
                if (left > 0) {
                    Requirements sold = reserved.offering().requirements();
                    long[] open = open(asked, type, agreements(asked, sold));
                    add(ways, open, reserved.offering().price(), sold, reserved.reservation());
                }
            }
        }
        return ways;
    }

    /** The wishes that a type fulfils when it is sold in a way that agrees with these. */
    private long[] open(List<Asked> asked, int type, boolean[] agreements) {
        long[] open = Bits.none(wishes.size());
        for (int i = 0; i < agreements.length; i++) {
            if (agreements[i] && Bits.has(asked.get(i).types, type)) {
                Bits.set(open, asked.get(i).wish);
            }
        }
        return open;
    }

    private static void add(List<Way> ways, long[] open, double price, Requirements sold, String reservation) {
        if (!Bits.isEmpty(open)) {
            ways.add(new Way(open, price, sold, reservation));
        }
    }

    private static List<Way> best(List<Way> ways) {
        var best = new ArrayList<Way>();
        for (Way way : ways) {
            if (best.stream().noneMatch(way::isNoBetterThan)) {
                best.removeIf(other -> other.isNoBetterThan(way));
                best.add(way);
            }
        }
        return best;
    }

    private final Map<List<Long>, long[]> admitted = new HashMap<>();

    private long[] admits(long[] open) {
        var key = new ArrayList<Long>();
        for (long word : open) {
            key.add(word);
        }
        return admitted.computeIfAbsent(key, k -> {
            long[] admits = Bits.none(items.entries.size());
            for (int wish = Bits.next(open, 0); wish >= 0; wish = Bits.next(open, wish + 1)) {
                Bits.or(admits, wishItems.get(wish));
            }
            return admits;
        });
    }

    // ---- what there is of it ----

    private long[] room(CompiledPool pool, int type) {
        Resources left = pool.table().type(type).allocatable().minus(pool.daemonRequests(type));
        return items.room(resources.vector(left));
    }

    private List<PoolBudget> poolBudgets(Map<String, Long> remaining) {
        var found = new ArrayList<PoolBudget>();
        new TreeMap<>(remaining).forEach((resource, left) -> {
            found.add(new PoolBudget(resource, budgets.size()));
            budgets.add(new Budget(Math.max(0, left)));
        });
        return found;
    }

    /** What a machine of the type draws from its pool's budgets; null when one alone is more than is left. */
    private static @Nullable List<Draw> draws(
            CompiledPool pool, int type, List<PoolBudget> poolBudgets, Map<String, Long> remaining) {
        var draws = new ArrayList<Draw>();
        for (PoolBudget budget : poolBudgets) {
            long amount = Limits.draw(pool, type, budget.resource);
            if (amount > remaining.getOrDefault(budget.resource, 0L)) {
                return null;
            }
            if (amount > 0) {
                draws.add(new Draw(budget.budget, amount));
            }
        }
        return draws;
    }

    private void budgetOf(String reservation, int left) {
        Integer budget = reservationBudgets.putIfAbsent(reservation, budgets.size());
        if (budget == null) {
            budgets.add(new Budget(left));
        } else if (budgets.get(budget).limit() > left) {
            budgets.set(budget, new Budget(left));
        }
    }
}
