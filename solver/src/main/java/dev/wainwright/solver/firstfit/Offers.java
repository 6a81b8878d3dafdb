package dev.wainwright.solver.firstfit;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.TypeTable;
import dev.wainwright.solver.firstfit.Solution.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every type of a table costs at best under one set of requirements, cheapest first. Claims with the same set share
 * it, so that each of them only has to pick its types.
 */
final class Offers {
    private final List<Option> cheapestFirst;
    private final Map<TypeSet, List<Option>> chosen = new HashMap<>();

    /** A set of types as a key; its bits must not change any more. */
    private record TypeSet(long[] bits) {
        @Override
        public boolean equals(Object other) {
            return other instanceof TypeSet that && Arrays.equals(bits, that.bits);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bits);
        }
    }

    Offers(TypeTable table, Requirements wanted) {
        var sales = table.sales().stream()
                .filter(sale -> wanted.intersects(sale.requirements()))
                .toList();
        boolean isReserved = wanted.get(Labels.RESERVATION_ID).operator() == Operator.IN;
        var reserved = table.reserved().stream()
                .filter(offering ->
                        isReserved && wanted.intersects(offering.offering().requirements()))
                .toList();
        var options = new ArrayList<Option>();
        for (int type = 0; type < table.size(); type++) {
            Option best = null;
            for (TypeTable.Sale sale : sales) {
                if (Bits.has(sale.types(), type)) {
                    best = cheaper(best, type, table, sale);
                }
            }
            for (TypeTable.ReservedOffering offering : reserved) {
                if (offering.type() == type) {
                    best = cheaper(best, type, table, offering);
                }
            }
            if (best != null) {
                options.add(best);
            }
        }
        options.sort(Option.CHEAPEST_FIRST);
        cheapestFirst = options;
    }

    /** The options among {@code types}, which are final, cheapest first; equal sets get the same list. */
    List<Option> among(long[] types) {
        return chosen.computeIfAbsent(
                new TypeSet(types),
                set -> cheapestFirst.stream()
                        .filter(option -> Bits.has(set.bits, option.number()))
                        .toList());
    }

    private static Option cheaper(@Nullable Option best, int type, TypeTable table, TypeTable.Sale sale) {
        double price = sale.prices()[type];
        return best != null && best.price() <= price
                ? best
                : new Option(
                        type, table.type(type).name(), sale.zone(), sale.capacityType(), price, sale.modelled()[type]);
    }

    private static Option cheaper(
            @Nullable Option best, int type, TypeTable table, TypeTable.ReservedOffering reserved) {
        var offering = reserved.offering();
        return best != null && best.price() <= offering.price()
                ? best
                : new Option(
                        type,
                        table.type(type).name(),
                        offering.zone(),
                        offering.capacityType(),
                        offering.price(),
                        offering.modelled());
    }
}
