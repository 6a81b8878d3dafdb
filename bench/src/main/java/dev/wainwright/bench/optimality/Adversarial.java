package dev.wainwright.bench.optimality;

import dev.wainwright.model.instance.InstanceType;
import java.util.Comparator;

/** Families made to mislead a packer. */
final class Adversarial {
    private Adversarial() {}

    static void justOver(Sketch sketch) {
        sketch.pool("default", 0);
        InstanceType machine = sketch.machine();
        sketch.workloads(dice -> {
            int parts = dice.between(2, 5);
            return Request.justOver(machine, parts, dice.oneIn(2) ? parts : dice.between(parts, 12), dice);
        });
    }

    /**
     * In turn: the sizes with which first-fit decreasing takes 11 machines where 9 do (6 × ½+ε, 6 × ¼+2ε, 6 × ¼+ε, 12 ×
     * ¼−2ε), and pods that take much CPU or much memory, which only fit well together.
     */
    static void firstFitWorst(Sketch sketch) {
        sketch.pool("default", 0);
        Request all = Request.all(sketch.machine());
        if (sketch.spec.number() % 2 == 0) {
            opposites(sketch, all);
            return;
        }
        long half = all.milli() / 2;
        long quarter = all.milli() / 4;
        long little = all.milli() / 100;
        int fifth = Math.max(1, sketch.spec.pods() / 5);
        long mebi = all.mebi() / 16;
        sketch.workload(fifth, new Request(half + little, mebi));
        sketch.workload(fifth, new Request(quarter + 2 * little, mebi));
        sketch.workload(fifth, new Request(quarter + little, mebi));
        sketch.workload(sketch.spec.pods() - 3 * fifth, new Request(quarter - 2 * little, mebi));
    }

    private static void opposites(Sketch sketch, Request all) {
        sketch.workloads(dice -> {
            long large = dice.between(45, 70);
            long small = dice.between(5, 90 - (int) large);
            return dice.oneIn(2)
                    ? new Request(all.milli() * large / 100, all.mebi() * small / 100)
                    : new Request(all.milli() * small / 100, all.mebi() * large / 100);
        });
    }

    static void giant(Sketch sketch) {
        sketch.pool("default", 0);
        InstanceType largest = sketch.types().stream()
                .max(Comparator.comparingLong(type -> Request.all(type).milli()))
                .orElseThrow();
        Request all = Request.all(largest);
        sketch.workload(1, new Request(all.milli() * 9 / 10, all.mebi() / 2));
        sketch.workloads(dice -> new Request(dice.between(2, 20) * 10L, dice.between(2, 40) * 16L));
    }
}
