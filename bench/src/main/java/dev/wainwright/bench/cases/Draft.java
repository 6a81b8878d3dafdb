package dev.wainwright.bench.cases;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A case in the making: what the kinds add to. */
final class Draft {
    private static final String[] CPUS = {"100m", "250m", "500m", "750m", "1", "1500m", "2", "3500m", "7"};
    private static final String[] MEMORIES = {"128Mi", "256Mi", "512Mi", "1Gi", "2Gi", "3Gi", "6Gi", "14Gi"};
    private static final List<String> NAMESPACES = List.of("default", "shop", "data");

    final Dice dice;
    final List<String> zones;
    private final List<Doc> types;
    private final List<Doc> objects = new ArrayList<>();
    private final List<Doc> pools = new ArrayList<>();
    private final List<Workload> workloads = new ArrayList<>();
    private boolean ignorePreferences;
    private int podsLeft;

    Draft(Dice dice) {
        this.dice = dice;
        boolean reference = dice.oneIn(2);
        types = reference ? TypeDocs.reference() : TypeDocs.ec2(dice);
        zones = reference ? TypeDocs.REFERENCE_ZONES : TypeDocs.EC2_ZONES;
        podsLeft = dice.pick(dice.between(10, 40), dice.between(30, 100), dice.between(80, 300));
        objects.add(Documents.namespace("shop", Map.of("tier", "front")));
        objects.add(Documents.namespace("data", Map.of("tier", "back")));
        objects.add(Documents.namespace("default", Map.of()));
        objects.add(Documents.namespace("kube-system", Map.of()));
    }

    /** One pool that allows everything, or up to three with weights, of which the last allows everything. */
    void pools() {
        int count = dice.pick(1, 1, 2, 3);
        for (int i = 1; i < count; i++) {
            Doc pool = pool("pool-" + i, dice.pick(10, 20, 50));
            switch (dice.between(0, 3)) {
                case 0 -> Documents.requirement(pool, Documents.CAPACITY_TYPE, "In", "spot");
                case 1 -> Documents.requirement(pool, Documents.ARCH, "In", dice.pick("amd64", "arm64"));
                case 2 -> Documents.requirement(pool, Documents.ZONE, "In", zones.get(0), zones.get(1));
                default -> Documents.requirement(pool, Documents.CPU, "Lt", "17");
            }
        }
        Doc unused = pool("general", 0);
        if (dice.oneIn(2)) {
            Documents.requirement(unused, Documents.CAPACITY_TYPE, "In", dice.pick("on-demand", "spot"));
        }
    }

    Doc pool(String name, int weight) {
        Doc pool = Documents.pool(name, weight);
        pools.add(pool);
        return pool;
    }

    List<Doc> poolDocs() {
        return pools;
    }

    boolean wantsMore() {
        return podsLeft > 0;
    }

    void ignorePreferences() {
        ignorePreferences = true;
    }

    @CanIgnoreReturnValue
    Workload workload() {
        return workload(dice.pick(1, 2, 3, dice.between(1, 10), dice.between(5, 40)));
    }

    Workload workload(int replicas) {
        int count = Math.max(1, Math.min(replicas, podsLeft));
        podsLeft -= count;
        String app = "app-%02d".formatted(workloads.size());
        var workload = new Workload(
                dice.oneIn(4) ? dice.pick(NAMESPACES) : "default", app, count, dice.pick(CPUS), dice.pick(MEMORIES));
        workloads.add(workload);
        return workload;
    }

    List<Workload> workloads() {
        return workloads;
    }

    void add(Doc object) {
        objects.add(object);
    }

    List<Doc> types() {
        return types;
    }

    String zone() {
        return dice.pick(zones);
    }

    /**
     * Between equals Karpenter serves the pod with the smaller uid first, and we the one with the smaller name; so that this
     * decides nothing, uids are in the order of names.
     */
    Case finish(CaseKind kind, long seed) {
        var all = new ArrayList<>(objects);
        all.addAll(pools);
        var byName = new ArrayList<>(workloads);
        byName.sort(Comparator.comparing(Workload::namespace).thenComparing(Workload::app));
        int pods = 0;
        for (Workload workload : byName) {
            String created = "2026-01-01T00:%02d:00Z".formatted(dice.between(0, 59));
            for (int i = 0; i < workload.replicas(); i++) {
                all.add(workload.pod(i, "00000000-0000-4000-8000-%012d".formatted(pods++), created));
            }
        }
        return new Case(kind, seed, all, types, ignorePreferences);
    }
}
