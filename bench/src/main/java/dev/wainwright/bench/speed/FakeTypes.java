package dev.wainwright.bench.speed;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The types of Karpenter's scheduling benchmark (karpenter-core §8.5): the n-th has n CPUs, 2n GiB and room for 10n pods, for
 * 0.1 $ per CPU and per 10⁹ bytes, on demand in three zones and as spot in two of them.
 */
final class FakeTypes {
    static final List<String> ZONES = List.of("test-zone-1", "test-zone-2", "test-zone-3");

    private static final Resources OVERHEAD = Resources.of(Map.of("cpu", 100L, "memory", 10L << 20));

    private FakeTypes() {}

    static List<InstanceType> first(int count) {
        var types = new ArrayList<InstanceType>();
        for (int i = 0; i < count; i++) {
            types.add(type("fake-it-" + i, i + 1));
        }
        return List.copyOf(types);
    }

    private static InstanceType type(String name, int cpu) {
        long memory = (2L * cpu) << 30;
        double price = 0.1 * cpu + 0.1 * memory / 1e9;
        var offerings = new ArrayList<Offering>();
        for (String zone : ZONES) {
            offerings.add(offering(zone, Labels.ON_DEMAND, price));
        }
        for (String zone : ZONES.subList(0, 2)) {
            offerings.add(offering(zone, Labels.SPOT, price));
        }
        var requirements = Requirements.of(
                Requirement.in(Labels.INSTANCE_TYPE, name),
                Requirement.in(Labels.ARCH, "amd64"),
                Requirement.in(Labels.OS, "linux", "windows", "darwin"),
                Requirement.in(Labels.ZONE, ZONES.toArray(String[]::new)),
                Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND, Labels.SPOT),
                Requirement.in("size", cpu > 4 ? "large" : "small"),
                Requirement.in("integer", Integer.toString(cpu)));
        return new InstanceType(
                name,
                requirements,
                offerings,
                Resources.of(Map.of("cpu", cpu * 1000L, "memory", memory, "pods", 10L * cpu)),
                OVERHEAD);
    }

    private static Offering offering(String zone, String capacityType, double price) {
        return new Offering(
                Requirements.of(Requirement.in(Labels.ZONE, zone), Requirement.in(Labels.CAPACITY_TYPE, capacityType)),
                price,
                false,
                true,
                OptionalInt.empty());
    }
}
