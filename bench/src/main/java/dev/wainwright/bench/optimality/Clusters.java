package dev.wainwright.bench.optimality;

import dev.wainwright.bench.cases.Dice;
import dev.wainwright.bench.cases.Doc;
import dev.wainwright.bench.cases.Documents;
import dev.wainwright.bench.cases.Workload;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.resource.Resources;
import java.util.Map;
import java.util.TreeMap;

/** Families about the cluster that pods come to: daemons, pools and nodes. */
final class Clusters {
    private static final int MOST_NODES = 150;

    private Clusters() {}

    static void daemons(Sketch sketch) {
        daemonSets(sketch);
        Plain.realistic(sketch);
    }

    static void daemonSets(Sketch sketch) {
        Dice dice = sketch.dice;
        int count = dice.between(2, 4);
        for (int i = 0; i < count; i++) {
            Doc set = Documents.daemonSet(
                    "agent-" + i, dice.pick("25m", "100m", "250m", "500m"), dice.pick("64Mi", "256Mi", "1Gi"));
            if (dice.oneIn(4)) {
                set.set(dice.pick("arm64", "amd64"), "spec", "template", "spec", "nodeSelector", Documents.ARCH);
            } else {
                set.add(Doc.of("operator", "Exists"), "spec", "template", "spec", "tolerations");
            }
            sketch.add(set);
        }
    }

    /** A heavy pool that holds about a third of the pods, a second one with a taint, and one for the rest. */
    static void severalPools(Sketch sketch) {
        Dice dice = sketch.dice;
        sketch.workloads(Request.realistic(dice));
        Doc first = sketch.pool("first", 50);
        if (sketch.spec.offer() == Offer.CMR) {
            Documents.requirement(first, Documents.ARCH, "In", "arm64");
        } else {
            Documents.requirement(first, Documents.CAPACITY_TYPE, "In", "spot");
        }
        first.set(Long.toString(2 + sketch.milli() / 3000), "spec", "limits", "cpu");
        Doc second = sketch.pool("second", 10);
        second.add(Documents.taint("dedicated", "batch", "NoSchedule"), "spec", "template", "spec", "taints");
        if (dice.oneIn(2)) {
            second.set(Integer.toString(1 + sketch.spec.pods() / 60), "spec", "limits", "nodes");
        }
        Doc rest = sketch.pool("rest", 0);
        Documents.requirement(rest, Documents.CAPACITY_TYPE, "In", "on-demand");
        for (Workload workload : sketch.workloads()) {
            if (dice.oneIn(3)) {
                workload.add(Doc.of("key", "dedicated", "operator", "Equal", "value", "batch"), "spec", "tolerations");
            }
        }
    }

    static void existing(Sketch sketch) {
        int nodes = Math.min(MOST_NODES, 1 + sketch.spec.pods() / 25);
        for (int i = 0; i < nodes; i++) {
            node(sketch, "node-%03d".formatted(i));
        }
        Plain.realistic(sketch);
    }

    private static void node(Sketch sketch, String name) {
        InstanceType machine = machine(sketch);
        Resources room = machine.allocatable();
        long milli = room.get(Resources.CPU);
        long mebi = room.get(Resources.MEMORY) >> 20;
        Map<String, String> labels = new TreeMap<>();
        labels.put(Documents.INSTANCE_TYPE, machine.name());
        labels.put(
                Documents.ARCH, machine.requirements().get(Labels.ARCH).values().getFirst());
        labels.put(Labels.OS, "linux");
        labels.put(Documents.ZONE, sketch.zone());
        labels.put(Documents.CAPACITY_TYPE, "on-demand");
        labels.put("karpenter.sh/nodepool", "default");
        labels.put("karpenter.sh/registered", "true");
        labels.put("karpenter.sh/initialized", "true");
        sketch.add(Documents.node(name, labels, milli + "m", mebi + "Mi", (int) room.get(Resources.PODS)));
        int full = sketch.dice.between(30, 95);
        var resident = new Workload("default", "resident", 1, milli * full / 100 + "m", mebi * full / 120 + "Mi");
        Doc pod = resident.pod(0, name, "2025-12-31T00:00:00Z");
        pod.set("resident-" + name, "metadata", "name");
        pod.set(name, "spec", "nodeName");
        pod.set("Running", "status", "phase");
        sketch.add(pod);
    }

    /** Nodes that are there are of ordinary size. */
    private static InstanceType machine(Sketch sketch) {
        InstanceType machine = sketch.machine();
        long milli = machine.allocatable().get(Resources.CPU);
        return milli >= 1500 && milli <= 16_000 ? machine : machine(sketch);
    }
}
