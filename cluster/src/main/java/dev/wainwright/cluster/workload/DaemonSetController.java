package dev.wainwright.cluster.workload;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.DaemonSet;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.IntOrString;
import dev.wainwright.cluster.workload.DaemonPods.Place;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Outcome;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Keeps one pod of a DaemonSet on every node that is fit for it, and rolls them over node by node. */
public final class DaemonSetController implements Controller<ObjectKey> {
    /** At most so many pods are made or deleted in one step, as in kube-controller-manager. */
    private static final int BURST = 250;

    private static final IntOrString ONE = new IntOrString.Count(1);

    @Override
    public String name() {
        return "daemonset";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                Interest.about(DaemonSet.class),
                Interest.ownedBy(DaemonSet.class, Pod.class),
                TemplateHistory.interest("DaemonSet"),
                new Interest<>(Kinds.of(Node.class), DaemonSetController::nodeChanged));
    }

    /** A node concerns every set, but only when it comes, goes, or changes what decides about places. */
    private static void nodeChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        boolean matters = !(change.before() instanceof Node before)
                || !(change.after() instanceof Node after)
                || !before.metadata().labels().equals(after.metadata().labels())
                || !before.spec().equals(after.spec());
        if (matters) {
            snapshot.all(DaemonSet.class).forEach(set -> concerned.accept(ObjectKey.of(set)));
        }
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(PodStates.BY_CONTROLLER);
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(DaemonSet.class, key)
                .map(set -> decide(set, situation))
                .orElse(Step.DONE);
    }

    /** One node, what it is to the set, and the set's pods on it. */
    private record Spot(String node, Place place, List<Pod> pods) {
        List<Pod> active() {
            return pods.stream().filter(PodStates::isActive).toList();
        }
    }

    private static Step decide(DaemonSet set, Situation situation) {
        TemplateHistory history = TemplateHistory.of(set, situation.snapshot());
        Optional<Write> unrecorded = set.metadata().isTerminating()
                ? Optional.empty()
                : history.recorded(situation.snapshot(), DaemonPods.HASH);
        if (unrecorded.isPresent()) {
            return Step.write(unrecorded.get());
        }
        Map<String, Spot> spots = spots(set, situation.snapshot());
        String hash = history.current()
                .map(revision -> revision.metadata().labels().getOrDefault(DaemonPods.HASH, ""))
                .orElse("");
        var writes = new ArrayList<Write>();
        if (!set.metadata().isTerminating()) {
            writes.addAll(placed(set, hash, spots));
            if (writes.isEmpty()) {
                writes.addAll(rolled(set, hash, spots, situation.now()));
            }
            writes.addAll(history.forgotten(needed(set, hash, spots.values())));
        }
        boolean troubled = situation.outcomes().stream().anyMatch(Outcome::isFailure);
        var bounded =
                new ArrayList<>(writes.stream().limit(troubled ? 1 : BURST).toList());
        DaemonSet.Status status = status(set, hash, spots, situation.now());
        if (!status.equals(set.status())) {
            bounded.add(Write.updateStatus(new DaemonSet(set.metadata(), set.spec(), status, set.rest())));
        }
        var pods = spots.values().stream().flatMap(spot -> spot.pods().stream()).toList();
        return Step.writes(bounded)
                .andWakeAfter(PodStates.nextAvailable(pods, set.spec().minReadySeconds(), situation.now())
                        .orElse(null));
    }

    private static Set<String> needed(DaemonSet set, String hash, Collection<Spot> spots) {
        var needed = new HashSet<String>();
        needed.add(set.name() + '-' + hash);
        spots.forEach(spot -> spot.pods()
                .forEach(pod ->
                        needed.add(set.name() + '-' + pod.metadata().labels().getOrDefault(DaemonPods.HASH, ""))));
        return needed;
    }

    /** By node; pods on nodes that are not there any more included. */
    private static Map<String, Spot> spots(DaemonSet set, Snapshot snapshot) {
        var spots = new TreeMap<String, Spot>();
        for (Node node : snapshot.all(Node.class)) {
            spots.put(node.name(), new Spot(node.name(), DaemonPods.place(set, node), new ArrayList<>()));
        }
        for (Pod pod : snapshot.where(PodStates.BY_CONTROLLER, set.metadata().uid())) {
            spots.computeIfAbsent(
                            DaemonPods.node(pod).orElse(""), name -> new Spot(name, Place.WRONG, new ArrayList<>()))
                    .pods()
                    .add(pod);
        }
        return spots;
    }

    private static List<Write> placed(DaemonSet set, String hash, Map<String, Spot> spots) {
        var owners = Templates.managedBy(set);
        var writes = new ArrayList<Write>();
        for (Spot spot : spots.values()) {
            if (spot.place() == Place.WANTED && spot.pods().isEmpty()) {
                writes.add(Write.create(DaemonPods.make(set, hash, spot.node(), owners)));
            }
            spot.pods().stream()
                    .filter(pod -> pod.isTerminal() && !pod.isTerminating())
                    .forEach(pod -> writes.add(Write.delete(pod)));
            spot.active().stream()
                    .sorted(Comparator.comparing((Pod pod) -> !pod.isBound()).thenComparing(Pod::name))
                    .skip(spot.place() == Place.WRONG ? 0 : 1)
                    .forEach(pod -> writes.add(Write.delete(pod)));
        }
        return writes;
    }

    /** Replaces pods of an older template: those that do nothing at once, the others a few at a time. */
    private static List<Write> rolled(DaemonSet set, String hash, Map<String, Spot> spots, Instant now) {
        DaemonSet.UpdateStrategy strategy = set.spec().updateStrategy();
        if (strategy != null && strategy.type().equals("OnDelete")) {
            return List.of();
        }
        var bounds = strategy == null ? null : strategy.rollingUpdate();
        IntOrString most = bounds == null || bounds.maxUnavailable() == null ? ONE : bounds.maxUnavailable();
        List<Spot> wanted = wanted(spots);
        int down = (int)
                wanted.stream().filter(spot -> !isAvailable(set, spot, now)).count();
        int allowed = Math.max(1, Numbers.share(most, wanted.size(), true)) - down;
        var writes = new ArrayList<Write>();
        for (Spot spot : wanted) {
            for (Pod pod : spot.active()) {
                boolean isOld = !hash.equals(pod.metadata().labels().get(DaemonPods.HASH));
                boolean isIdle = !PodStates.isAvailable(pod, set.spec().minReadySeconds(), now);
                if (isOld && (isIdle || allowed-- > 0)) {
                    writes.add(Write.delete(pod));
                }
            }
        }
        return writes;
    }

    private static List<Spot> wanted(Map<String, Spot> spots) {
        return spots.values().stream()
                .filter(spot -> spot.place() == Place.WANTED)
                .toList();
    }

    private static boolean isAvailable(DaemonSet set, Spot spot, Instant now) {
        return spot.active().stream()
                .anyMatch(pod -> PodStates.isAvailable(pod, set.spec().minReadySeconds(), now));
    }

    private static DaemonSet.Status status(DaemonSet set, String hash, Map<String, Spot> spots, Instant now) {
        List<Spot> wanted = wanted(spots);
        int present = 0;
        int ready = 0;
        int available = 0;
        int updated = 0;
        for (Spot spot : wanted) {
            List<Pod> active = spot.active();
            present += active.isEmpty() ? 0 : 1;
            ready += active.stream().anyMatch(Pod::isReady) ? 1 : 0;
            available += isAvailable(set, spot, now) ? 1 : 0;
            updated += active.stream()
                            .anyMatch(pod -> hash.equals(pod.metadata().labels().get(DaemonPods.HASH)))
                    ? 1
                    : 0;
        }
        int misplaced = (int) spots.values().stream()
                .filter(spot -> spot.place() != Place.WANTED && !spot.active().isEmpty())
                .count();
        return new DaemonSet.Status(
                wanted.size(),
                present,
                misplaced,
                ready,
                Numbers.orAbsent(available),
                Numbers.orAbsent(wanted.size() - available),
                Numbers.orAbsent(updated),
                set.metadata().generation());
    }
}
