package dev.wainwright.cluster.quota;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the pods of each namespace count for together, kept with every change. */
final class Ledger {
    private static final int MOST_SPECS = 4096;

    private final Map<String, Map<String, Long>> sums = new HashMap<>();
    private final IdentityHashMap<PodSpec, Map<String, Long>> usages = new IdentityHashMap<>();

    /** A pod has become another, come or gone. */
    void changed(@Nullable Pod before, @Nullable Pod after) {
        if (before != null && PodUsage.counts(before)) {
            add(before, -1);
        }
        if (after != null && PodUsage.counts(after)) {
            add(after, 1);
        }
    }

    long sum(String namespace, String name) {
        return sums.getOrDefault(namespace, Map.of()).getOrDefault(name, 0L);
    }

    Map<String, Long> usage(PodSpec spec) {
        if (usages.size() > MOST_SPECS) {
            usages.clear();
        }
        return usages.computeIfAbsent(spec, PodUsage::of);
    }

    private void add(Pod pod, int sign) {
        Map<String, Long> sum = sums.computeIfAbsent(pod.metadata().namespace(), any -> new HashMap<>());
        usage(pod.spec()).forEach((name, amount) -> sum.merge(name, sign * amount, Long::sum));
    }
}
