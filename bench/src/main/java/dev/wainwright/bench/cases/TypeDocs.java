package dev.wainwright.bench.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Instance types in kwok's format: Karpenter's reference catalogue, and a catalogue with the prices of EC2. */
final class TypeDocs {
    static final List<String> REFERENCE_ZONES = List.of("test-zone-a", "test-zone-b", "test-zone-c", "test-zone-d");
    static final List<String> EC2_ZONES = List.of("us-east-1a", "us-east-1b", "us-east-1c");

    private static final int[] REFERENCE_CPUS = {1, 2, 4, 8, 16, 32, 48, 64, 96, 128, 192, 256};
    private static final double SPOT = 0.7;

    private record Family(String name, String arch, int gibPerCpu, double dollarsPerCpu) {}

    /** List prices in us-east-1 per vCPU and hour. */
    private static final List<Family> FAMILIES = List.of(
            new Family("c5", "amd64", 2, 0.0425),
            new Family("c6a", "amd64", 2, 0.03825),
            new Family("c6g", "arm64", 2, 0.034),
            new Family("c7g", "arm64", 2, 0.03625),
            new Family("c7i", "amd64", 2, 0.044625),
            new Family("m5", "amd64", 4, 0.048),
            new Family("m6a", "amd64", 4, 0.0432),
            new Family("m6g", "arm64", 4, 0.0385),
            new Family("m7i", "amd64", 4, 0.0504),
            new Family("r5", "amd64", 8, 0.063),
            new Family("r6a", "amd64", 8, 0.0567),
            new Family("r7g", "arm64", 8, 0.05355));

    private record Size(String name, int cpu, int pods) {}

    private static final List<Size> SIZES = List.of(
            new Size("large", 2, 29),
            new Size("xlarge", 4, 58),
            new Size("2xlarge", 8, 58),
            new Size("4xlarge", 16, 234),
            new Size("8xlarge", 32, 234),
            new Size("12xlarge", 48, 234),
            new Size("16xlarge", 64, 737));

    private TypeDocs() {}

    /** The 144 types of Karpenter's kwok provider (karpenter-core §8.5). */
    static List<Doc> reference() {
        var types = new ArrayList<Doc>();
        for (int cpu : REFERENCE_CPUS) {
            for (int ratio : new int[] {2, 4, 8}) {
                for (String os : List.of("linux", "windows")) {
                    for (String arch : List.of("amd64", "arm64")) {
                        types.add(reference(cpu, ratio, os, arch));
                    }
                }
            }
        }
        return types;
    }

    private static Doc reference(int cpu, int ratio, String os, String arch) {
        String letter = ratio == 2 ? "c" : ratio == 4 ? "s" : "m";
        long memory = ((long) cpu * ratio) << 30;
        double price = 0.025 * cpu + 0.001 * memory / 1e9;
        var offerings = new ArrayList<Doc>();
        for (String zone : REFERENCE_ZONES) {
            offerings.add(offering("spot", zone, price * SPOT));
            offerings.add(offering("on-demand", zone, price));
        }
        return type(
                "%s-%dx-%s-%s".formatted(letter, cpu, arch, os),
                arch,
                os,
                offerings,
                cpu,
                ratio,
                Math.min(1024, 16 * cpu));
    }

    /** Some families of EC2 with their list prices; spot differs by type and zone, and not every zone sells everything. */
    static List<Doc> ec2(Dice dice) {
        var families = new ArrayList<>(FAMILIES);
        int wanted = dice.between(4, FAMILIES.size());
        while (families.size() > wanted) {
            families.remove(dice.between(0, families.size() - 1));
        }
        var types = new ArrayList<Doc>();
        for (Family family : families) {
            for (Size size : SIZES) {
                types.add(ec2(family, size, dice));
            }
        }
        return types;
    }

    private static Doc ec2(Family family, Size size, Dice dice) {
        double price = rounded(family.dollarsPerCpu() * size.cpu());
        var offerings = new ArrayList<Doc>();
        for (String zone : EC2_ZONES) {
            if (!dice.oneIn(12) || offerings.isEmpty()) {
                offerings.add(offering("on-demand", zone, price));
                offerings.add(offering("spot", zone, rounded(price * (0.28 + 0.34 * dice.fraction()))));
            }
        }
        return type(
                family.name() + "." + size.name(),
                family.arch(),
                "linux",
                offerings,
                size.cpu(),
                family.gibPerCpu(),
                size.pods());
    }

    /** What a node of some type says of itself. */
    record Machine(int cpu, String memory, Map<String, String> labels) {}

    /** One of the types for Linux with 2 to 16 CPUs. */
    static Machine machine(List<Doc> types, Dice dice) {
        while (true) {
            Doc type = dice.pick(types);
            int cpu = Integer.parseInt(type.text("resources", "cpu"));
            if (cpu >= 2 && cpu <= 16 && List.of("linux").equals(type.fields().get("operatingSystems"))) {
                String name = type.text("name");
                return new Machine(
                        cpu,
                        type.text("resources", "memory"),
                        Map.of(
                                Documents.INSTANCE_TYPE,
                                name,
                                Documents.ARCH,
                                type.text("architecture"),
                                "kubernetes.io/os",
                                "linux",
                                Documents.FAMILY,
                                name.substring(0, name.indexOf(name.contains(".") ? '.' : '-')),
                                Documents.CPU,
                                Integer.toString(cpu)));
            }
        }
    }

    private static double rounded(double price) {
        return Math.round(price * 1e5) / 1e5;
    }

    private static Doc type(
            String name, String arch, String os, List<Doc> offerings, int cpu, int gibPerCpu, int pods) {
        return Doc.of(
                "name",
                name,
                "offerings",
                offerings,
                "architecture",
                arch,
                "operatingSystems",
                List.of(os),
                "resources",
                Doc.of(
                        "cpu",
                        Integer.toString(cpu),
                        "memory",
                        cpu * gibPerCpu + "Gi",
                        "ephemeral-storage",
                        "20Gi",
                        "pods",
                        Integer.toString(pods)));
    }

    private static Doc offering(String capacityType, String zone, double price) {
        return Doc.of(
                "Price",
                price,
                "Available",
                true,
                "Requirements",
                List.of(
                        Documents.expression(Documents.CAPACITY_TYPE, "In", capacityType),
                        Documents.expression(Documents.ZONE, "In", zone)));
    }
}
