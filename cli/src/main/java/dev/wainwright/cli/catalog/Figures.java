package dev.wainwright.cli.catalog;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.resource.Resources;
import java.util.Comparator;
import java.util.Optional;

/** What lists sort by and tables show of an instance type. */
final class Figures {
    private static final double MIB_PER_GIB = 1024;

    private Figures() {}

    /** The cheapest offering that can be bought, whatever its zone and capacity type. */
    static Optional<Offering> cheapest(InstanceType type) {
        return type.offerings().stream()
                .filter(Offering::available)
                .min(Comparator.comparingDouble(Offering::price).thenComparing(Offering::zone));
    }

    /** The cheapest offering of one capacity type that can be bought. */
    static Optional<Offering> cheapest(InstanceType type, String capacityType) {
        return type.offerings().stream()
                .filter(offering ->
                        offering.available() && offering.capacityType().equals(capacityType))
                .min(Comparator.comparingDouble(Offering::price).thenComparing(Offering::zone));
    }

    /** Dollars per hour; infinite when it cannot be bought. */
    static double price(InstanceType type) {
        return cheapest(type).map(Offering::price).orElse(Double.POSITIVE_INFINITY);
    }

    static double pricePerVcpu(InstanceType type) {
        return price(type) / vcpus(type);
    }

    static double pricePerGib(InstanceType type) {
        return price(type) / gib(type);
    }

    static double vcpus(InstanceType type) {
        return type.capacity().get(Resources.CPU) / 1000.0;
    }

    /** What AWS says the machine has; of other types, their capacity. */
    static double gib(InstanceType type) {
        var label = type.requirements().get(Labels.AWS + "instance-memory");
        return label.complement() || label.values().isEmpty()
                ? type.capacity().get(Resources.MEMORY) / MIB_PER_GIB / MIB_PER_GIB / MIB_PER_GIB
                : Long.parseLong(label.values().first()) / MIB_PER_GIB;
    }
}
