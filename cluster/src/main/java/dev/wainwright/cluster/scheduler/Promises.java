package dev.wainwright.cluster.scheduler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pods that are promised a place: others make room for them there, or somebody else wants them there. */
final class Promises {
    private final TreeMap<String, Waiting> byId = new TreeMap<>();
    private final Map<String, String> nodes = new HashMap<>();
    private final Map<String, TreeMap<String, Waiting>> byNode = new HashMap<>();
    private final Priorities priorities = new Priorities();

    void put(Waiting pod, String node) {
        remove(pod.id);
        byId.put(pod.id, pod);
        nodes.put(pod.id, node);
        byNode.computeIfAbsent(node, any -> new TreeMap<>()).put(pod.id, pod);
        priorities.add(pod.priority);
    }

    void remove(String id) {
        Waiting known = byId.remove(id);
        if (known != null) {
            priorities.remove(known.priority);
            byNode.computeIfPresent(nodes.remove(id), (node, pods) -> {
                pods.remove(id);
                return pods.isEmpty() ? null : pods;
            });
        }
    }

    /** Whose promises do not bind {@code pod}: itself, and pods of lower priority; ordered by name. */
    List<Waiting> notBinding(Waiting pod) {
        if (priorities.anyBelow(pod.priority)) {
            return byId.values().stream()
                    .filter(each -> each == pod || each.priority < pod.priority)
                    .toList();
        }
        return byId.get(pod.id) == pod ? List.of(pod) : List.of();
    }

    /** Who was promised {@code node}, is as important as {@code pod}, and is served after it. */
    List<Waiting> behind(Waiting pod, String node) {
        return on(node).stream()
                .filter(each -> each.priority == pod.priority && Waiting.SERVED_FIRST.compare(each, pod) > 0)
                .toList();
    }

    /** Ordered by name. */
    List<Waiting> on(String node) {
        TreeMap<String, Waiting> pods = byNode.get(node);
        return pods == null ? List.of() : List.copyOf(pods.values());
    }
}
