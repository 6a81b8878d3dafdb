package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.apps.StatefulSet;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.Service;
import dev.wainwright.api.policy.PodDisruptionBudget;
import dev.wainwright.api.storage.CsiNode;
import dev.wainwright.api.storage.StorageClass;
import dev.wainwright.cluster.scheduler.Placed.Standing;
import dev.wainwright.cluster.scheduler.Waiting.State;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Outcome;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * kube-scheduler: gives every pod that asks for {@code default-scheduler} a node.
 *
 * <p>Whenever any pod's turn comes, all pods that may be tried are tried, the most important first, on a board that already
 * shows what was decided before; each pod's own turn then sends what was decided for it. So thousands of bindings are on
 * their way at once, as in the original, and none waits for another's answer.
 *
 * <p>The board follows the changes of the local copies as they come in ({@link #interests}), under their lock.
 */
public final class Scheduler implements Controller<ObjectKey> {
    public static final String DEFAULT_NAME = "default-scheduler";

    private static final Duration VOLUMES_TIMEOUT = Duration.ofMinutes(10);

    private final String schedulerName;
    private final Board board = new Board();
    private final Classes classes = new Classes(board);
    private final WaitingPods waiting = new WaitingPods();
    private final Scheduling scheduling;
    private long sequence;

    public Scheduler(long seed) {
        this(DEFAULT_NAME, seed);
    }

    /** Serves pods that ask for {@code schedulerName}; {@code seed} decides between equal nodes. */
    public Scheduler(String schedulerName, long seed) {
        this.schedulerName = schedulerName;
        this.scheduling = new Scheduling(board, classes, waiting, seed);
    }

    @Override
    public String name() {
        return "scheduler";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                new Interest<>(Kinds.of(Namespace.class), (change, snapshot, concerned) -> {}),
                new Interest<>(Kinds.of(Node.class), this::nodeChanged),
                new Interest<>(Kinds.of(CsiNode.class), this::csiNodeChanged),
                new Interest<>(Kinds.of(StorageClass.class), this::storageChanged),
                new Interest<>(Kinds.of(PersistentVolume.class), this::storageChanged),
                new Interest<>(Kinds.of(PersistentVolumeClaim.class), this::claimChanged),
                Interest.read(Service.class),
                Interest.read(ReplicaSet.class),
                Interest.read(StatefulSet.class),
                Interest.read(PodDisruptionBudget.class),
                new Interest<>(Kinds.of(Pod.class), this::podChanged));
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        String id = key.toString();
        Waiting pod = waiting.get(id);
        if (pod != null) {
            takeIn(pod, situation.outcomes(), situation.now());
            flush(pod, situation.now());
        }
        scheduling.run(situation.now(), () -> situation.snapshot().all(PodDisruptionBudget.class));
        classes.sweep();
        return pod == null ? Step.DONE : step(pod, situation);
    }

    private Step step(Waiting pod, Situation situation) {
        Instant now = situation.now();
        return switch (pod.state) {
            case DECIDED -> Bindings.step(pod, board.storage, now, VOLUMES_TIMEOUT);
            case GATED -> Step.writes(Verdicts.gated(pod, now));
            case ACTIVE, BACKOFF ->
                Step.writes(Verdicts.told(pod, now))
                        .andWakeAfter(
                                pod.notBefore.isAfter(now) ? Duration.between(now, pod.notBefore) : Duration.ZERO);
            case UNSCHEDULABLE ->
                Step.writes(Verdicts.told(pod, now))
                        .andWakeAfter(Duration.between(now, pod.failedAt.plus(Waiting.FLUSH)));
        };
    }

    /** A binding that did not come off, or one that waits for volumes too long, gives the place free again. */
    private void takeIn(Waiting pod, List<Outcome> outcomes, Instant now) {
        for (Outcome outcome : outcomes) {
            boolean binding = outcome.effect() instanceof Effect.Store store && store.write() instanceof Write.Bind;
            if (!outcome.isFailure()) {
                continue;
            }
            if (binding && pod.state == State.DECIDED) {
                giveBack(pod, "binding rejected", now);
            } else if (outcome.effect() instanceof Effect.Store store && store.write() instanceof Write.Delete) {
                waiting.wake(pod);
            }
        }
        if (pod.state == State.DECIDED && Bindings.isOverdue(pod, now, VOLUMES_TIMEOUT)) {
            giveBack(pod, "timed out waiting for volumes to be bound", now);
        }
    }

    private void giveBack(Waiting pod, String why, Instant now) {
        board.remove(pod.id);
        waiting.failed(pod, Failure.error(why), now);
        waiting.wake(pod);
    }

    private void flush(Waiting pod, Instant now) {
        if (pod.state == State.UNSCHEDULABLE && !now.isBefore(pod.failedAt.plus(Waiting.FLUSH))) {
            waiting.wake(pod);
        }
    }

    private void podChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        String id = change.latest().qualifiedName();
        Pod pod = (Pod) change.after();
        if (pod != null && pod.isBound() && !pod.isTerminal()) {
            Waiting known = waiting.get(id);
            drop(id);
            if (known != null) {
                hasGone(known, concerned);
            }
            Placed before = board.placed(id);
            board.place(pod, classes.of(pod, new Surroundings.Known(snapshot)), pod.nodeName(), Standing.BOUND);
            if (before == null || before.standing() != Standing.BOUND) {
                happened(Reason.POD_PLACED, null, concerned);
            }
        } else if (pod != null && !pod.isTerminal() && !pod.isTerminating() && isOurs(pod)) {
            waits(pod, snapshot, concerned);
        } else {
            drop(id);
            Placed gone = board.remove(id);
            if (gone != null) {
                happened(Reason.POD_GONE, gone.node(), concerned);
            }
        }
        classes.sweep();
    }

    /** A pod that has a node now may have left room on another, or not taken what it was woken for. */
    private void hasGone(Waiting pod, Consumer<ObjectKey> concerned) {
        if (!pod.abandoned.isEmpty()) {
            happened(Reason.POD_GONE, pod.abandoned, concerned);
        }
        if (pod.podClass.moreMayFit) {
            waiting.unschedulable(pod.podClass, 1).forEach(next -> wake(next, concerned));
        }
    }

    private boolean isOurs(Pod pod) {
        String wanted = pod.spec().schedulerName();
        return wanted.equals(schedulerName) || (wanted.isEmpty() && schedulerName.equals(DEFAULT_NAME));
    }

    private void waits(Pod pod, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        PodClass pods = classes.of(pod, new Surroundings.Known(snapshot));
        Waiting known = waiting.get(pod.qualifiedName());
        boolean gated = !pod.spec().schedulingGates().isEmpty();
        String said = pod.status().nominatedNodeName();
        if (known != null && Objects.equals(known.podClass, pods)) {
            known.pod = pod;
            if (!said.isEmpty() && !said.equals(known.nominated)) {
                known.wished = said;
                if (!scheduling.keepsPlace(known)) {
                    wake(known, concerned);
                }
            }
            return;
        }
        if (known != null) {
            drop(known.id);
            board.remove(known.id);
        }
        var fresh = new Waiting(pod, pods, sequence++);
        fresh.state = gated ? State.GATED : State.ACTIVE;
        fresh.wished = said;
        pods.use();
        waiting.add(fresh);
        concerned.accept(ObjectKey.of(pod));
    }

    private void drop(String id) {
        Waiting pod = waiting.remove(id);
        if (pod != null) {
            scheduling.forget(id);
            classes.release(pod.podClass);
        }
    }

    private void nodeChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        Node after = (Node) change.after();
        board.node(change.latest().name(), after);
        if (after != null && matters((Node) change.before(), after)) {
            happened(Reason.NODE, after.name(), concerned);
        }
    }

    /** Whether a node can now take what it could not before: heartbeats and images change nothing about that. */
    private static boolean matters(@Nullable Node before, Node after) {
        return before == null
                || !before.metadata().labels().equals(after.metadata().labels())
                || !before.spec().equals(after.spec())
                || !before.status().allocatable().equals(after.status().allocatable());
    }

    private void csiNodeChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        board.csiNode(change.latest().name(), (CsiNode) change.after());
        happened(Reason.STORAGE, null, concerned);
    }

    private void storageChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        board.storage.changed(change);
        happened(Reason.STORAGE, null, concerned);
    }

    private void claimChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        board.storage.changed(change);
        String claim = change.latest().qualifiedName();
        board.claimChanged(claim);
        for (String user : board.users(claim)) {
            Waiting pod = waiting.get(user);
            if (pod != null && pod.state == State.DECIDED) {
                concerned.accept(ObjectKey.of(pod.pod));
            }
        }
        happened(Reason.STORAGE, null, concerned);
    }

    /**
     * Wakes whom it may concern. Of a class that asks nothing of other pods no more are woken than the node has room for:
     * the rest could only fail again.
     */
    private void happened(int event, @Nullable String node, Consumer<ObjectKey> concerned) {
        Slot slot = node == null ? null : board.slot(node);
        Stream<Waiting> promised = node == null ? Stream.empty() : scheduling.nominatedOn(node).stream();
        promised.forEach(pod -> wake(pod, concerned));
        for (PodClass pods : waiting.unschedulableClasses()) {
            List<Waiting> first = waiting.unschedulable(pods, 1);
            Failure failure = first.isEmpty() ? null : first.getFirst().failure;
            if (failure != null && (failure.events() & event) != 0) {
                long most = slot == null || pods.heedsOthers() ? Long.MAX_VALUE : room(slot, first.getFirst());
                pods.moreMayFit |= most > 0 && most < Long.MAX_VALUE;
                waiting.unschedulable(pods, most).forEach(pod -> wake(pod, concerned));
            }
        }
    }

    private long room(Slot slot, Waiting pod) {
        Evaluation evaluation = classes.evaluation(pod.podClass, pod.pod);
        long verdict = evaluation.verdict(slot.number);
        return verdict == 0 ? Math.max(1, evaluation.roomOn(slot)) : 0;
    }

    private void wake(Waiting pod, Consumer<ObjectKey> concerned) {
        if (pod.state == State.UNSCHEDULABLE) {
            waiting.wake(pod);
            concerned.accept(ObjectKey.of(pod.pod));
        }
    }

    /** How many pods wait, by where they stand; for metrics and tests. */
    public Map<String, Integer> queues() {
        return waiting.counts();
    }
}
