package dev.wainwright.solver.catalogue;

import dev.wainwright.model.resource.Resources;
import java.util.Map;
import java.util.TreeMap;

/** What pools may still launch. */
public final class Limits {
    public static final String NODES = "nodes";

    private Limits() {}

    /** What a pool's limits leave before anything is planned, by resource; empty without limits. */
    public static Map<String, Long> of(CompiledPool pool) {
        var left = new TreeMap<String, Long>();
        Resources limits = pool.pool().remaining();
        if (limits != null) {
            for (int i = 0; i < limits.size(); i++) {
                left.put(limits.name(i), limits.amountAt(i));
            }
        }
        return left;
    }

    /** What one machine of a type takes from a limit. */
    public static long draw(CompiledPool pool, int type, String resource) {
        return resource.equals(NODES) ? 1 : pool.table().type(type).capacity().get(resource);
    }
}
