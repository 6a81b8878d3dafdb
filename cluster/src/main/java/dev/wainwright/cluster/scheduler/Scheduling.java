package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.placement.VolumeTerms.Trouble;
import dev.wainwright.api.policy.PodDisruptionBudget;
import dev.wainwright.cluster.scheduler.Placed.Standing;
import dev.wainwright.cluster.scheduler.Waiting.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tries pods, one after the other: filters, scores, preemption. Decides upon the board alone; writes nothing. */
final class Scheduling {
    private final Board board;
    private final Classes classes;
    private final WaitingPods waiting;
    private final Ranking ranking;
    private final Preemption preemption;

    private final Promises promises = new Promises();

    private int[] candidates = new int[0];

    Scheduling(Board board, Classes classes, WaitingPods waiting, long seed) {
        this.board = board;
        this.classes = classes;
        this.waiting = waiting;
        this.ranking = new Ranking(seed);
        this.preemption = new Preemption(board);
    }

    /** Tries everything that is to be tried now. */
    void run(Instant now, Supplier<Collection<PodDisruptionBudget>> budgets) {
        for (Waiting pod = waiting.next(now); pod != null; pod = waiting.next(now)) {
            List<Placed> aside = setAside(promises.notBinding(pod), pod);
            attempt(pod, now, budgets);
            putBack(aside);
        }
    }

    void forget(String id) {
        promises.remove(id);
    }

    /** Takes promises off the board that do not bind this pod, its own for good. */
    private List<Placed> setAside(List<Waiting> notBinding, Waiting pod) {
        var aside = new ArrayList<Placed>();
        for (Waiting each : notBinding) {
            Placed promise = board.placed(each.id);
            if (promise != null && promise.standing() == Standing.NOMINATED) {
                board.remove(each.id);
                if (each != pod) {
                    aside.add(promise);
                }
            }
        }
        return aside;
    }

    private void putBack(List<Placed> aside) {
        aside.stream().filter(each -> board.placed(each.id()) == null).forEach(board::putBack);
    }

    private void attempt(Waiting pod, Instant now, Supplier<Collection<PodDisruptionBudget>> budgets) {
        PodClass pods = pod.podClass;
        Failure known = pods.lastFailure;
        if (known != null
                && pods.failedAtVersion == board.version()
                && pod.nominated.isEmpty()
                && pod.wished.isEmpty()) {
            waiting.failed(pod, known, now);
            return;
        }
        Evaluation evaluation = classes.evaluation(pods, pod.pod);
        if (evaluation.volumes().trouble() != Trouble.NONE) {
            fail(
                    pod,
                    Failure.ofVolumes(
                            evaluation.volumes(),
                            pods.key.claims().getFirst().replaceFirst(".*/", ""),
                            board.nodeCount()),
                    now);
            return;
        }
        int slot = promised(pod, evaluation);
        if (slot < 0) {
            slot = choose(evaluation, pod.id);
        }
        if (slot < 0) {
            slot = promisedToOthersToo(pod, evaluation);
        }
        if (slot >= 0) {
            decide(pod, slot);
        } else {
            pods.moreMayFit = false;
            makeRoom(pod, classes.evaluation(pods, pod.pod), now, budgets);
        }
    }

    /**
     * The node that the pod was promised, if those whose turn is after its own were not promised it as well: a node promised
     * to more pods than it has room for would else stay empty, each of them waiting for the others.
     */
    private int promisedToOthersToo(Waiting pod, Evaluation evaluation) {
        Slot slot = promisedSlot(pod);
        if (slot == null || !slot.isThere() || !evaluation.couldFit(slot.number)) {
            return -1;
        }
        List<Placed> aside = setAside(promises.behind(pod, slot.name), pod);
        int number = aside.isEmpty() ? -1 : promised(pod, classes.evaluation(pod.podClass, pod.pod));
        putBack(aside);
        return number;
    }

