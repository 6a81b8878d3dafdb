package dev.wainwright.cli.workload;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.solver.Reason;
import java.util.List;

/**
 * The input with the pods that its workloads would create.
 *
 * @param objects everything that was there, then the new claims and pods, in a fixed order
 * @param notes which workloads were left out, and why
 */
public record Expansion(List<KubeObject> objects, List<Reason> notes) {
    public Expansion {
        objects = List.copyOf(objects);
        notes = List.copyOf(notes);
    }
}
