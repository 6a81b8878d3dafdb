package dev.wainwright.solver.firstfit;

import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.CompiledPool;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pool during one decision: what its limits still allow.
 *
 * <p>Each opened claim takes the largest capacity of any type it can still be (karpenter-core §3.5), so limits hold
 * whatever is launched. Unlike Karpenter, the number of nodes counts down within a decision too.
 */
final class PoolState {
    static final String NODES = "nodes";

    final CompiledPool compiled;
    final int requirements;
    final Map<String, Integer> minValues;
    private final Map<String, Long> remaining = new TreeMap<>();

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
        Resources limits = compiled.pool().remaining();
        if (limits != null) {
            for (int i = 0; i < limits.size(); i++) {
                remaining.put(limits.name(i), limits.amountAt(i));
            }
        }
    }

    boolean isFull() {
        return remaining.getOrDefault(NODES, 1L) <= 0;
    }

    /** Takes out of {@code types} those whose capacity is more than the limits leave. */
    void keepWithinLimits(long[] types) {
        if (remaining.isEmpty()) {
            return;
        }
        for (int type = Bits.next(types, 0); type >= 0; type = Bits.next(types, type + 1)) {
            Resources capacity = compiled.table().type(type).capacity();
            for (var limit : remaining.entrySet()) {
                if (!limit.getKey().equals(NODES) && capacity.get(limit.getKey()) > limit.getValue()) {
                    Bits.clear(types, type);
                    break;
                }
            }
        }
    }

    void charge(long[] types) {
        remaining.computeIfPresent(NODES, (name, left) -> left - 1);
        for (var limit : remaining.entrySet()) {
            if (limit.getKey().equals(NODES)) {
                continue;
            }
            long largest = 0;
            for (int type = Bits.next(types, 0); type >= 0; type = Bits.next(types, type + 1)) {
                largest =
                        Math.max(largest, compiled.table().type(type).capacity().get(limit.getKey()));
            }
            limit.setValue(limit.getValue() - largest);
        }
    }

    /** What the limits leave, by resource; empty without limits. */
    Map<String, Long> remaining() {
        return remaining;
    }
}
