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
        Resources pod = statedForPod(
                containers(spec, resources -> requests(resources, assumed)),
                requests(spec.resources(), Resources.NONE));
        return pod.plus(Resources.ofQuantities(spec.overhead())).plus(ONE_POD);
    }

    /** What it may take of a node at most, as far as it is limited, by the same sum; without its runtime's overhead. */
    public static Resources limits(PodSpec spec) {
        return statedForPod(containers(spec, PodRequests::limits), limits(spec.resources()))
                .plus(ONE_POD);
    }

    /** What one container, or the whole pod, states of one sort. */
    private interface Stated {
        Resources by(@Nullable ResourceRequirements resources);
    }

    private static Resources containers(PodSpec spec, Stated stated) {
        Resources sidecars = Resources.NONE;
        Resources startUp = Resources.NONE;
        for (Container container : spec.initContainers()) {
            Resources wanted = stated.by(container.resources());
            if (container.isSidecar()) {
                sidecars = sidecars.plus(wanted);
                startUp = startUp.max(sidecars);
            } else {
                startUp = startUp.max(sidecars.plus(wanted));
            }
        }
        Resources running = sidecars;
        for (Container container : spec.containers()) {
            running = running.plus(stated.by(container.resources()));
        }
        return running.max(startUp);
    }

    private static Resources limits(@Nullable ResourceRequirements resources) {
        return resources == null ? Resources.NONE : Resources.ofQuantities(resources.limits());
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

    private static Resources statedForPod(Resources containers, Resources whole) {
        Resources pod = containers;
        for (int i = 0; i < whole.size(); i++) {
            pod = pod.with(whole.name(i), whole.amountAt(i));
        }
        return pod;
    }
}
