package dev.wainwright.cloud.catalog;

import dev.wainwright.api.aws.Ec2NodeClass.CapacityReservation;
import dev.wainwright.api.aws.Ec2NodeClass.Subnet;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The ways to buy a type under one node class (karpenter-aws §3.4): each zone that sells it and that the class has a subnet
 * in, on-demand and spot, and the class's capacity reservations.
 *
 * <p>What an offering requires depends only on its zone and capacity type, so all types share these few values.
 */
final class Offerings {
    /** What a reservation's hour costs: it is paid for already, so it beats everything, and dearer types stay dearer. */
    private static final double RESERVED_SHARE = 1.0 / 10_000_000;

    private final NodeSettings settings;
    private final CatalogOptions options;
    private final Prices prices;
    private final TypeLabels labels;
    private final boolean assumed;
    private final Map<String, String> zoneIds = new TreeMap<>();
    private final Map<String, Requirements> onDemand = new HashMap<>();
    private final Map<String, Requirements> spot = new HashMap<>();

    Offerings(NodeSettings settings, CatalogOptions options, Prices prices, TypeLabels labels, boolean assumed) {
        this.assumed = assumed;
        this.settings = settings;
        this.options = options;
        this.prices = prices;
        this.labels = labels;
        for (Subnet subnet : settings.subnets()) {
            String id = subnet.zoneID();
            zoneIds.put(subnet.zone(), id == null ? "" : id);
        }
    }

    /** The zones in which machines of this type could be, sorted. */
    List<String> zones(InstanceFacts facts) {
        if (assumed && !zoneIds.isEmpty()) {
            return List.copyOf(zoneIds.keySet());
        }
        return zoneIds.isEmpty()
                ? facts.zones()
                : facts.zones().stream().filter(zoneIds::containsKey).toList();
    }

    /** The ids of {@code zones}, as far as the class's subnets tell. */
    List<String> zoneIds(List<String> zones) {
        return zones.stream()
                .map(zone -> zoneIds.getOrDefault(zone, ""))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    List<CapacityReservation> reservations(InstanceFacts facts) {
        if (settings.reservations().isEmpty() || !options.capacityTypes().contains(Labels.RESERVED)) {
            return List.of();
        }
        return settings.reservations().stream()
                .filter(reservation -> reservation.instanceType().equals(facts.name()))
                .toList();
    }

    List<Offering> of(InstanceFacts facts, List<String> zones) {
        boolean compatible = Compatibility.of(facts, settings);
        boolean sellsOnDemand = sells(facts, Labels.ON_DEMAND);
        boolean sellsSpot = sells(facts, Labels.SPOT);
        var offerings = new ArrayList<Offering>(zones.size() * 2);
        for (String zone : zones) {
            Price listed = prices.onDemand(facts, zone);
            if (sellsOnDemand) {
                offerings.add(offering(Labels.ON_DEMAND, zone, listed, compatible));
            }
            if (sellsSpot) {
                Price market = prices.spot(facts, zone, listed, options.spotSeed());
                offerings.add(offering(Labels.SPOT, zone, market, compatible));
            }
        }
        for (CapacityReservation reservation : reservations(facts)) {
            offerings.add(reserved(facts, reservation, compatible, zones));
        }
        return offerings;
    }

    boolean sells(InstanceFacts facts, String capacityType) {
        return options.capacityTypes().contains(capacityType)
                && facts.usageClasses().contains(capacityType);
    }

    private Offering offering(String capacityType, String zone, Price price, boolean available) {
        Requirements requirements = (capacityType.equals(Labels.SPOT) ? spot : onDemand).computeIfAbsent(zone, key -> {
            List<Requirement> all = place(capacityType, zone);
            all.add(labels.absence(Labels.RESERVATION_ID));
            all.add(labels.absence(Labels.RESERVATION_TYPE));
            all.add(labels.absence(Labels.RESERVATION_INTERRUPTIBLE));
            return Requirements.of(all);
        });
        return new Offering(requirements, price.usd(), price.modelled(), available, OptionalInt.empty());
    }

    private Offering reserved(
            InstanceFacts facts, CapacityReservation reservation, boolean compatible, List<String> zones) {
        String zone = reservation.availabilityZone();
        String type = reservation.reservationType();
        List<Requirement> all = place(Labels.RESERVED, zone);
        all.add(labels.label(Labels.RESERVATION_ID, reservation.id()));
        all.add(labels.label(Labels.RESERVATION_TYPE, type == null ? "default" : type));
        all.add(labels.label(
                Labels.RESERVATION_INTERRUPTIBLE, Boolean.TRUE.equals(reservation.interruptible()) ? "true" : "false"));
        int left = options.reservations().getOrDefault(reservation.id(), 0);
        boolean available = compatible && left > 0 && zones.contains(zone) && !"expiring".equals(reservation.state());
        Price listed = prices.onDemand(facts, zone);
        return new Offering(
                Requirements.of(all),
                listed.usd() * RESERVED_SHARE,
                listed.modelled(),
                available,
                OptionalInt.of(left));
    }

    private List<Requirement> place(String capacityType, String zone) {
        var requirements = new ArrayList<Requirement>(6);
        requirements.add(labels.label(Labels.CAPACITY_TYPE, capacityType));
        requirements.add(labels.label(Labels.ZONE, zone));
        String id = zoneIds.getOrDefault(zone, "");
        if (!id.isEmpty()) {
            requirements.add(labels.label(Labels.ZONE_ID, id));
        }
        return requirements;
    }
}
