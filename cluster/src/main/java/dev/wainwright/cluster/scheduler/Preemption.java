package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.policy.PodDisruptionBudget;
import dev.wainwright.cluster.scheduler.Placed.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who has to go so that a pod of higher priority can stay: kube-scheduler's DefaultPreemption.
 *
 * <p>On each node that could be helped all pods of lower priority are taken off the board; if the pod fits then, they are
 * put back one after the other, the most important first and those whose budget would be overrun before the others, as
 * long as the pod still fits. The rest are the victims. The board is then as it was before.
 */
final class Preemption {
    /** The most important first. */
    private static final Comparator<Placed> IMPORTANCE = Comparator.comparingInt((Placed pod) -> -pod.priority())
            .thenComparing(Preemption::start)
            .thenComparing(Placed::id);

    /** So many plans, or one for every tenth node, are enough to choose from. */
    private static final int LEAST_CANDIDATES = 100;

    private final Board board;

    Preemption(Board board) {
        this.board = board;
    }

    /**
     * What would happen on one node.
     *
     * @param victims the most important first; not empty
     * @param overrun how many of them go against a disruption budget
     */
    record Plan(String node, List<Placed> victims, int overrun) {
        private static final Comparator<Plan> LEAST_HARM = Comparator.comparingInt(Plan::overrun)
                .thenComparingInt(plan -> plan.victims.getFirst().priority())
                .thenComparingLong(Plan::sum)
                .thenComparingInt(plan -> plan.victims.size())
                .thenComparing(Plan::firstStart, Comparator.reverseOrder())
                .thenComparing(Plan::node);

        /** Shifted, so that more victims of negative priority are not the better choice. */
        private long sum() {
            return victims.stream()
                    .mapToLong(pod -> (long) pod.priority() + Integer.MAX_VALUE + 1)
                    .sum();
        }

        private Instant firstStart() {
            int highest = victims.getFirst().priority();
            return victims.stream()
                    .filter(pod -> pod.priority() == highest)
                    .map(Preemption::start)
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
        }
    }

    /** A plan, or in kube-scheduler's words why there is none. */
    record Answer(@Nullable Plan plan, String message) {}

    Answer find(Waiting pod, Evaluation evaluation, Collection<PodDisruptionBudget> budgets) {
        if (pod.pod.spec().preemptionPolicy().equals("Never")) {
            return new Answer(null, "not eligible due to preemptionPolicy=Never.");
        }
        if (makesRoomAlready(pod)) {
            return new Answer(null, "not eligible due to a terminating pod on the nominated node.");
        }
        int unhelpful = 0;
        int withoutVictims = 0;
        var plans = new ArrayList<Plan>();
        long version = board.version();
        int enough = Math.max(LEAST_CANDIDATES, board.nodeCount() / 10);
        int first = Math.floorMod(pod.id.hashCode(), board.slotCount());
        for (int i = 0; i < board.slotCount() && plans.size() < enough; i++) {
            int number = (first + i) % board.slotCount();
            Slot slot = board.slot(number);
            if (slot == null || !slot.isThere()) {
                continue;
            }
            if (!reason(evaluation, number).helpedByPreemption) {
                unhelpful++;
                continue;
            }
            Optional<Plan> plan = onNode(slot, pod, evaluation, budgets);
            if (plan.isPresent()) {
                plans.add(plan.get());
            } else {
                withoutVictims++;
            }
        }
        board.undoneTo(version);
        return plans.isEmpty()
                ? new Answer(null, nowhere(unhelpful, withoutVictims))
                : new Answer(plans.stream().min(Plan.LEAST_HARM).orElseThrow(), "");
    }

    private String nowhere(int unhelpful, int withoutVictims) {
        var outcomes = new HashMap<String, Integer>();
        if (unhelpful > 0) {
            outcomes.put("Preemption is not helpful for scheduling", unhelpful);
        }
        if (withoutVictims > 0) {
            outcomes.put("No preemption victims found for incoming pod", withoutVictims);
        }
        return "0/" + board.nodeCount() + " nodes are available: " + Failure.listed(outcomes) + ".";
    }

