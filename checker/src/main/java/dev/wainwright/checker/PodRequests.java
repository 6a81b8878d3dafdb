package dev.wainwright.checker;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.Container;
import dev.wainwright.api.core.PodSpec.ResourceRequirements;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pod takes from its node, as kube-scheduler counts it: containers and sidecars together, or the hungriest moment
 * of the start when an init container needs more; resources set for the whole pod instead of the containers' sum; the
 * runtime's overhead on top; and one of the node's pod slots.
 */
final class PodRequests {
    private PodRequests() {}

    static Resources of(Pod pod) {
        return of(pod.spec());
    }

    static Resources of(PodSpec spec) {
        Resources total = containers(spec);
        ResourceRequirements wholePod = spec.resources();
        if (wholePod != null) {
            total = overridden(total, wholePod);
        }
        return total.plus(Resources.ofQuantities(spec.overhead())).plus(Resources.of(Resources.PODS, 1));
    }

    private static Resources containers(PodSpec spec) {
        Resources running = Resources.NONE;
        for (Container container : spec.containers()) {
            running = running.plus(requests(container.resources()));
        }
        Resources sidecars = Resources.NONE;
        Resources start = Resources.NONE;
        for (Container container : spec.initContainers()) {
            Resources own = requests(container.resources());
            if (container.isSidecar()) {
                sidecars = sidecars.plus(own);
                start = start.max(sidecars);
            } else {
                start = start.max(sidecars.plus(own));
            }
        }
        return running.plus(sidecars).max(start);
    }

    /** A limit without a request is the request, as the API server defaults it. */
    private static Resources requests(@Nullable ResourceRequirements resources) {
        if (resources == null) {
            return Resources.NONE;
        }
        Map<String, Quantity> effective = new HashMap<>(resources.limits());
        effective.putAll(resources.requests());
        return Resources.ofQuantities(effective);
    }

    private static Resources overridden(Resources containers, ResourceRequirements wholePod) {
        Resources total = containers;
        for (var limit : wholePod.limits().entrySet()) {
            if (countsForWholePod(limit.getKey()) && containers.get(limit.getKey()) == 0) {
                total = total.with(limit.getKey(), Resources.amount(limit.getKey(), limit.getValue()));
            }
        }
        for (var request : wholePod.requests().entrySet()) {
            if (countsForWholePod(request.getKey())) {
                total = total.with(request.getKey(), Resources.amount(request.getKey(), request.getValue()));
            }
        }
        return total;
    }

    private static boolean countsForWholePod(String resource) {
        return resource.equals(Resources.CPU)
                || resource.equals(Resources.MEMORY)
                || resource.startsWith(Resources.HUGEPAGES_PREFIX);
    }
}
