package dev.wainwright.cloud.aws;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.resource.Resources;
import java.util.List;
import java.util.function.Predicate;

/** A type that a claim may be launched as, with the offerings that it may be bought by: available ones that the claim allows. */
record Candidate(InstanceType type, List<Offering> offerings) {
    private static final List<String> DEVICES = List.of(
            "nvidia.com/gpu", "amd.com/gpu", "aws.amazon.com/neuron", "aws.amazon.com/neuroncore", "habana.ai/gaudi");

    Candidate {
        offerings = List.copyOf(offerings);
    }

    Candidate keeping(Predicate<Offering> condition) {
        return new Candidate(type, offerings.stream().filter(condition).toList());
    }

    boolean isEmpty() {
        return offerings.isEmpty();
    }

    boolean offers(String capacityType) {
        return offerings.stream().anyMatch(offering -> offering.capacityType().equals(capacityType));
    }

    double cheapest() {
        return offerings.stream().mapToDouble(Offering::price).min().orElse(Double.MAX_VALUE);
    }

    double cheapest(String capacityType) {
        return offerings.stream()
                .filter(offering -> offering.capacityType().equals(capacityType))
                .mapToDouble(Offering::price)
                .min()
                .orElse(Double.MAX_VALUE);
    }

    /** Bare metal, or with devices: not what a claim without such wishes means. */
    boolean isExotic() {
        return type.name().contains("metal") || DEVICES.stream().anyMatch(type.capacity()::has);
    }

    int pods() {
        return (int) type.capacity().get(Resources.PODS);
    }

    static boolean isReserved(Offering offering) {
        return offering.capacityType().equals(Labels.RESERVED);
    }
}
