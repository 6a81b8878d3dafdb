package dev.wainwright.solver.compile;

import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.Container;
import dev.wainwright.api.core.PodSpec.ResourceRequirements;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pod takes of a node: its containers and sidecars together, or its hungriest moment of start-up if that is more;
 * amounts stated for the whole pod in their place; the overhead of its runtime on top; and one pod.
 */
final class PodRequests {
    private static final Resources ONE_POD = Resources.of(Resources.PODS, 1);

    private PodRequests() {}

    static Resources of(PodSpec spec) {
        Resources sidecars = Resources.NONE;
        Resources startUp = Resources.NONE;
        for (Container container : spec.initContainers()) {
            Resources wanted = requests(container.resources());
            if (container.isSidecar()) {
                sidecars = sidecars.plus(wanted);
                startUp = startUp.max(sidecars);
            } else {
                startUp = startUp.max(sidecars.plus(wanted));
            }
        }
        Resources running = sidecars;
        for (Container container : spec.containers()) {
            running = running.plus(requests(container.resources()));
        }
        Resources pod = statedForPod(running.max(startUp), spec.resources());
        return pod.plus(Resources.ofQuantities(spec.overhead())).plus(ONE_POD);
    }

    /** A container that states only a limit asks for as much. */
    private static Resources requests(@Nullable ResourceRequirements resources) {
        if (resources == null) {
            return Resources.NONE;
        }
        if (resources.limits().isEmpty()) {
            return Resources.ofQuantities(resources.requests());
        }
        Map<String, Quantity> wanted = new HashMap<>(resources.limits());
        wanted.putAll(resources.requests());
        return Resources.ofQuantities(wanted);
    }

    private static Resources statedForPod(Resources containers, @Nullable ResourceRequirements stated) {
        if (stated == null) {
            return containers;
        }
        Resources pod = containers;
        Resources whole = requests(stated);
        for (int i = 0; i < whole.size(); i++) {
            pod = pod.with(whole.name(i), whole.amountAt(i));
        }
        return pod;
    }
}
