package dev.wainwright.cluster.workload;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.StatefulSet;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps numbered pods running, each under its own name with its own claims: started from the lowest number, stopped from
 * the highest, one at a time unless the set says {@code Parallel}.
 *
 * <p>Each template it has had is kept as a revision: a pod below a rollout's partition that is lost comes back as it was.
 */
public final class StatefulSetController implements Controller<ObjectKey> {
    private static final String REVISION_HASH = "controller.kubernetes.io/hash";
    private static final Kind KIND = Kinds.of(StatefulSet.class);

    @Override
    public String name() {
        return "statefulset";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                Interest.about(StatefulSet.class),
                Interest.ownedBy(StatefulSet.class, Pod.class),
                TemplateHistory.interest("StatefulSet"),
                Interest.read(PersistentVolumeClaim.class));
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(PodStates.BY_CONTROLLER);
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(StatefulSet.class, key)
                .map(set -> decide(set, situation))
                .orElse(Step.DONE);
    }

    private static Step decide(StatefulSet set, Situation situation) {
        var pods = new TreeMap<Integer, Pod>();
        for (Pod pod : situation
                .snapshot()
                .where(PodStates.BY_CONTROLLER, set.metadata().uid())) {
            StatefulPods.ordinal(set, pod).ifPresent(ordinal -> pods.put(ordinal, pod));
        }
        TemplateHistory history = TemplateHistory.of(set, situation.snapshot());
        Optional<Write> unrecorded = set.metadata().isTerminating()
                ? Optional.empty()
                : history.recorded(situation.snapshot(), REVISION_HASH);
        String revision =
                history.current().map(TreeObject::name).orElse(set.status().updateRevision());
        if (unrecorded.isPresent()) {
            return Step.write(unrecorded.get());
        }
        var writes = new ArrayList<Write>();
        if (!set.metadata().isTerminating()) {
            writes.addAll(next(new Line(set, history, revision, pods, situation.now()), situation.snapshot()));
            writes.addAll(history.forgotten(needed(set, revision, pods.values())));
        }
        StatefulSet.Status status = status(set, history, revision, pods, situation.now());
        if (!status.equals(set.status())) {
            writes.add(Write.updateStatus(new StatefulSet(set.metadata(), set.spec(), status, set.rest())));
        }
        return Step.writes(writes)
                .andWakeAfter(PodStates.nextAvailable(pods.values(), set.spec().minReadySeconds(), situation.now())
                        .orElse(null));
    }

    private static Set<String> needed(StatefulSet set, String revision, Collection<Pod> pods) {
        var needed = new HashSet<String>();
        needed.add(revision);
        needed.add(set.status().currentRevision());
        pods.forEach(pod -> needed.add(pod.metadata().labels().getOrDefault(DaemonPods.HASH, "")));
        return needed;
    }

    /** A set's pods by number, as they stand now. */
    private record Line(
            StatefulSet set, TemplateHistory history, String revision, NavigableMap<Integer, Pod> pods, Instant now) {
        int first() {
            return Numbers.orZero(set.spec().firstOrdinal());
        }

        int end() {
            return first() + Numbers.or(set.spec().replicas(), 1);
        }

        boolean isParallel() {
            return set.spec().podManagementPolicy().equals("Parallel");
        }

        boolean isHealthy(Pod pod) {
            return PodStates.isActive(pod)
                    && PodStates.isAvailable(pod, set.spec().minReadySeconds(), now);
        }

        int partition() {
            StatefulSet.UpdateStrategy strategy = set.spec().updateStrategy();
            var bounds = strategy == null ? null : strategy.rollingUpdate();
            return bounds == null ? 0 : Numbers.orZero(bounds.partition());
        }

        /** A pod of the current template; below the partition of the one before, while that is remembered. */
        Pod make(int ordinal) {
            String before = set.status().currentRevision();
            return ordinal < partition() && !before.isEmpty() && !before.equals(revision)
                    ? history.restored(StatefulSet.class, KIND, before)
                            .map(earlier -> StatefulPods.make(earlier, before, ordinal))
                            .orElseGet(() -> StatefulPods.make(set, revision, ordinal))
                    : StatefulPods.make(set, revision, ordinal);
        }

        boolean isUpdated(Pod pod) {
            return revision.equals(pod.metadata().labels().get(DaemonPods.HASH));
        }
    }

    private static List<Write> next(Line line, Snapshot snapshot) {
        var writes = new ArrayList<Write>();
        boolean isWaiting = fill(line, snapshot, writes);
        if (isWaiting || (!writes.isEmpty() && !line.isParallel())) {
            return writes;
        }
        isWaiting = shrink(line, writes);
        return isWaiting || !writes.isEmpty() ? writes : replaced(line);
    }

    /** Starts what is missing, from the lowest number; says whether everything after it has to wait. */
    private static boolean fill(Line line, Snapshot snapshot, List<Write> writes) {
        for (int ordinal = line.first(); ordinal < line.end(); ordinal++) {
            Pod pod = line.pods().get(ordinal);
            if (pod == null) {
                StatefulPods.claims(line.set(), ordinal).stream()
                        .filter(claim -> snapshot.get(PersistentVolumeClaim.class, ObjectKey.of(claim))
                                .isEmpty())
                        .forEach(claim -> writes.add(Write.create(claim)));
                writes.add(Write.create(line.make(ordinal)));
            } else if (pod.isTerminal() && !pod.isTerminating()) {
                writes.add(Write.delete(pod));
            } else if (line.isHealthy(pod)) {
                continue;
            }
            if (!line.isParallel()) {
                return true;
            }
        }
        return false;
    }

    /** Stops what is too much, from the highest number; says whether everything after it has to wait. */
    private static boolean shrink(Line line, List<Write> writes) {
        for (var entry : line.pods().descendingMap().entrySet()) {
            if (entry.getKey() >= line.first() && entry.getKey() < line.end()) {
                continue;
            }
            if (!entry.getValue().isTerminating()) {
                writes.add(Write.delete(entry.getValue()));
            }
            if (!line.isParallel()) {
                return true;
            }
        }
        return false;
    }

    /** Replaces the highest pod of an older template, if none above it is still on its way. */
    private static List<Write> replaced(Line line) {
        StatefulSet.UpdateStrategy strategy = line.set().spec().updateStrategy();
        if (strategy != null && strategy.type().equals("OnDelete")) {
            return List.of();
        }
        for (Pod pod :
                line.pods().tailMap(line.partition(), true).descendingMap().values()) {
            if (!line.isUpdated(pod) && !pod.isTerminating()) {
                return List.of(Write.delete(pod));
            } else if (!line.isHealthy(pod)) {
                return List.of();
            }
        }
        return List.of();
    }

    private static StatefulSet.Status status(
            StatefulSet set, TemplateHistory history, String revision, NavigableMap<Integer, Pod> pods, Instant now) {
        var line = new Line(set, history, revision, pods, now);
        List<Pod> active = pods.values().stream().filter(PodStates::isActive).toList();
        int updated = (int) active.stream().filter(line::isUpdated).count();
        boolean isDone = updated == active.size() && active.size() == line.end() - line.first();
        String before = set.status().currentRevision();
        String current = isDone || before.isEmpty() ? revision : before;
        int older = (int) active.stream()
                .filter(pod -> current.equals(pod.metadata().labels().get(DaemonPods.HASH)))
                .count();
        return new StatefulSet.Status(
                active.size(),
                Numbers.orAbsent((int) active.stream().filter(Pod::isReady).count()),
                Numbers.orAbsent(older),
                Numbers.orAbsent(updated),
                (int) active.stream().filter(line::isHealthy).count(),
                current,
                revision,
                set.metadata().generation());
    }
}
