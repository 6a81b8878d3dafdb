package dev.wainwright.autoscaler;

import dev.wainwright.solver.compile.PlanOptions;
import java.time.Duration;

/**
 * How the autoscaler behaves (karpenter-core §7).
 *
 * @param batchIdle how long no further pod must come before a batch is planned for
 * @param batchMax how long a batch may grow
 * @param adaptive after a time without a plan, wait no longer than it takes to see that pods have stopped coming: three times
 *     the pause between two of them lately, at least a tenth of {@code batchIdle} and at most all of it
 * @param planning how plans are made
 */
public record Settings(Duration batchIdle, Duration batchMax, boolean adaptive, PlanOptions planning) {
    /** As Karpenter is set, but packing for price. */
    public static final Settings STANDARD =
            new Settings(Duration.ofSeconds(1), Duration.ofSeconds(10), false, PlanOptions.DEFAULT);

    public Settings with(PlanOptions newPlanning) {
        return new Settings(batchIdle, batchMax, adaptive, newPlanning);
    }

    public Settings withAdaptiveBatches() {
        return new Settings(batchIdle, batchMax, true, planning);
    }
}
