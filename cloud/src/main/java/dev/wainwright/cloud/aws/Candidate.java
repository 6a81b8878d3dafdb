package dev.wainwright.cloud.aws;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A type that a claim may be launched as, with the offerings that it may be bought by: available ones that the claim allows. */
record Candidate(InstanceType type, List<Offering> offerings) {
    private static final List<String> DEVICES = List.of(
            "nvidia.com/gpu", "amd.com/gpu", "aws.amazon.com/neuron", "aws.amazon.com/neuroncore", "habana.ai/gaudi");

    Candidate {
        offerings = List.copyOf(offerings);
    }

    // Loops instead of streams: these are asked for every type of the catalogue.

    Candidate keeping(Predicate<Offering> condition) {
        var kept = new ArrayList<Offering>(offerings.size());
        for (Offering offering : offerings) {
            if (condition.test(offering)) {
                kept.add(offering);
            }
        }
        return kept.size() == offerings.size() ? this : new Candidate(type, kept);
    }

    boolean isEmpty() {
        return offerings.isEmpty();
    }

    boolean offers(String capacityType) {
        return cheapest(capacityType) < Double.MAX_VALUE;
    }

    double cheapest() {
        double least = Double.MAX_VALUE;
        for (Offering offering : offerings) {
            least = Math.min(least, offering.price());
        }
        return least;
    }

    double cheapest(String capacityType) {
        double least = Double.MAX_VALUE;
        for (Offering offering : offerings) {
            if (offering.capacityType().equals(capacityType)) {
                least = Math.min(least, offering.price());
            }
        }
        return least;
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
