package dev.wainwright.cloud.catalog;

import dev.wainwright.api.aws.Ec2NodeClass.CapacityReservation;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns facts into instance types for one node class: labels, capacity, overhead and offerings. */
final class Resolver {
    private final String region;
    private final NodeSettings settings;
    private final CatalogOptions options;
    private final TypeLabels labels;
    private final Offerings offerings;

    /** @param assumed whether it is not known what is sold where, so that a subnet's zone has everything */
    Resolver(
            String region,
            Prices prices,
            NodeSettings settings,
            CatalogOptions options,
            TypeLabels labels,
            boolean assumed) {
        this.region = region;
        this.settings = settings;
        this.options = options;
        this.labels = labels;
        this.offerings = new Offerings(settings, options, prices, labels, assumed);
    }

    /** @param hardware what {@link TypeLabels} says of the type */
    InstanceType resolve(InstanceFacts facts, SortedMap<String, Requirement> hardware) {
        var capacity = new NodeCapacity(facts, settings, options);
        List<String> zones = offerings.zones(facts);
        return new InstanceType(
                facts.name(),
                new Requirements(requirements(facts, hardware, zones)),
                offerings.of(facts, zones),
                capacity.capacity(),
                capacity.overhead());
    }

    private SortedMap<String, Requirement> requirements(
            InstanceFacts facts, SortedMap<String, Requirement> hardware, List<String> zones) {
        var all = new TreeMap<>(hardware);
        all.put(Labels.REGION, labels.label(Labels.REGION, region));
        all.put(Labels.ZONE, in(Labels.ZONE, zones));
        List<String> zoneIds = offerings.zoneIds(zones);
        if (!zoneIds.isEmpty()) {
            all.put(Labels.ZONE_ID, in(Labels.ZONE_ID, zoneIds));
        }
        operatingSystem(all, facts);
        var capacityTypes = new ArrayList<String>();
        if (offerings.sells(facts, Labels.ON_DEMAND)) {
            capacityTypes.add(Labels.ON_DEMAND);
        }
        if (offerings.sells(facts, Labels.SPOT)) {
            capacityTypes.add(Labels.SPOT);
        }
        reservations(all, capacityTypes, offerings.reservations(facts));
        all.put(Labels.CAPACITY_TYPE, in(Labels.CAPACITY_TYPE, capacityTypes));
        return all;
    }

    private void operatingSystem(SortedMap<String, Requirement> all, InstanceFacts facts) {
        if (!settings.family().isWindows()) {
            all.put(Labels.OS, labels.label(Labels.OS, "linux"));
            return;
        }
        boolean runs = TypeLabels.architecture(facts).equals("amd64");
        all.put(Labels.OS, runs ? labels.label(Labels.OS, "windows") : labels.absence(Labels.OS));
        all.put(Labels.WINDOWS_BUILD, labels.label(Labels.WINDOWS_BUILD, settings.family().windowsBuild));
    }

    private static void reservations(
            SortedMap<String, Requirement> all, List<String> capacityTypes, List<CapacityReservation> reservations) {
        if (reservations.isEmpty()) {
            return;
        }
        capacityTypes.add(Labels.RESERVED);
        all.put(
                Labels.RESERVATION_ID,
                in(
                        Labels.RESERVATION_ID,
                        reservations.stream().map(CapacityReservation::id).toList()));
        all.put(
                Labels.RESERVATION_TYPE,
                in(
                        Labels.RESERVATION_TYPE,
                        reservations.stream()
                                .map(reservation -> reservation.reservationType() == null
                                        ? "default"
                                        : reservation.reservationType())
                                .toList()));
        all.put(
                Labels.RESERVATION_INTERRUPTIBLE,
                in(
                        Labels.RESERVATION_INTERRUPTIBLE,
                        reservations.stream()
                                .map(reservation -> Boolean.TRUE.equals(reservation.interruptible()) ? "true" : "false")
                                .toList()));
    }

    private static Requirement in(String key, Collection<String> values) {
        return Requirement.of(key, Operator.IN, values, 0);
    }
}
