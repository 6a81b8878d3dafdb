package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The instance types of each node class as they can be had now: the catalogue's, with the market's spot prices, less what has
 * been found out not to be there. A list stays the same object until something in it has changed, and so does each type in
 * it.
 */
final class TypeLists {
    private final Catalog catalog;
    private final CatalogOptions options;
    private final Market market;
    private final UnavailableOfferings unavailable;
    private final Map<String, Answer> answers = new HashMap<>();

    /** What was answered for a node class, and what it was worked out from. */
    private record Answer(
            Ec2NodeClass nodeClass,
            List<InstanceType> catalogued,
            long priceVersion,
            List<InstanceType> priced,
            long version,
            List<InstanceType> types) {}

    TypeLists(Catalog catalog, CatalogOptions options, Market market, UnavailableOfferings unavailable) {
        this.catalog = catalog;
        this.options = options;
        this.market = market;
        this.unavailable = unavailable;
    }

    // What is asked is whether it is the very object that was worked out before.
    @SuppressWarnings("ReferenceEquality")
    synchronized List<InstanceType> of(Ec2NodeClass nodeClass) {
        Answer known = answers.get(nodeClass.name());
        long version = market.version();
        if (known != null && known.nodeClass() == nodeClass && known.version() == version) {
            return known.types();
        }
        List<InstanceType> catalogued =
                catalog.instanceTypes(nodeClass, options.withReservations(market.reservations()));
        long priceVersion = market.priceVersion();
        List<InstanceType> priced =
                known != null && known.catalogued() == catalogued && known.priceVersion() == priceVersion
                        ? known.priced()
                        : priced(catalogued);
        List<InstanceType> types = available(priced, nodeClass);
        if (known != null && types.equals(known.types())) {
            types = known.types();
        }
        answers.put(nodeClass.name(), new Answer(nodeClass, catalogued, priceVersion, priced, version, types));
        return types;
    }

    private List<InstanceType> priced(List<InstanceType> types) {
        var priced = new ArrayList<InstanceType>(types.size());
        for (InstanceType type : types) {
            var offerings = new ArrayList<Offering>(type.offerings().size());
            boolean differs = false;
            for (Offering offering : type.offerings()) {
                double price = price(type, offering);
                differs |= price != offering.price();
                offerings.add(price == offering.price() ? offering : offering.withPrice(price));
            }
            priced.add(differs ? with(type, offerings) : type);
        }
        return List.copyOf(priced);
    }

    private double price(InstanceType type, Offering offering) {
        Double asked =
                offering.capacityType().equals(Labels.SPOT) ? market.spotPrice(type.name(), offering.zone()) : null;
        return asked == null ? offering.price() : asked;
    }

    private List<InstanceType> available(List<InstanceType> types, Ec2NodeClass nodeClass) {
        Set<String> closedZones = closedZones(nodeClass);
        boolean all = !closedZones.isEmpty() || unavailable.concernsMany();
        var result = new ArrayList<InstanceType>(types.size());
        for (InstanceType type : types) {
            result.add(all || unavailable.concerns(type.name()) ? checked(type, closedZones) : type);
        }
        return List.copyOf(result);
    }

    /** Zones that are shifted away from, and those in which every subnet of the class has run out of addresses. */
    private Set<String> closedZones(Ec2NodeClass nodeClass) {
        var closed = new HashSet<String>();
        Map<String, List<Ec2NodeClass.Subnet>> byZone =
                nodeClass.status().subnets().stream().collect(Collectors.groupingBy(Ec2NodeClass.Subnet::zone));
        byZone.forEach((zone, subnets) -> {
            boolean shifted = subnets.stream().anyMatch(subnet -> isShifted(subnet.zoneID()));
            if (shifted || subnets.stream().allMatch(subnet -> unavailable.isExhausted(subnet.id()))) {
                closed.add(zone);
            }
        });
        return closed;
    }

    private boolean isShifted(@Nullable String zoneId) {
        return zoneId != null && market.isShifted(zoneId);
    }

    private InstanceType checked(InstanceType type, Set<String> closedZones) {
        var offerings = new ArrayList<Offering>(type.offerings().size());
        boolean differs = false;
        for (Offering offering : type.offerings()) {
            boolean gone = offering.available()
                    && (closedZones.contains(offering.zone())
                            || unavailable.isUnavailable(
                                    new OfferingKey(offering.capacityType(), type.name(), offering.zone())));
            differs |= gone;
            offerings.add(gone ? withdrawn(offering) : offering);
        }
        return differs ? with(type, offerings) : type;
    }

    private static Offering withdrawn(Offering offering) {
        return new Offering(
                offering.requirements(), offering.price(), offering.modelled(), false, offering.reservationCapacity());
    }

    private static InstanceType with(InstanceType type, List<Offering> offerings) {
        return new InstanceType(type.name(), type.requirements(), offerings, type.capacity(), type.overhead());
    }
}
