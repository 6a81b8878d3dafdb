package dev.wainwright.solver.firstfit;

import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.CompiledPool;
import dev.wainwright.solver.catalogue.Limits;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pool during one decision: what its limits still allow.
 *
 * <p>Each opened claim takes the largest capacity of any type it can still be (karpenter-core §3.5), so limits hold
 * whatever is launched. Unlike Karpenter, the number of nodes counts down within a decision too.
 */
final class PoolState {
    final CompiledPool compiled;
    final int requirements;
    final Map<String, Integer> minValues;
    private final Map<String, Long> remaining;

    PoolState(CompiledPool compiled, int requirements) {
        this.compiled = compiled;
        this.requirements = requirements;
        var demanded = new TreeMap<String, Integer>();
        for (Requirement requirement : compiled.pool().requirements().byKey().values()) {
            if (requirement.minValues() > 0) {
                demanded.put(requirement.key(), requirement.minValues());
            }
        }
        minValues = demanded;
        remaining = Limits.of(compiled);
    }

    boolean isFull() {
        return remaining.getOrDefault(Limits.NODES, 1L) <= 0;
    }

    /** Takes out of {@code types} those whose capacity is more than the limits leave. */
    void keepWithinLimits(long[] types) {
        if (remaining.isEmpty()) {
            return;
        }
        for (int type = Bits.next(types, 0); type >= 0; type = Bits.next(types, type + 1)) {
            for (var limit : remaining.entrySet()) {
                if (Limits.draw(compiled, type, limit.getKey()) > limit.getValue()) {
                    Bits.clear(types, type);
                    break;
                }
            }
        }
    }

    void charge(long[] types) {
        for (var limit : remaining.entrySet()) {
            long largest = 0;
            for (int type = Bits.next(types, 0); type >= 0; type = Bits.next(types, type + 1)) {
                largest = Math.max(largest, Limits.draw(compiled, type, limit.getKey()));
            }
            limit.setValue(limit.getValue() - largest);
        }
    }

    /** What the limits leave, by resource; empty without limits. */
    Map<String, Long> remaining() {
        return remaining;
    }
}
