package dev.wainwright.api.placement;

import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.Container;
import dev.wainwright.api.core.PodSpec.ResourceRequirements;
import dev.wainwright.model.resource.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How safe a pod is from being evicted by a node under pressure: follows from what it asks for. */
public final class QosClass {
    private static final List<String> COUNTED = List.of("cpu", "memory");

    private QosClass() {}

    /** As {@code status.qosClass} says it. */
    public static String of(PodSpec spec) {
        ResourceRequirements whole = spec.resources();
        if (whole != null && (asks(whole.requests()) || asks(whole.limits()))) {
            return isGuaranteed(whole) ? "Guaranteed" : "Burstable";
        }
        boolean some = false;
        boolean full = true;
        for (List<Container> containers : List.of(spec.initContainers(), spec.containers())) {
            for (Container container : containers) {
                ResourceRequirements own = container.resources();
                some |= own != null && (asks(own.requests()) || asks(own.limits()));
                full &= own != null && isGuaranteed(own);
            }
        }
        return !some ? "BestEffort" : full ? "Guaranteed" : "Burstable";
    }

    private static boolean asks(Map<String, Quantity> amounts) {
        for (String name : COUNTED) {
            if (isSome(amounts.get(name))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGuaranteed(ResourceRequirements resources) {
        for (String name : COUNTED) {
            Quantity limit = resources.limits().get(name);
            Quantity request = resources.requests().get(name);
            if (limit == null || !isSome(limit) || (request != null && limit.compareTo(request) != 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSome(@Nullable Quantity amount) {
        return amount != null && amount.value().signum() > 0;
    }
}
