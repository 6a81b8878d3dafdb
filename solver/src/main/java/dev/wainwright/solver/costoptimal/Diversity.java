package dev.wainwright.solver.costoptimal;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.CompiledPool;
import dev.wainwright.solver.catalogue.TypeTable;
import dev.wainwright.solver.costoptimal.MachineTable.Origin;
import java.util.List;

/**
 * Whether a full machine of a type leaves enough other types that could stand in for it: as many as the pool's
 * {@code minValues} demand, and for spot as many at a similar price as the user asked for. Other types can stand in when
 * they have at least the room, whatever is put on it.
 */
final class Diversity {
    private final List<CompiledPool> pools;
    private final ItemTable items;
    private final MachineTable machines;

    Diversity(List<CompiledPool> pools, ItemTable items, MachineTable machines) {
        this.pools = pools;
        this.items = items;
        this.machines = machines;
    }

    boolean isEnough(int machine) {
        Origin origin = machines.origins.get(machine);
        CompiledPool pool = pools.get(origin.pool());
        boolean wantsSpot = pool.pool().spot().types() > 0 && isSpot(origin);
        boolean wantsValues =
                pool.pool().requirements().byKey().values().stream().anyMatch(demand -> demand.minValues() > 0);
        if (!wantsSpot && !wantsValues) {
            return true;
        }
        long[] standIns = pool.candidates().clone();
        pool.keepCarriers(standIns, items.load(machines.machines.get(machine).room()));
        return (!wantsValues || keepsMinValues(pool, standIns))
                && (!wantsSpot || hasSpotStandIns(origin, pool, standIns));
    }

    /** The types, among those given, whose spot offering like the machine's own is cheaper than it. */
    long[] withoutCheaperSpot(Origin origin, long[] types) {
        if (pools.get(origin.pool()).pool().spot().types() == 0 || !isSpot(origin)) {
            return types;
        }
        TypeTable table = pools.get(origin.pool()).table();
        double price = spotPrice(table, origin.type());
        for (int type = Bits.next(types, 0); type >= 0; type = Bits.next(types, type + 1)) {
            if (spotPrice(table, type) < price) {
                Bits.clear(types, type);
            }
        }
        return types;
    }

    private static boolean isSpot(Origin origin) {
        return origin.sold().get(Labels.CAPACITY_TYPE).allows(Labels.SPOT);
    }

    private static boolean keepsMinValues(CompiledPool pool, long[] standIns) {
        for (Requirement demand : pool.pool().requirements().byKey().values()) {
            int values = demand.key().equals(Labels.INSTANCE_TYPE)
                    ? Bits.count(standIns)
                    : pool.table().values(demand.key(), standIns).size();
            if (values < demand.minValues()) {
                return false;
            }
        }
        return true;
    }

    private boolean hasSpotStandIns(Origin origin, CompiledPool pool, long[] standIns) {
        double most =
                spotPrice(pool.table(), origin.type()) * (1 + pool.pool().spot().within());
        int found = -1;
        for (int type = Bits.next(standIns, 0); type >= 0; type = Bits.next(standIns, type + 1)) {
            found += spotPrice(pool.table(), type) <= most ? 1 : 0;
        }
        return found >= pool.pool().spot().types();
    }

    private static double spotPrice(TypeTable table, int type) {
        double cheapest = Double.POSITIVE_INFINITY;
        for (TypeTable.Sale sale : table.sales()) {
            if (Bits.has(sale.types(), type) && sale.capacityType().equals(Labels.SPOT)) {
                cheapest = Math.min(cheapest, sale.prices()[type]);
            }
        }
        return cheapest;
    }
}
