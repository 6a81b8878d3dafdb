package dev.wainwright.api.placement;

import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.Container;
import dev.wainwright.api.core.PodSpec.ResourceRequirements;
import dev.wainwright.model.resource.Quantity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        List<Container> all = Stream.concat(spec.initContainers().stream(), spec.containers().stream())
                .toList();
        boolean none = all.stream()
                .map(Container::resources)
                .noneMatch(each -> each != null && (asks(each.requests()) || asks(each.limits())));
        if (none) {
            return "BestEffort";
        }
        boolean full = all.stream().map(Container::resources).allMatch(each -> each != null && isGuaranteed(each));
        return full ? "Guaranteed" : "Burstable";
    }

    private static boolean asks(Map<String, Quantity> amounts) {
        return COUNTED.stream().anyMatch(name -> isSome(amounts.get(name)));
    }

    private static boolean isGuaranteed(ResourceRequirements resources) {
        return COUNTED.stream().allMatch(name -> {
            Quantity limit = resources.limits().get(name);
            if (limit == null || !isSome(limit)) {
                return false;
            }
            Quantity request = resources.requests().get(name);
            return request == null || limit.compareTo(request) == 0;
        });
    }

    private static boolean isSome(@Nullable Quantity amount) {
        return amount != null && amount.value().signum() > 0;
    }
}
