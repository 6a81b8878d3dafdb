package dev.wainwright.solver.compile;

import dev.wainwright.api.karpenter.NodeOverlay;
import dev.wainwright.api.karpenter.NodeRequirement;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Reason;
import dev.wainwright.solver.problem.Pool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Corrects prices and capacities of pools' instance types (karpenter-core §3.14): the heaviest overlay wins per offering and
 * per resource. Two overlays of one weight that disagree on the same thing are a conflict, and the later one is left out
 * altogether; unlike Karpenter, conflicts over capacity are found against every earlier overlay.
 */
final class Overlays {
    private final List<NodeOverlay> overlays;
    private final Set<String> correctedResources = new TreeSet<>();
    private final List<Reason> notes = new ArrayList<>();

    Overlays(List<NodeOverlay> overlays) {
        this.overlays = overlays.stream()
                .sorted(Comparator.comparingInt(Overlays::weight)
                        .thenComparing(NodeOverlay::name)
                        .reversed())
                .toList();
        overlays.forEach(
                overlay -> correctedResources.addAll(overlay.spec().capacity().keySet()));
    }

    /** What an overlay would set: a price or a resource of one type of one pool. */
    private record Target(int pool, int type, String what) {}

    List<Pool> apply(List<Pool> pools) {
        if (overlays.isEmpty()) {
            return pools;
        }
        var owners = new HashMap<Target, NodeOverlay>();
        for (NodeOverlay overlay : overlays) {
            List<Target> targets = targets(overlay, pools);
            boolean conflict = targets.stream()
                    .map(owners::get)
                    .anyMatch(owner -> owner != null && weight(owner) == weight(overlay));
            if (conflict) {
                notes.add(Reason.of("NodeOverlay " + overlay.name()
                        + " is left out: another of the same weight corrects the same price or capacity"));
            } else {
                targets.forEach(target -> owners.putIfAbsent(target, overlay));
            }
        }
        var corrected = new ArrayList<Pool>();
        for (int pool = 0; pool < pools.size(); pool++) {
            corrected.add(corrected(pools.get(pool), pool, owners));
        }
        return corrected;
    }

    List<Reason> notes() {
        return notes;
    }

    private static List<Target> targets(NodeOverlay overlay, List<Pool> pools) {
        Requirements wanted = requirements(overlay);
        boolean pricing = overlay.spec().price() != null || overlay.spec().priceAdjustment() != null;
        var targets = new ArrayList<Target>();
        for (int pool = 0; pool < pools.size(); pool++) {
            List<InstanceType> types = pools.get(pool).instanceTypes();
            for (int type = 0; type < types.size(); type++) {
                InstanceType instanceType = types.get(type);
                Requirements context =
                        instanceType.requirements().and(pools.get(pool).requirements());
                if (!context.satisfies(wanted, key -> false)) {
                    continue;
                }
                boolean any = false;
                for (int offering = 0; offering < instanceType.offerings().size(); offering++) {
                    if (instanceType.offerings().get(offering).requirements().intersects(wanted)) {
                        any = true;
                        if (pricing) {
                            targets.add(new Target(pool, type, "offering " + offering));
                        }
                    }
                }
                if (any) {
                    for (String resource : overlay.spec().capacity().keySet()) {
                        targets.add(new Target(pool, type, "capacity " + resource));
                    }
                }
            }
        }
        return targets;
    }

    private Pool corrected(Pool pool, int number, Map<Target, NodeOverlay> owners) {
        var types = new ArrayList<InstanceType>();
        for (int type = 0; type < pool.instanceTypes().size(); type++) {
            types.add(corrected(pool.instanceTypes().get(type), number, type, owners));
        }
        return pool.withTypes(types);
    }

    private InstanceType corrected(InstanceType type, int pool, int number, Map<Target, NodeOverlay> owners) {
        var offerings = new ArrayList<Offering>();
        for (int i = 0; i < type.offerings().size(); i++) {
            Offering offering = type.offerings().get(i);
            NodeOverlay owner = owners.get(new Target(pool, number, "offering " + i));
            offerings.add(owner == null ? offering : offering.withPrice(price(owner, offering.price())));
        }
        Resources capacity = type.capacity();
        for (String resource : correctedResources) {
            NodeOverlay owner = owners.get(new Target(pool, number, "capacity " + resource));
            var quantity = owner == null ? null : owner.spec().capacity().get(resource);
            if (quantity != null) {
                capacity = capacity.with(resource, Resources.amount(resource, quantity));
            }
        }
        return new InstanceType(type.name(), type.requirements(), offerings, capacity, type.overhead());
    }

    private static double price(NodeOverlay overlay, double price) {
        if (overlay.spec().price() != null) {
            return Double.parseDouble(overlay.spec().price());
        }
        String adjustment = overlay.spec().priceAdjustment();
        if (adjustment == null) {
            return price;
        }
        double adjusted = adjustment.endsWith("%")
                ? price * (1 + Double.parseDouble(adjustment.substring(0, adjustment.length() - 1)) / 100)
                : price + Double.parseDouble(adjustment);
        return Math.max(0, adjusted);
    }

    private static Requirements requirements(NodeOverlay overlay) {
        return Requirements.of(overlay.spec().requirements().stream()
                .map(NodeRequirement::toRequirement)
                .toList());
    }

    private static int weight(NodeOverlay overlay) {
        return overlay.spec().weight() == null ? 0 : overlay.spec().weight();
    }
}
