package dev.wainwright.bench.compare;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.Volume;
import dev.wainwright.api.meta.KubeObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pods that ask for the same. Which of them finds a place when there are too few is of no account, so plans are compared by
 * how many of each sort they place.
 */
final class Alike {
    private record Sort(String namespace, Map<String, String> labels, PodSpec spec, List<Volume> volumes) {}

    private final Map<String, String> firstOfSort = new HashMap<>();

    Alike(List<KubeObject> objects) {
        Map<Sort, String> first = new HashMap<>();
        for (KubeObject object : objects) {
            if (object instanceof Pod pod) {
                var sort = new Sort(
                        pod.metadata().namespace(), pod.metadata().labels(), pod.spec(), pod.volumes());
                firstOfSort.put(
                        pod.qualifiedName(), first.computeIfAbsent(sort, key -> pod.qualifiedName()));
            }
        }
    }

    /** How many pods of each sort {@code here} places beyond {@code there}, told by the sort's first pod. */
    List<String> surplus(Answer here, Answer there) {
        Map<String, Integer> balance = new TreeMap<>();
        here.placed().forEach(pod -> balance.merge(firstOfSort.getOrDefault(pod, pod), 1, Integer::sum));
        there.placed().forEach(pod -> balance.merge(firstOfSort.getOrDefault(pod, pod), -1, Integer::sum));
        var surplus = new ArrayList<String>();
        balance.forEach((pod, count) -> {
            for (int i = 0; i < count; i++) {
                surplus.add(pod);
            }
        });
        return surplus;
    }
}
