package dev.wainwright.cluster.quota;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.Container;
import dev.wainwright.api.core.PodSpec.ResourceRequirements;
import dev.wainwright.api.placement.PodRequests;
import dev.wainwright.model.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a pod counts for in the names that quotas use, in the units of {@link Resources}. */
final class PodUsage {
    private static final String REQUESTS = "requests.";
    private static final String LIMITS = "limits.";

    private PodUsage() {}

    /** Whether the pod counts at all: one at its end does not. */
    static boolean counts(Pod pod) {
        return !pod.isTerminal();
    }

    static Map<String, Long> of(PodSpec spec) {
        var usage = new TreeMap<String, Long>();
        usage.put("pods", 1L);
        usage.put("count/pods", 1L);
        add(usage, REQUESTS, PodRequests.of(spec));
        add(usage, LIMITS, PodRequests.limits(spec).plus(Resources.ofQuantities(spec.overhead())));
        for (String name : List.of(Resources.CPU, Resources.MEMORY, Resources.EPHEMERAL_STORAGE)) {
            Long requested = usage.get(REQUESTS + name);
            if (requested != null) {
                usage.put(name, requested);
            }
        }
        return usage;
    }

    private static void add(Map<String, Long> usage, String prefix, Resources resources) {
        for (int i = 0; i < resources.size(); i++) {
            if (!resources.name(i).equals(Resources.PODS)) {
                usage.put(prefix + resources.name(i), resources.amountAt(i));
            }
        }
    }

    /** In what unit a quota's name counts: that of the resource it is about. */
    static String resource(String name) {
        return name.startsWith(REQUESTS)
                ? name.substring(REQUESTS.length())
                : name.startsWith(LIMITS) ? name.substring(LIMITS.length()) : name;
    }

    /** Whether this is something that every container has to state once a quota limits it. */
    static boolean mustBeStated(String name) {
        String resource = resource(name);
        return resource.equals(Resources.CPU) || resource.equals(Resources.MEMORY);
    }

    /** The containers that do not state what {@code name} counts. */
    static List<String> silent(PodSpec spec, String name) {
        var silent = new ArrayList<String>();
        for (Container container : spec.containers()) {
            ResourceRequirements resources = container.resources();
            boolean stated = resources != null
                    && (resources.limits().containsKey(resource(name))
                            || (!name.startsWith(LIMITS) && resources.requests().containsKey(resource(name))));
            if (!stated) {
                silent.add(container.name());
            }
        }
        return silent;
    }
}
