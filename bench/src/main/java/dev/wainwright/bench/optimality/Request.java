package dev.wainwright.bench.optimality;

import dev.wainwright.bench.cases.Dice;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.resource.Resources;
import java.util.function.Function;

/** What a pod asks for, in thousandths of a CPU and in MiB; 0 of something means that it is not asked for. */
record Request(long milli, long mebi) {
    private static final Request[] COMMON = {
        new Request(50, 64),
        new Request(100, 128),
        new Request(100, 128),
        new Request(100, 256),
        new Request(200, 256),
        new Request(250, 512),
        new Request(250, 512),
        new Request(500, 512),
        new Request(500, 1024),
        new Request(1000, 1024),
        new Request(1000, 2048),
        new Request(1000, 4096),
        new Request(1500, 6144),
        new Request(2000, 4096),
        new Request(2000, 8192),
        new Request(4000, 8192),
        new Request(4000, 16384),
        new Request(3500, 28672),
        new Request(7000, 14336)
    };

    private static final double MEDIAN_MILLI = 400;
    private static final double MEDIAN_MEBI_PER_MILLI = 3;

    /** The sizes that people write. */
    static Request common(Dice dice) {
        return dice.pick(COMMON);
    }

    /** As a recommender would set them: many small ones, few large, memory going loosely with the CPU. */
    static Request logNormal(Dice dice) {
        double milli = MEDIAN_MILLI * StrictMath.exp(1.1 * dice.normal());
        double mebi = milli * MEDIAN_MEBI_PER_MILLI * StrictMath.exp(0.8 * dice.normal());
        return new Request(rounded(milli, 10, 12_000), rounded(mebi, 16, 48 << 10));
    }

    /** One way for a whole question. */
    static Function<Dice, Request> realistic(Dice dice) {
        return dice.oneIn(2) ? Request::common : Request::logNormal;
    }

    /** Just more than this part of the machine, so that one fewer fits than it seems. */
    static Request justOver(InstanceType machine, int cpuParts, int memoryParts, Dice dice) {
        Request all = all(machine);
        return new Request(
                all.milli / cpuParts + 1 + dice.between(0, (int) (all.milli / (25L * cpuParts))),
                all.mebi / memoryParts + 1 + dice.between(0, (int) (all.mebi / (25L * memoryParts))));
    }

    /** All that pods may use of the machine. */
    static Request all(InstanceType machine) {
        Resources room = machine.allocatable();
        return new Request(room.get(Resources.CPU), room.get(Resources.MEMORY) >> 20);
    }

    private static long rounded(double amount, long step, long most) {
        return Math.clamp(Math.round(amount / step) * step, step, most);
    }

    String cpu() {
        return milli == 0 ? "" : milli + "m";
    }

    String memory() {
        return mebi == 0 ? "" : mebi + "Mi";
    }
}
