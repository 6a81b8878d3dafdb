package dev.wainwright.cluster.node;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.model.taint.Toleration;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Deletes pods from nodes with {@code NoExecute} taints that they do not tolerate, or not for longer. */
public final class TaintEviction implements Controller<ObjectKey> {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** Since when the pods are known to be on a tainted node. */
    private final Map<ObjectKey, Instant> since = new HashMap<>();

    @Override
    public String name() {
        return "taint-eviction";
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(Disruptions.BY_NODE);
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                new Interest<>(Kinds.of(Node.class), TaintEviction::nodeChanged),
                new Interest<>(Kinds.of(Pod.class), TaintEviction::podChanged));
    }

    private static void nodeChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        List<Taint> before = change.before() instanceof Node node ? expelling(node) : List.of();
        List<Taint> after = change.after() instanceof Node node ? expelling(node) : List.of();
        if (!before.equals(after)) {
            snapshot.where(Disruptions.BY_NODE, change.latest().name())
                    .forEach(pod -> concerned.accept(ObjectKey.of(pod)));
        }
    }

    /** Of what happens to pods only their binding matters, and their end. */
    private static void podChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        boolean wasBound = change.before() instanceof Pod before && before.isBound();
        boolean isBound = change.after() instanceof Pod after && after.isBound();
        if (wasBound != isBound) {
            concerned.accept(ObjectKey.of(change.latest()));
        }
    }

    private static List<Taint> expelling(Node node) {
        return node.spec().taints().stream()
                .filter(taint -> taint.effect() == Effect.NO_EXECUTE)
                .toList();
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        Pod pod = situation.snapshot().get(Pod.class, key).orElse(null);
        List<Taint> taints = pod == null || !pod.isBound() || pod.isTerminating() || pod.isTerminal()
                ? List.of()
                : situation
                        .snapshot()
                        .get(Node.class, new ObjectKey("", pod.nodeName()))
                        .map(TaintEviction::expelling)
                        .orElse(List.of());
        if (pod == null || taints.isEmpty()) {
            since.remove(key);
            return Step.DONE;
        }
        Duration stay = stay(taints, pod.spec().tolerations());
        if (stay.equals(FOR_EVER)) {
            return Step.DONE;
        }
        Instant end = since.computeIfAbsent(key, any -> situation.now()).plus(stay);
        Duration left = Duration.between(situation.now(), end);
        return left.isPositive()
                ? Step.wakeAfter(left)
                : Step.writes(Disruptions.of(
                        pod,
                        pod.status(),
                        "DeletionByTaintManager",
                        "Taint manager: deleting due to NoExecute taint",
                        situation.now(),
                        null));
    }

    /** How long the pod may stay: as long as the least patient of the tolerations that it needs. */
    private static Duration stay(List<Taint> taints, List<Toleration> tolerations) {
        Duration shortest = FOR_EVER;
        for (Taint taint : taints) {
            Optional<Toleration> used =
                    tolerations.stream().filter(each -> each.tolerates(taint)).findFirst();
            if (used.isEmpty()) {
                return Duration.ZERO;
            }
            Long seconds = used.get().tolerationSeconds();
            Duration each = seconds == null ? FOR_EVER : Duration.ofSeconds(Math.max(0, seconds));
            shortest = each.compareTo(shortest) < 0 ? each : shortest;
        }
        return shortest;
    }
}