    /** The node that the pod was promised, by preemption or by somebody else, if it can go there; it is tried before others. */
    private int promised(Waiting pod, Evaluation evaluation) {
        Slot slot = promisedSlot(pod);
        if (slot == null || !slot.isThere() || !evaluation.fits(slot.number)) {
            return -1;
        }
        evaluation.neighbours.begin();
        return evaluation.neighbours.isSilent() || evaluation.neighbours.reason(slot.number) == Reason.NONE
                ? slot.number
                : -1;
    }

    private @Nullable Slot promisedSlot(Waiting pod) {
        return board.slot(pod.wished.isEmpty() ? pod.nominated : pod.wished);
    }

    private int choose(Evaluation evaluation, String pod) {
        if (candidates.length < board.slotCount()) {
            candidates = new int[board.slotCount() * 2];
        }
        Neighbours neighbours = evaluation.neighbours;
        neighbours.begin();
        boolean silent = neighbours.isSilent();
        int count = 0;
        for (int slot = 0; slot < board.slotCount(); slot++) {
            if (evaluation.fits(slot) && (silent || neighbours.reason(slot) == Reason.NONE)) {
                candidates[count++] = slot;
            }
        }
        return switch (count) {
            case 0 -> -1;
            case 1 -> candidates[0];
            default -> ranking.best(evaluation, candidates, count, pod);
        };
    }

    private void decide(Waiting pod, int number) {
        Slot slot = board.slot(number);
        if (slot == null) {
            throw new IllegalStateException("chose slot " + number + ", where no node is");
        }
        pod.node = slot.name;
        pod.failure = null;
        pod.abandoned = pod.nominated.equals(slot.name) ? "" : pod.nominated;
        pod.nominated = "";
        promises.remove(pod.id);
        board.place(pod.pod, pod.podClass, slot.name, Standing.ASSUMED);
        waiting.move(pod, State.DECIDED);
    }

    private void makeRoom(
            Waiting pod, Evaluation evaluation, Instant now, Supplier<Collection<PodDisruptionBudget>> budgets) {
        Failure failure = Failure.among(board, evaluation);
        if (failure.isForAll()) {
            if (!pod.wished.isEmpty()) {
                promise(pod, pod.wished);
            }
            fail(pod, failure, now);
            return;
        }
        Preemption.Answer answer = preemption.find(pod, evaluation, budgets.get());
        Preemption.Plan plan = answer.plan();
        Failure whole = failure.andPreemption(answer.message());
        if (plan == null) {
            // A promise stays while the pods on its node are still ending; what somebody else wishes, until that one
            // says so.
            if (!pod.wished.isEmpty()) {
                promise(pod, pod.wished);
            } else if (answer.message().contains("terminating")) {
                promise(pod, pod.nominated);
            } else {
                pod.nominated = "";
                promises.remove(pod.id);
            }
            fail(pod, whole, now);
            return;
        }
        pod.victims = plan.victims();
        promise(pod, plan.node());
        waiting.failed(pod, whole, now);
    }

    private void promise(Waiting pod, String node) {
        pod.nominated = node;
        promises.put(pod, node);
        board.place(pod.pod, pod.podClass, node, Standing.NOMINATED);
    }

    /**
     * Keeps the place that somebody else wants for a pod that sleeps, on a node that is there but takes no such pods yet. To
     * try the pod could only fail again.
     */
    boolean keepsPlace(Waiting pod) {
        Slot slot = promisedSlot(pod);
        if (pod.state != State.UNSCHEDULABLE
                || slot == null
                || !slot.isThere()
                || classes.evaluation(pod.podClass, pod.pod).couldFit(slot.number)) {
            return false;
        }
        board.remove(pod.id);
        promise(pod, slot.name);
        return true;
    }

    private void fail(Waiting pod, Failure failure, Instant now) {
        waiting.failed(pod, failure, now);
        if (pod.nominated.isEmpty()) {
            pod.podClass.lastFailure = failure;
            pod.podClass.failedAtVersion = board.version();
        }
    }

    /** Pods that wait for others to leave a node. */
    List<Waiting> nominatedOn(String node) {
        return promises.on(node);
    }
}
