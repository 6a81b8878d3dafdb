package dev.wainwright.cluster.node;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Removes pods that nobody else will: those whose node is gone, those that were deleted before they had a node, and the
 * oldest of those at their end when there are too many.
 */
public final class PodGarbage implements Controller<ObjectKey> {
    /** How many pods may be kept after their end. */
    public static final int STANDARD_THRESHOLD = 12_500;

    /** A node has to be missing that long, for it may only be late. */
    private static final Duration QUARANTINE = Duration.ofSeconds(40);

    private static final ObjectKey FINISHED = new ObjectKey("", "finished pods");

    private final int threshold;
    private final Map<ObjectKey, Instant> orphanedSince = new HashMap<>();
    private final TreeSet<Finished> finished = new TreeSet<>();

    public PodGarbage() {
        this(STANDARD_THRESHOLD);
    }

    public PodGarbage(int threshold) {
        this.threshold = threshold;
    }

    private record Finished(Instant created, ObjectKey key) implements Comparable<Finished> {
        static Finished of(Pod pod) {
            Instant created = pod.metadata().creationTimestamp();
            return new Finished(created == null ? Instant.EPOCH : created, ObjectKey.of(pod));
        }

        @Override
        public int compareTo(Finished other) {
            int byAge = created.compareTo(other.created);
            return byAge != 0 ? byAge : key.compareTo(other.key);
        }
    }

    @Override
    public String name() {
        return "pod-garbage";
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(Disruptions.BY_NODE);
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                new Interest<>(Kinds.of(Node.class), PodGarbage::nodeChanged),
                new Interest<>(Kinds.of(Pod.class), this::podChanged));
    }

    private static void nodeChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        if (change.before() == null || change.after() == null) {
            snapshot.where(Disruptions.BY_NODE, change.latest().name())
                    .forEach(pod -> concerned.accept(ObjectKey.of(pod)));
        }
    }

    private void podChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        if (change.before() instanceof Pod before && before.isTerminal()) {
            finished.remove(Finished.of(before));
        }
        if (!(change.after() instanceof Pod pod)) {
            concerned.accept(ObjectKey.of(change.latest()));
            return;
        }
        if (pod.isTerminal() && !pod.isTerminating()) {
            finished.add(Finished.of(pod));
            if (finished.size() > threshold) {
                concerned.accept(FINISHED);
            }
        }
        boolean orphaned = pod.isBound()
                && snapshot.get(Node.class, new ObjectKey("", pod.nodeName())).isEmpty();
        if (orphaned || (!pod.isBound() && pod.isTerminating())) {
            concerned.accept(ObjectKey.of(pod));
        }
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        if (key.equals(FINISHED)) {
            return surplus(situation.snapshot());
        }
        Pod pod = situation.snapshot().get(Pod.class, key).orElse(null);
        if (pod == null) {
            orphanedSince.remove(key);
            return Step.DONE;
        }
        if (!pod.isBound()) {
            return pod.isTerminating() && !hasNoGrace(pod) ? Step.write(Write.deletePod(pod, 0L)) : Step.DONE;
        }
        boolean orphaned = situation
                .snapshot()
                .get(Node.class, new ObjectKey("", pod.nodeName()))
                .isEmpty();
        if (!orphaned) {
            orphanedSince.remove(key);
            return Step.DONE;
        }
        Instant since = orphanedSince.computeIfAbsent(key, any -> situation.now());
        Duration left = Duration.between(situation.now(), since.plus(QUARANTINE));
        if (left.isPositive()) {
            return Step.wakeAfter(left);
        }
        return hasNoGrace(pod) ? Step.DONE : Step.writes(orphan(pod, situation.now()));
    }

    /** Already as good as removed; a finalizer keeps it. */
    private static boolean hasNoGrace(Pod pod) {
        Long grace = pod.metadata().deletionGracePeriodSeconds();
        return pod.isTerminating() && grace != null && grace == 0;
    }

    private static List<Write> orphan(Pod pod, Instant now) {
        Pod.Status status = pod.isTerminal()
                ? pod.status()
                : pod.status()
                        .withPhase("Failed", pod.status().reason(), pod.status().message());
        return Disruptions.of(pod, status, "DeletionByPodGC", "PodGC: node no longer exists", now, 0L);
    }

    private Step surplus(Snapshot snapshot) {
        var writes = new ArrayList<Write>();
        finished.stream()
                .limit(Math.max(0, finished.size() - threshold))
                .forEach(each ->
                        snapshot.get(Pod.class, each.key()).ifPresent(pod -> writes.add(Write.deletePod(pod, 0L))));
        return Step.writes(writes);
    }
}