    private static Reason reason(Evaluation evaluation, int slot) {
        return evaluation.fits(slot) ? evaluation.neighbours.reason(slot) : Evaluation.reason(evaluation.verdict(slot));
    }

    private boolean makesRoomAlready(Waiting pod) {
        Slot slot = pod.nominated.isEmpty() ? null : board.slot(pod.nominated);
        return slot != null
                && slot.priorities.anyBelow(pod.priority)
                && slot.pods.values().stream().anyMatch(each -> each.terminating() && each.priority() < pod.priority);
    }

    private Optional<Plan> onNode(
            Slot slot, Waiting pod, Evaluation evaluation, Collection<PodDisruptionBudget> budgets) {
        if (!slot.priorities.anyBelow(pod.priority)) {
            return Optional.empty();
        }
        List<Placed> lower = slot.pods.values().stream()
                .filter(each -> each.priority() < pod.priority && each.standing() != Standing.NOMINATED)
                .sorted(IMPORTANCE)
                .toList();
        if (lower.isEmpty()) {
            return Optional.empty();
        }
        lower.forEach(each -> board.remove(each.id()));
        if (!fits(evaluation, slot)) {
            lower.forEach(board::putBack);
            evaluation.refresh();
            return Optional.empty();
        }
        var protectedPods = new ArrayList<Placed>();
        var others = new ArrayList<Placed>();
        divide(lower, budgets, protectedPods, others);
        var victims = new ArrayList<Placed>();
        reprieve(protectedPods, evaluation, slot, victims);
        int overrun = victims.size();
        reprieve(others, evaluation, slot, victims);
        victims.forEach(board::putBack);
        evaluation.refresh();
        evaluation.neighbours.begin();
        victims.sort(IMPORTANCE);
        return victims.isEmpty() ? Optional.empty() : Optional.of(new Plan(slot.name, List.copyOf(victims), overrun));
    }

    private void reprieve(List<Placed> pods, Evaluation evaluation, Slot slot, List<Placed> victims) {
        for (Placed pod : pods) {
            board.putBack(pod);
            if (!fits(evaluation, slot)) {
                board.remove(pod.id());
                victims.add(pod);
            }
        }
    }

    private static boolean fits(Evaluation evaluation, Slot slot) {
        evaluation.refresh();
        evaluation.neighbours.begin();
        return evaluation.fits(slot.number) && evaluation.neighbours.reason(slot.number) == Reason.NONE;
    }

    /** Those whose budget has nothing left by the time their turn comes, and the rest. */
    private static void divide(
            List<Placed> pods, Collection<PodDisruptionBudget> budgets, List<Placed> overrunning, List<Placed> rest) {
        Map<PodDisruptionBudget, Integer> left = new HashMap<>();
        for (Placed placed : pods) {
            boolean overruns = false;
            for (PodDisruptionBudget budget : budgets) {
                if (protects(budget, placed.pod())) {
                    Integer allowed = budget.status().disruptionsAllowed();
                    overruns |= left.merge(budget, (allowed == null ? 0 : allowed) - 1, (now, first) -> now - 1) < 0;
                }
            }
            (overruns ? overrunning : rest).add(placed);
        }
    }

    private static boolean protects(PodDisruptionBudget budget, Pod pod) {
        var selector = budget.spec().selector();
        return budget.metadata().namespace().equals(pod.metadata().namespace())
                && selector != null
                && selector.matches(pod.metadata().labels())
                && !budget.status().disruptedPods().containsKey(pod.name());
    }

    private static Instant start(Placed placed) {
        Instant started = placed.pod().status().startTime();
        Instant created = placed.pod().metadata().creationTimestamp();
        return started != null ? started : created != null ? created : Instant.EPOCH;
    }
}
