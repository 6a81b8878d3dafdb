package dev.wainwright.cli.up;

import dev.wainwright.api.core.Pod;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.List;

/** What containers would say here, where none run: that they are simulated. */
final class SimulatedLogs {
    private SimulatedLogs() {}

    static Result<String> of(Pod pod, String container) {
        List<String> names =
                pod.spec().containers().stream().map(each -> each.name()).toList();
        String name = container.isEmpty() ? names.getFirst() : container;
        if (!names.contains(name)) {
            return Result.refused(new Refusal.BadRequest("container " + name + " is not valid for pod " + pod.name()));
        }
        if (!pod.isBound()) {
            return Result.ok("");
        }
        if (pod.status().phase().equals("Pending")) {
            return Result.refused(new Refusal.BadRequest(
                    "container \"" + name + "\" in pod \"" + pod.name() + "\" is waiting to start: ContainerCreating"));
        }
        return Result.ok("container " + name + " of pod " + pod.qualifiedName()
                + " is simulated by Wainwright: it takes its time, but no process runs in it\n");
    }
}
