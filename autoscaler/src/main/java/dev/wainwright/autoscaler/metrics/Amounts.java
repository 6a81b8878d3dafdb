package dev.wainwright.autoscaler.metrics;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.placement.PodRequests;
import dev.wainwright.model.resource.Resources;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sums of what pods ask for and may use at most; what a template's pods have in common is worked out once. */
final class Amounts {
    private final IdentityHashMap<PodSpec, Resources> requests = new IdentityHashMap<>();
    private final IdentityHashMap<PodSpec, Resources> limits = new IdentityHashMap<>();

    /** A sum by resource, in {@link Resources}' units; what everybody asks after is there, be it 0. */
    static final class Sum {
        private final Map<String, Long> amounts = new TreeMap<>();

        Sum() {
            amounts.put(Resources.CPU, 0L);
            amounts.put(Resources.MEMORY, 0L);
            amounts.put(Resources.PODS, 0L);
        }

        void add(Resources more) {
            for (int i = 0; i < more.size(); i++) {
                amounts.merge(more.name(i), more.amountAt(i), Long::sum);
            }
        }

        Map<String, Long> amounts() {
            return amounts;
        }
    }

    Resources requests(Pod pod) {
        return requests.computeIfAbsent(pod.spec(), PodRequests::of);
    }

    Resources limits(Pod pod) {
        return limits.computeIfAbsent(pod.spec(), PodRequests::limits);
    }

    /** In cores, bytes or pieces. */
    static double value(String resource, long amount) {
        return resource.equals(Resources.CPU) ? amount / 1000.0 : (double) amount;
    }

    /** As Karpenter writes a resource's name: {@code ephemeral_storage}. */
    static String resourceType(String resource) {
        return resource.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
