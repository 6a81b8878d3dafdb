package dev.wainwright.autoscaler.report;

import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Remembers what was decided, for people who ask later. It forgets: the oldest decisions, all but the last plans (each of
 * which holds the cluster as it was), and claims when there are very many. May be asked by many threads at once.
 */
public final class DecisionLog implements Decisions {
    private static final int MOST_DECISIONS = 1_000;
    private static final int MOST_PLANS = 8;
    private static final int MOST_CLAIMS = 2_000;

    private final Consumer<Runnable> background;
    private final ArrayDeque<Decision> decisions = new ArrayDeque<>();
    private final ArrayDeque<Planned> plans = new ArrayDeque<>();
    private final Map<String, Origin> origins = new LinkedHashMap<>();

    /** {@code background} works out what the reasons of a plan's nodes are, while the controller goes on. */
    public DecisionLog(Consumer<Runnable> background) {
        this.background = background;
    }

    /** A plan, and what its nodes became: the names of claims by the names of the plan's nodes. */
    private record Planned(Instant at, Plan plan, Map<String, String> claims) {}

    /**
     * Why there is a NodeClaim.
     *
     * @param node what was planned
     * @param reason why it is what it is; only its first sentence until there was time for more
     */
    public record Origin(Instant at, Plan.NewNode node, Reason reason) {}

    /**
     * What became of a pod in the last plan that saw it.
     *
     * @param claim the name of the NodeClaim that was made for it and others; empty if it goes elsewhere, or nowhere
     */
    public record Place(Instant at, Reason reason, String claim) {}

    @Override
    public synchronized void planned(Instant at, Duration took, Plan plan) {
        plans.addLast(new Planned(at, plan, new LinkedHashMap<>()));
        if (plans.size() > MOST_PLANS) {
            plans.removeFirst();
        }
        plan.unschedulable().stream()
                .findFirst()
                .map(first -> unplaced(at, first, plan.unschedulable().size() - 1))
                .filter(this::isNews)
                .ifPresent(this::add);
    }

    private static Decision unplaced(Instant at, Plan.Unschedulable pod, int others) {
        int slash = pod.pod().indexOf('/');
        String why = pod.reasons().isEmpty()
                ? "it fits nowhere"
                : pod.reasons().getFirst().text();
        return new Decision(
                at,
                "Pod",
                pod.pod().substring(0, slash),
                pod.pod().substring(slash + 1),
                "unschedulable",
                why + (others == 0 ? "" : " (and " + others + " more without a place)"));
    }

    /** A pod without a place is planned for again and again. */
    private boolean isNews(Decision decision) {
        return decisions.stream()
                .noneMatch(known -> known.kind().equals(decision.kind())
                        && known.namespace().equals(decision.namespace())
                        && known.name().equals(decision.name())
                        && known.why().equals(decision.why()));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // This very plan: two may well be equal.
    public synchronized void claimed(Instant at, Plan plan, Plan.NewNode node, String claim) {
        Reason brief = Reason.of(node.instanceType() + " in " + node.zone() + " (" + node.capacityType() + ") for "
                + counted(node.pods().size()));
        add(new Decision(at, "NodeClaim", "", claim, "created", brief.text()));
        origins.put(claim, new Origin(at, node, brief));
        if (origins.size() > MOST_CLAIMS) {
            Iterator<String> eldest = origins.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        plans.stream()
                .filter(planned -> planned.plan() == plan)
                .forEach(planned -> planned.claims().put(node.name(), claim));
        background.accept(() -> plan.explanations().node().apply(node.name()).ifPresent(why -> explained(claim, why)));
    }

    private static String counted(int pods) {
        return pods == 1 ? "1 pod" : pods + " pods";
    }

    private synchronized void explained(String claim, Reason reason) {
        origins.computeIfPresent(claim, (name, origin) -> new Origin(origin.at(), origin.node(), reason));
    }

    @Override
    public synchronized void acted(Instant at, String kind, String name, String what, String why) {
        add(new Decision(at, kind, "", name, what, why));
    }

    private void add(Decision decision) {
        decisions.addLast(decision);
        if (decisions.size() > MOST_DECISIONS) {
            decisions.removeFirst();
        }
    }

    /** The last decisions, oldest first. */
    public synchronized List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    /** Those about one object, oldest first. */
    public synchronized List<Decision> about(String kind, String name) {
        return decisions.stream()
                .filter(decision ->
                        decision.kind().equals(kind) && decision.name().equals(name))
                .toList();
    }

    public synchronized Optional<Origin> origin(String claim) {
        return Optional.ofNullable(origins.get(claim));
    }

    /** The claim that was made for a pod, by its {@code namespace/name}, as far as it is remembered. */
    public synchronized Optional<String> claimFor(String pod) {
        String found = "";
        for (Map.Entry<String, Origin> origin : origins.entrySet()) {
            if (origin.getValue().node().pods().contains(pod)) {
                found = origin.getKey();
            }
        }
        return Optional.of(found).filter(name -> !name.isEmpty());
    }

    /** What the newest plan that knows a pod, by its {@code namespace/name}, says of it. */
    public Optional<Place> place(String pod) {
        for (Planned planned : newestFirst()) {
            Optional<Reason> reason = planned.plan().explanations().pod().apply(pod);
            if (reason.isPresent()) {
                return Optional.of(new Place(planned.at(), reason.get(), claim(planned, pod)));
            }
        }
        return Optional.empty();
    }

    private synchronized List<Planned> newestFirst() {
        return new ArrayList<>(plans).reversed();
    }

    private synchronized String claim(Planned planned, String pod) {
        return planned.plan().newNodes().stream()
                .filter(node -> node.pods().contains(pod))
                .map(node -> planned.claims().getOrDefault(node.name(), ""))
                .findFirst()
                .orElse("");
    }
}
