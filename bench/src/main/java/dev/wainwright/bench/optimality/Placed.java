package dev.wainwright.bench.optimality;

import static dev.wainwright.bench.cases.Documents.constraint;
import static dev.wainwright.bench.cases.Documents.podTerm;

import dev.wainwright.bench.cases.Doc;
import dev.wainwright.bench.cases.Documents;
import dev.wainwright.bench.cases.Workload;
import java.util.List;

/** Families in which pods say where they go and beside whom. */
final class Placed {
    private static final String HARD = "DoNotSchedule";
    private static final String STORAGE = "block";

    private Placed() {}

    static void zoneSpread(Sketch sketch) {
        Plain.realistic(sketch);
        for (Workload workload : sketch.workloads()) {
            if (!sketch.dice.oneIn(3)) {
                zoneSpread(sketch, workload);
            }
        }
    }

    private static void zoneSpread(Sketch sketch, Workload workload) {
        workload.add(
                constraint(Documents.ZONE, sketch.dice.between(1, 2), HARD, workload.selector()),
                "spec",
                "topologySpreadConstraints");
    }

    static void hostnameSpread(Sketch sketch) {
        Plain.realistic(sketch);
        for (Workload workload : sketch.workloads()) {
            if (sketch.dice.oneIn(2)) {
                hostnameSpread(sketch, workload);
            }
        }
    }

    private static void hostnameSpread(Sketch sketch, Workload workload) {
        workload.add(
                constraint(Documents.HOSTNAME, sketch.dice.between(1, 4), HARD, workload.selector()),
                "spec",
                "topologySpreadConstraints");
    }

    /** Away from their own, or from those of another workload. */
    static void antiAffinity(Sketch sketch) {
        Plain.realistic(sketch);
        for (Workload workload : sketch.workloads()) {
            switch (sketch.dice.between(0, 4)) {
                case 0, 1 -> away(workload, workload);
                case 2 -> away(workload, sketch.dice.pick(sketch.workloads()));
                default -> {}
            }
        }
    }

    private static void away(Workload workload, Workload from) {
        workload.add(
                podTerm(Documents.HOSTNAME, from.selector()),
                "spec",
                "affinity",
                "podAntiAffinity",
                "requiredDuringSchedulingIgnoredDuringExecution");
    }

    static void forcedZones(Sketch sketch) {
        Plain.realistic(sketch);
        sketch.add(Documents.storageClass(STORAGE, List.of()));
        for (Workload workload : sketch.workloads()) {
            switch (sketch.dice.between(0, 3)) {
                case 0, 1 -> workload.select(Documents.ZONE, sketch.zone());
                case 2 -> volumes(sketch, workload);
                default -> {}
            }
        }
    }

    /** Every pod has a volume of its own, which is in some zone. */
    private static void volumes(Sketch sketch, Workload workload) {
        for (int i = 0; i < workload.replicas(); i++) {
            String claim = "data-%s-%03d".formatted(workload.app(), i);
            sketch.add(Documents.claim(workload.namespace(), claim, STORAGE, "pv-" + claim));
            sketch.add(Documents.volume("pv-" + claim, STORAGE, sketch.zone()));
        }
        workload.change(pod -> pod.add(
                Doc.of(
                        "name",
                        "data",
                        "persistentVolumeClaim",
                        Doc.of("claimName", "data-" + pod.text("metadata", "name"))),
                "spec",
                "volumes"));
    }

    static void mixed(Sketch sketch) {
        Clusters.daemonSets(sketch);
        Plain.realistic(sketch);
        for (Workload workload : sketch.workloads()) {
            switch (sketch.dice.between(0, 9)) {
                case 0, 1 -> zoneSpread(sketch, workload);
                case 2 -> hostnameSpread(sketch, workload);
                case 3 -> away(workload, workload);
                case 4 -> workload.select(Documents.ZONE, sketch.zone());
                case 5 -> workload.select(Documents.ARCH, sketch.dice.pick("amd64", "arm64"));
                case 6 -> {
                    zoneSpread(sketch, workload);
                    hostnameSpread(sketch, workload);
                }
                default -> {}
            }
        }
    }
}
