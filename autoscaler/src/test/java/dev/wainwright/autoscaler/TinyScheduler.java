package dev.wainwright.autoscaler;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts pods on the first node that has the CPU, says so when there is none, and ends pods that are being deleted. */
final class TinyScheduler implements Controller<String> {
    @Override
    public String name() {
        return "scheduler";
    }

    @Override
    public List<Interest<String>> interests() {
        return List.of(all(Pod.class), all(Node.class));
    }

    private static Interest<String> all(Class<? extends dev.wainwright.api.meta.KubeObject> type) {
        return new Interest<>(Kinds.of(type), (change, snapshot, concerned) -> concerned.accept("all"));
    }

    @Override
    public Step reconcile(String key, Situation situation) {
        Snapshot snapshot = situation.snapshot();
        Map<String, Long> free = new HashMap<>();
        for (Node node : snapshot.all(Node.class)) {
            boolean open = node.spec().taints().stream().allMatch(taint -> taint.effect() == Effect.PREFER_NO_SCHEDULE)
                    && !node.metadata().isTerminating();
            free.put(
                    node.name(),
                    open ? Resources.ofQuantities(node.status().allocatable()).get(Resources.CPU) : -1);
        }
        snapshot.all(Pod.class).forEach(pod -> free.computeIfPresent(pod.nodeName(), (name, left) -> left - cpu(pod)));
        var writes = new ArrayList<Write>();
        for (Pod pod : snapshot.all(Pod.class)) {
            if (pod.isTerminating()) {
                writes.add(new Write.Delete(
                        Kinds.of(Pod.class), ObjectKey.of(pod), Preconditions.NONE, Propagation.BACKGROUND, 0L));
            } else if (!pod.isBound()) {
                schedule(pod, free, writes, situation.now());
            }
        }
        return Step.writes(writes);
    }

    private static void schedule(Pod pod, Map<String, Long> free, List<Write> writes, Instant now) {
        for (var entry : free.entrySet()) {
            if (entry.getValue() >= cpu(pod)) {
                entry.setValue(entry.getValue() - cpu(pod));
                writes.add(new Write.Bind(ObjectKey.of(pod), pod.metadata().uid(), entry.getKey()));
                return;
            }
        }
        var status = new Pod.Status(
                "Pending",
                "",
                "",
                null,
                List.of(new Condition("PodScheduled", "False", "Unschedulable", "", now, null)));
        if (pod.status().conditions().isEmpty()) {
            writes.add(Write.updateStatus(
                    new Pod(pod.metadata(), pod.nodeName(), pod.volumes(), pod.spec(), status, pod.rest())));
        }
    }

    private static long cpu(Pod pod) {
        return pod.spec().containers().stream()
                .filter(each -> each.resources() != null)
                .mapToLong(each ->
                        Resources.ofQuantities(each.resources().requests()).get(Resources.CPU))
                .sum();
    }
}
