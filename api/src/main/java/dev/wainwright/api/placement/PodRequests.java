package dev.wainwright.api.placement;

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
public final class PodRequests {
    private static final Resources ONE_POD = Resources.of(Resources.PODS, 1);

    private PodRequests() {}

    public static Resources of(PodSpec spec) {
        return of(spec, Resources.NONE);
    }

    /** The same, as if each container that is silent about a resource of {@code assumed} asked for that much. */
    public static Resources of(PodSpec spec, Resources assumed) {
        Resources sidecars = Resources.NONE;
        Resources startUp = Resources.NONE;
        for (Container container : spec.initContainers()) {
            Resources wanted = requests(container.resources(), assumed);
            if (container.isSidecar()) {
                sidecars = sidecars.plus(wanted);
                startUp = startUp.max(sidecars);
            } else {
                startUp = startUp.max(sidecars.plus(wanted));
            }
        }
        Resources running = sidecars;
        for (Container container : spec.containers()) {
            running = running.plus(requests(container.resources(), assumed));
        }
        Resources pod = statedForPod(running.max(startUp), spec.resources());
        return pod.plus(Resources.ofQuantities(spec.overhead())).plus(ONE_POD);
    }

    /** A container that states only a limit asks for as much. */
    private static Resources requests(@Nullable ResourceRequirements resources, Resources assumed) {
        if (resources == null) {
            return assumed;
        }
        Map<String, Quantity> wanted = new HashMap<>(resources.limits());
        wanted.putAll(resources.requests());
        Resources asked = Resources.ofQuantities(wanted);
        for (int i = 0; i < assumed.size(); i++) {
            if (!asked.has(assumed.name(i))) {
                asked = asked.with(assumed.name(i), assumed.amountAt(i));
            }
        }
        return asked;
    }

    private static Resources statedForPod(Resources containers, @Nullable ResourceRequirements stated) {
        if (stated == null) {
            return containers;
        }
        Resources pod = containers;
        Resources whole = requests(stated, Resources.NONE);
        for (int i = 0; i < whole.size(); i++) {
            pod = pod.with(whole.name(i), whole.amountAt(i));
        }
        return pod;
    }
}
