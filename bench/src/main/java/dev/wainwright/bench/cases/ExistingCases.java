package dev.wainwright.bench.cases;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Cases with nodes that are there, and everything at once. */
final class ExistingCases {
    private ExistingCases() {}

    static void existing(Draft draft) {
        draft.pools();
        if (draft.dice.oneIn(2)) {
            CapacityCases.daemonSets(draft);
        }
        nodes(draft, draft.dice.between(2, 12));
        while (draft.wantsMore()) {
            Workload workload = draft.workload();
            switch (draft.dice.between(0, 4)) {
                case 0 -> PlacementCases.select(draft, workload);
                case 1 -> TopologyCases.spreadOne(draft, workload);
                case 2 -> TopologyCases.antiAffinityOne(draft, workload);
                default -> {}
            }
        }
    }

    /** Nodes of some small types, each with some pods of the first workloads' apps on it; gives their names. */
    @CanIgnoreReturnValue
    static List<String> nodes(Draft draft, int count) {
        Dice dice = draft.dice;
        var names = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            String name = "node-%02d".formatted(i);
            TypeDocs.Machine machine = TypeDocs.machine(draft.types(), dice);
            int cpu = machine.cpu();
            var labels = new TreeMap<>(machine.labels());
            labels.put(Documents.ZONE, draft.zone());
            labels.put(Documents.CAPACITY_TYPE, dice.pick("on-demand", "spot"));
            if (dice.oneIn(2)) {
                labels.put("karpenter.sh/nodepool", "general");
                labels.put("karpenter.sh/registered", "true");
                labels.put("karpenter.sh/initialized", "true");
            }
            Doc node = Documents.node(name, labels, cpu * 1000 - 100 + "m", machine.memory(), 58);
            if (dice.oneIn(5)) {
                node.add(
                        Documents.taint("dedicated", "batch", dice.pick("NoSchedule", "PreferNoSchedule")),
                        "spec",
                        "taints");
            }
            draft.add(node);
            residents(draft, name, cpu);
            names.add(name);
        }
        return names;
    }

    private static void residents(Draft draft, String node, int cpu) {
        Dice dice = draft.dice;
        int count = dice.between(0, 4);
        for (int i = 0; i < count; i++) {
            String app = "app-%02d".formatted(dice.between(0, 5));
            Doc pod = new Workload("default", app, 1, cpu * dice.pick(50, 100, 200) + "m", dice.pick("256Mi", "1Gi"))
                    .pod(900 + i, "%s-%d".formatted(node, i), "2025-12-31T00:00:00Z");
            pod.set("%s-%s-%d".formatted(app, node, i), "metadata", "name");
            pod.set(node, "spec", "nodeName");
            pod.set("Running", "status", "phase");
            if (dice.oneIn(6)) {
                pod.add(
                        Documents.podTerm(
                                dice.pick(Documents.HOSTNAME, Documents.ZONE),
                                Doc.of("matchLabels", Doc.of("app", "app-%02d".formatted(dice.between(0, 5))))),
                        "spec",
                        "affinity",
                        "podAntiAffinity",
                        "requiredDuringSchedulingIgnoredDuringExecution");
            }
            draft.add(pod);
        }
    }

    static void volumes(Draft draft) {
        draft.pools();
        storage(draft);
        for (String node : nodes(draft, draft.dice.between(0, 5))) {
            draft.add(Documents.csiNode(node, draft.dice.between(1, 4)));
        }
        while (draft.wantsMore()) {
            volumeOne(draft, draft.workload(draft.dice.between(1, 6)));
        }
    }

    private static void storage(Draft draft) {
        draft.add(Documents.storageClass("anywhere", List.of()));
        draft.add(Documents.storageClass(
                "here", List.of(draft.zone(), draft.zone()).stream().distinct().toList()));
    }

    /** Every pod gets a claim of its own; bound claims have a volume in some zone. */
    private static void volumeOne(Draft draft, Workload workload) {
        Dice dice = draft.dice;
        int form = dice.between(0, 4);
        if (form == 4) {
            return;
        }
        if (form == 3) {
            ephemeral(draft, workload);
            return;
        }
        String storageClass = dice.pick("anywhere", "here");
        for (int i = 0; i < workload.replicas(); i++) {
            String name = "%s-%s-%03d".formatted("data", workload.app(), i);
            String volume = form == 0 ? "" : "pv-" + name;
            draft.add(Documents.claim(workload.namespace(), name, storageClass, volume));
            if (!volume.isEmpty()) {
                draft.add(Documents.volume(volume, storageClass, draft.zone()));
            }
        }
        workload.change(pod -> {
            String claim = "data-" + pod.text("metadata", "name");
            pod.add(Doc.of("name", "data", "persistentVolumeClaim", Doc.of("claimName", claim)), "spec", "volumes");
        });
        if (dice.oneIn(3)) {
            TopologyCases.spreadOne(draft, workload);
        }
    }

    /** Kubernetes makes the claims with the pods, so they are there when a planner looks. */
    private static void ephemeral(Draft draft, Workload workload) {
        for (int i = 0; i < workload.replicas(); i++) {
            draft.add(
                    Documents.claim(workload.namespace(), "%s-%03d-scratch".formatted(workload.app(), i), "here", ""));
        }
        Doc claim = Doc.of(
                "accessModes",
                List.of("ReadWriteOnce"),
                "storageClassName",
                "here",
                "resources",
                Doc.of("requests", Doc.of("storage", "5Gi")));
        workload.add(
                Doc.of("name", "scratch", "ephemeral", Doc.of("volumeClaimTemplate", Doc.of("spec", claim))),
                "spec",
                "volumes");
    }

    static void mixed(Draft draft) {
        Dice dice = draft.dice;
        draft.pools();
        storage(draft);
        if (dice.oneIn(2)) {
            CapacityCases.daemonSets(draft);
        }
        if (dice.oneIn(2)) {
            nodes(draft, dice.between(1, 8));
        }
        while (draft.wantsMore()) {
            Workload workload = draft.workload();
            for (int i = dice.between(0, 2); i > 0; i--) {
                oneOfEverything(draft, workload);
            }
        }
    }

    private static void oneOfEverything(Draft draft, Workload workload) {
        switch (draft.dice.between(0, 7)) {
            case 0 -> PlacementCases.select(draft, workload);
            case 1 -> TopologyCases.spreadOne(draft, workload);
            case 2 -> TopologyCases.affinityOne(draft, workload);
            case 3 -> TopologyCases.antiAffinityOne(draft, workload);
            case 4 -> TopologyCases.preferOne(draft, workload);
            case 5 -> CapacityCases.hostPortOne(draft, workload);
            case 6 -> CapacityCases.requestsOne(draft, workload);
            default -> {}
        }
    }
}
