package dev.wainwright.cloud.catalog;

import dev.wainwright.model.instance.Labels;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the controller is configured with, beside the node class.
 *
 * @param capacityTypes which to offer: {@code on-demand}, {@code spot}, {@code reserved}
 * @param reservedEnis network interfaces of the default card that pods may not use (Karpenter's RESERVED_ENIS)
 * @param vmMemoryOverhead the share of the memory that the hypervisor is taken to keep (VM_MEMORY_OVERHEAD_PERCENT)
 * @param reservations how many instances each capacity reservation has left, by id; unnamed ones have none
 * @param spotSeed picks one of the possible worlds of modelled spot prices
 */
public record CatalogOptions(
        SortedSet<String> capacityTypes,
        int reservedEnis,
        double vmMemoryOverhead,
        SortedMap<String, Integer> reservations,
        long spotSeed) {
    public static final CatalogOptions DEFAULT = new CatalogOptions(
            new TreeSet<>(List.of(Labels.ON_DEMAND, Labels.SPOT, Labels.RESERVED)), 0, 0.075, new TreeMap<>(), 1);

    public CatalogOptions {
        capacityTypes = Collections.unmodifiableSortedSet(new TreeSet<>(capacityTypes));
        reservations = Collections.unmodifiableSortedMap(new TreeMap<>(reservations));
    }

    public CatalogOptions withCapacityTypes(List<String> only) {
        return new CatalogOptions(new TreeSet<>(only), reservedEnis, vmMemoryOverhead, reservations, spotSeed);
    }

    public CatalogOptions withReservations(Map<String, Integer> counts) {
        return new CatalogOptions(capacityTypes, reservedEnis, vmMemoryOverhead, new TreeMap<>(counts), spotSeed);
    }

    public CatalogOptions withSpotSeed(long seed) {
        return new CatalogOptions(capacityTypes, reservedEnis, vmMemoryOverhead, reservations, seed);
    }

    public CatalogOptions withReservedEnis(int count) {
        return new CatalogOptions(capacityTypes, count, vmMemoryOverhead, reservations, spotSeed);
    }
}
