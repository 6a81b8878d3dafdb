package dev.wainwright.bench.optimality;

import dev.wainwright.bench.cases.Doc;
import dev.wainwright.bench.cases.Documents;
import dev.wainwright.bench.cases.Workload;

/** Families in which pods ask for amounts and nothing else. */
final class Plain {
    private Plain() {}

    static void realistic(Sketch sketch) {
        sketch.pool("default", 0);
        sketch.workloads(Request.realistic(sketch.dice));
    }

    static void diverse(Sketch sketch) {
        sketch.pool("default", 0);
        sketch.workloads(dice -> new Request(dice.between(5, 800) * 10L, dice.between(4, 1500) * 16L));
    }

    static void cpuOnly(Sketch sketch) {
        sketch.pool("default", 0);
        sketch.workloads(dice -> new Request(Request.logNormal(dice).milli(), 0));
    }

    static void memoryOnly(Sketch sketch) {
        sketch.pool("default", 0);
        sketch.workloads(dice -> new Request(0, Request.logNormal(dice).mebi()));
    }

    /** Some ask for nothing at all. */
    static void tiny(Sketch sketch) {
        sketch.pool("default", 0);
        sketch.workloads(
                dice -> dice.oneIn(8) ? new Request(0, 0) : new Request(dice.between(1, 20), dice.between(2, 40)));
    }

    /** Every fifth workload, and always the first, asks for accelerators. */
    static void gpu(Sketch sketch) {
        sketch.pool("default", 0);
        sketch.workloads(Request.realistic(sketch.dice));
        for (Workload workload : sketch.workloads()) {
            if (workload == sketch.workloads().getFirst() || sketch.dice.oneIn(5)) {
                String count = sketch.dice.pick("1", "1", "1", "2", "4");
                Doc container = Documents.container("accelerated", "100m", "256Mi");
                container.set(count, "resources", "requests", "nvidia.com/gpu");
                container.set(count, "resources", "limits", "nvidia.com/gpu");
                workload.add(container, "spec", "containers");
            }
        }
    }
}
