package dev.wainwright.cli.up;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What containers would say here, where none run: that they are simulated. */
final class SimulatedLogs {
    private SimulatedLogs() {}

    private static List<String> names(Pod pod) {
        var names = new ArrayList<String>();
        Stream.of(pod.spec().containers(), pod.spec().initContainers())
                .flatMap(List::stream)
                .forEach(each -> names.add(each.name()));
        for (Tree each : pod.rest().mapping("spec").items("ephemeralContainers")) {
            names.add(each instanceof Tree.Mapping added ? added.text("name", "") : "");
        }
        return names;
    }

    static Result<String> of(Pod pod, String container) {
        String name = container.isEmpty() ? pod.spec().containers().getFirst().name() : container;
        if (!names(pod).contains(name)) {
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
