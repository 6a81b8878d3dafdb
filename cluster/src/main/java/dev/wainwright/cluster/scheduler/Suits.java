package dev.wainwright.cluster.scheduler;

import java.util.List;

/** Scores that a node gets by itself, each of 0 to 100 and of weight 1. */
final class Suits {
    static final int BEST = 100;

    private static final long SMALLEST_IMAGES = 23L << 20;
    private static final long LARGEST_IMAGE = 1000L << 20;

    private Suits() {}

    /** NodeResourcesFit by LeastAllocated, and NodeResourcesBalancedAllocation. */
    static int byUse(Slot slot, Ask ask) {
        return least(slot, ask) + (ask.isModest() ? 0 : balanced(slot, ask));
    }

    private static int least(Slot slot, Ask ask) {
        long cpu = slot.allocatable(ResourceNames.CPU);
        long memory = slot.allocatable(ResourceNames.MEMORY);
        long score = 0;
        int kinds = 0;
        if (cpu > 0) {
            score += free(cpu, slot.weighedCpu + ask.weighed()[0]);
            kinds++;
        }
        if (memory > 0) {
            score += free(memory, slot.weighedMemory + ask.weighed()[1]);
            kinds++;
        }
        return kinds == 0 ? 0 : (int) (score / kinds);
    }

    private static long free(long allocatable, long taken) {
        return taken > allocatable ? 0 : (allocatable - taken) * BEST / allocatable;
    }

    /** Half the difference of two shares is their standard deviation. */
    private static int balanced(Slot slot, Ask ask) {
        long cpu = slot.allocatable(ResourceNames.CPU);
        long memory = slot.allocatable(ResourceNames.MEMORY);
        if (cpu == 0 || memory == 0) {
            return BEST;
        }
        double cpuShare =
                Math.min(1, (double) (slot.used(ResourceNames.CPU) + ask.requests()[ResourceNames.CPU]) / cpu);
        double memoryShare =
                Math.min(1, (double) (slot.used(ResourceNames.MEMORY) + ask.requests()[ResourceNames.MEMORY]) / memory);
        return (int) ((1 - Math.abs(cpuShare - memoryShare) / 2) * BEST);
    }

    /** ImageLocality: how much of the pod's images is there, each weighed by how common it is. */
    static int byImages(Slot slot, List<String> images, Board board) {
        if (slot.images.isEmpty() || images.isEmpty()) {
            return 0;
        }
        long sum = 0;
        for (String image : images) {
            Long size = slot.images.get(image);
            if (size != null) {
                sum += (long) (size * ((double) board.holders(image) / Math.max(1, board.nodeCount())));
            }
        }
        long most = LARGEST_IMAGE * images.size();
        long counted = Math.clamp(sum, SMALLEST_IMAGES, most);
        return (int) (BEST * (counted - SMALLEST_IMAGES) / (most - SMALLEST_IMAGES));
    }
}
