package dev.wainwright.cli.catalog;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What nodes that are already there cost, judged by their labels. */
public final class NodePrices {
    private final Map<String, Offering> offerings;

    private NodePrices(Map<String, Offering> offerings) {
        this.offerings = offerings;
    }

    public NodePrices(List<InstanceType> types) {
        this(new HashMap<>());
        for (InstanceType type : types) {
            for (Offering offering : type.offerings()) {
                // A reservation is paid for whether it is used or not; several of one type and zone cost the same.
                offerings.putIfAbsent(key(type.name(), offering.zone(), offering.capacityType()), offering);
            }
        }
    }

    /** The way to buy the machine that {@code labels} describe; empty when the catalogue does not know it. */
    public Optional<Offering> of(Map<String, String> labels) {
        return Optional.ofNullable(offerings.get(key(instanceType(labels), zone(labels), capacityType(labels))));
    }

    /** A spot price as its market tells it, in US dollars per hour. */
    public record SpotPrice(String instanceType, String zone, double hourly) {}

    /** The same, but what spot capacity costs is known from its market. */
    public NodePrices with(List<SpotPrice> market) {
        var known = new HashMap<>(offerings);
        for (SpotPrice price : market) {
            known.computeIfPresent(
                    key(price.instanceType(), price.zone(), Labels.SPOT),
                    (key, offering) -> new Offering(
                            offering.requirements(),
                            price.hourly(),
                            false,
                            offering.available(),
                            offering.reservationCapacity()));
        }
        return new NodePrices(known);
    }

    /** Empty when the labels do not say. */
    public static String instanceType(Map<String, String> labels) {
        return labels.getOrDefault(Labels.INSTANCE_TYPE, labels.getOrDefault("beta.kubernetes.io/instance-type", ""));
    }

    /** Empty when the labels do not say. */
    public static String zone(Map<String, String> labels) {
        return labels.getOrDefault(Labels.ZONE, "");
    }

    /** Nodes that Karpenter did not make have no capacity type; managed node groups label it in their own way. */
    public static String capacityType(Map<String, String> labels) {
        return labels.getOrDefault(
                Labels.CAPACITY_TYPE,
                labels.getOrDefault("eks.amazonaws.com/capacityType", Labels.ON_DEMAND)
                                .equalsIgnoreCase("SPOT")
                        ? Labels.SPOT
                        : Labels.ON_DEMAND);
    }

    private static String key(String type, String zone, String capacityType) {
        return type + " " + zone + " " + capacityType;
    }
}
