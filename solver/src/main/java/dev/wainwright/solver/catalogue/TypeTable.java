package dev.wainwright.solver.catalogue;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Instance types and their offerings as bitsets over type numbers; numbers follow the order of names.
 *
 * <p>For each label key the distinct demands that types make on it, each with the types that make it; for each distinct way
 * of selling (zone, capacity type, …) the types sold that way now. Which types a set of requirements leaves is then a
 * union per key and an intersection over keys, remembered per demand.
 */
public final class TypeTable {
    private final List<InstanceType> types;
    private final Map<String, Map<Requirement, long[]>> typesByDemand = new HashMap<>();
    private final Map<String, long[]> typesWithoutKey = new HashMap<>();
    private final List<Sale> sales;
    private final List<ReservedOffering> reserved;
    private final Map<Requirement, long[]> memo = new HashMap<>();

    /** A way of selling, the types sold that way now, and their prices (NaN where not sold). */
    public record Sale(Requirements requirements, long[] types, double[] prices, boolean[] modelled) {
        public String zone() {
            return requirements.get(Labels.ZONE).values().getFirst();
        }

        public String capacityType() {
            return requirements.get(Labels.CAPACITY_TYPE).values().getFirst();
        }
    }

    /** One type's offering from a capacity reservation that has something left. */
    public record ReservedOffering(int type, String reservation, Offering offering) {
        /** To take from this reservation and nothing else. */
        public static Requirements only(String reservation) {
            return Requirements.of(
                    Requirement.in(Labels.CAPACITY_TYPE, Labels.RESERVED),
                    Requirement.in(Labels.RESERVATION_ID, reservation));
        }
    }

    TypeTable(List<InstanceType> unsorted) {
        types = unsorted.stream()
                .sorted(Comparator.comparing(InstanceType::name))
                .toList();
        for (int i = 0; i < types.size(); i++) {
            for (Requirement demand : types.get(i).requirements().byKey().values()) {
                var byDemand = typesByDemand.computeIfAbsent(demand.key(), key -> new HashMap<>());
                Bits.set(byDemand.computeIfAbsent(demand, d -> Bits.none(types.size())), i);
            }
        }
        typesByDemand.forEach((key, byDemand) -> {
            long[] without = all();
            byDemand.values().forEach(with -> subtract(without, with));
            typesWithoutKey.put(key, without);
        });
        reserved = reservedOfferings();
        sales = collectSales();
    }

    public int size() {
        return types.size();
    }

    public InstanceType type(int number) {
        return types.get(number);
    }

    public long[] all() {
        return Bits.all(types.size());
    }

    public List<Sale> sales() {
        return sales;
    }

    private List<Sale> collectSales() {
        var byRequirements = new LinkedHashMap<Requirements, Sale>();
        for (int i = 0; i < types.size(); i++) {
            for (Offering offering : types.get(i).offerings()) {
                if (offering.available() && !offering.capacityType().equals(Labels.RESERVED)) {
                    Sale sale = byRequirements.computeIfAbsent(offering.requirements(), this::emptySale);
                    Bits.set(sale.types(), i);
                    sale.prices()[i] = offering.price();
                    sale.modelled()[i] = offering.modelled();
                }
            }
        }
        return byRequirements.values().stream()
                .sorted(Comparator.comparing((Sale sale) -> sale.requirements().toString()))
                .toList();
    }

    public List<ReservedOffering> reserved() {
        return reserved;
    }

    /** The types that agree with {@code requirements}, sold or not. */
    public long[] matching(Requirements requirements) {
        long[] left = all();
        for (Requirement requirement : requirements.byKey().values()) {
            if (typesByDemand.containsKey(requirement.key())) {
                Bits.and(left, memo.computeIfAbsent(requirement, this::matchingOne));
            }
        }
        return left;
    }

    /**
     * The types that are sold in some way that agrees with {@code requirements}. Reserved capacity counts only for sets
     * that name their reservation: others cannot be sure to get any.
     */
    public long[] sold(Requirements requirements) {
        long[] sold = Bits.none(types.size());
        if (!reserved.isEmpty() && requirements.get(Labels.RESERVATION_ID).operator() == Operator.IN) {
            for (ReservedOffering offering : reserved) {
                if (requirements.intersects(offering.offering().requirements())) {
                    Bits.set(sold, offering.type());
                }
            }
        }
        for (Sale sale : sales) {
            if (requirements.intersects(sale.requirements())) {
                Bits.or(sold, sale.types());
            }
        }
        return sold;
    }

    /** Every value of a label that some of the types have, sorted. */
    public SortedSet<String> values(String key, long[] among) {
        var values = new TreeSet<String>();
        typesByDemand.getOrDefault(key, Map.of()).forEach((demand, with) -> {
            if (!demand.complement() && Bits.intersects(with, among)) {
                values.addAll(demand.values());
            }
        });
        return values;
    }

    public boolean hasKey(String key) {
        return typesByDemand.containsKey(key);
    }

    private long[] matchingOne(Requirement requirement) {
        String key = requirement.key();
        long[] left = typesWithoutKey.getOrDefault(key, all()).clone();
        typesByDemand.getOrDefault(key, Map.of()).forEach((demand, with) -> {
            if (demand.overlaps(requirement)) {
                Bits.or(left, with);
            }
        });
        return left;
    }

    private Sale emptySale(Requirements requirements) {
        double[] prices = new double[types.size()];
        Arrays.fill(prices, Double.NaN);
        return new Sale(requirements, Bits.none(types.size()), prices, new boolean[types.size()]);
    }

    private List<ReservedOffering> reservedOfferings() {
        var found = new ArrayList<ReservedOffering>();
        for (int i = 0; i < types.size(); i++) {
            for (Offering offering : types.get(i).offerings()) {
                if (offering.available() && offering.capacityType().equals(Labels.RESERVED)) {
                    var ids = offering.requirements().get(Labels.RESERVATION_ID).values();
                    found.add(new ReservedOffering(i, ids.isEmpty() ? "" : ids.getFirst(), offering));
                }
            }
        }
        return List.copyOf(found);
    }

    private static void subtract(long[] target, long[] other) {
        for (int i = 0; i < target.length; i++) {
            target[i] &= ~other[i];
        }
    }
}
