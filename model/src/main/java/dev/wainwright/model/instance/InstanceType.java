package dev.wainwright.model.instance;

import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import java.util.List;
import java.util.TreeMap;

/**
 * A kind of machine: what it is, what it can carry and how it is sold (karpenter-core §1.11).
 *
 * @param requirements every label the machine will have; zone and capacity type list all that are offered
 * @param overhead what kubelet, system and eviction threshold take away from the capacity
 */
public record InstanceType(
        String name, Requirements requirements, List<Offering> offerings, Resources capacity, Resources overhead) {
    public InstanceType {
        offerings = List.copyOf(offerings);
    }

    /** What pods may use: capacity less overhead, and memory less what huge pages have taken of it, never below 0. */
    public Resources allocatable() {
        Resources left = capacity.minus(overhead);
        long hugePages = 0;
        for (int i = 0; i < left.size(); i++) {
            if (left.name(i).startsWith(Resources.HUGEPAGES_PREFIX)) {
                hugePages += left.amountAt(i);
            }
        }
        if (hugePages == 0) {
            return left;
        }
        var amounts = new TreeMap<String, Long>();
        for (int i = 0; i < left.size(); i++) {
            amounts.put(left.name(i), left.amountAt(i));
        }
        amounts.put(Resources.MEMORY, Math.max(0, left.get(Resources.MEMORY) - hugePages));
        return Resources.of(amounts);
    }
}
