package dev.wainwright.solver;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.catalogue.Catalogue;
import dev.wainwright.solver.problem.Daemon;
import dev.wainwright.solver.problem.ExistingNode;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.problem.Pool;
import dev.wainwright.solver.problem.SpotChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Small problems: pools of on-demand machines with 4 GiB per CPU, pods that differ in their CPU. */
public final class Problems {
    private Problems() {}

    public static Pool pool(String name, List<InstanceType> types) {
        return new Pool(name, 0, named(name), List.of(), null, types, 0, SpotChoice.ANY);
    }

    public static Requirements named(String pool) {
        return Requirements.of(Requirement.in(Labels.NODE_POOL, pool));
    }

    public static List<PodDemand> pods(int count, long milli) {
        var pods = new ArrayList<PodDemand>();
        for (int i = 0; i < count; i++) {
            pods.add(plain(milli));
        }
        return pods;
    }

    public static PodDemand plain(long milli) {
        return PodDemand.plain(
                "default", Map.of("app", "web"), Resources.of(Map.of("cpu", milli, "memory", 1L << 30, "pods", 1L)));
    }

    /** A node of 8 CPUs that is there and has nothing on it. */
    public static ExistingNode emptyNode() {
        return new ExistingNode(
                "there",
                true,
                Map.of(Labels.HOSTNAME, "there"),
                List.of(),
                Resources.of(Map.of("cpu", 8000L, "memory", 64L << 30, "pods", 100L)),
                List.of(),
                Map.of(),
                List.of(),
                List.of());
    }

    public static Problem problem(List<Pool> pools, List<PodDemand> pods) {
        return problem(pools, List.of(), pods);
    }

    /** Pods in the order of their size, as they are served. */
    public static Problem problem(List<Pool> pools, List<ExistingNode> nodes, List<PodDemand> pods) {
        List<PodDemand> classes = pods.stream().distinct().toList();
        int[] queue = pods.stream().mapToInt(classes::indexOf).toArray();
        Integer[] bySize = Arrays.stream(queue).boxed().toArray(Integer[]::new);
        Arrays.sort(
                bySize,
                (a, b) -> Long.compare(
                        classes.get(b).requests().get("cpu"),
                        classes.get(a).requests().get("cpu")));
        return new Problem(
                Catalogue.compile(pools, List.<Daemon>of()),
                nodes,
                classes,
                Arrays.stream(bySize).mapToInt(Integer::intValue).toArray(),
                false,
                false);
    }

    public static InstanceType type(String name, int cpu, double price, String... zones) {
        var offerings = Arrays.stream(zones)
                .map(zone -> new Offering(
                        Requirements.of(
                                Requirement.in(Labels.ZONE, zone),
                                Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND)),
                        price,
                        false,
                        true,
                        OptionalInt.empty()))
                .toList();
        return new InstanceType(
                name,
                Requirements.of(
                        Requirement.in(Labels.INSTANCE_TYPE, name),
                        Requirement.in(Labels.ZONE, zones),
                        Requirement.in(Labels.CAPACITY_TYPE, Labels.ON_DEMAND)),
                offerings,
                Resources.of(Map.of("cpu", cpu * 1000L, "memory", (4L * cpu) << 30, "pods", 110L)),
                Resources.NONE);
    }
}
