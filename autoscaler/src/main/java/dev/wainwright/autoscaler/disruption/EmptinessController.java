package dev.wainwright.autoscaler.disruption;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.autoscaler.report.Decisions;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Takes away nodes on which nothing but daemons runs, within their pools' budgets (karpenter-core §4.6). What is chosen is
 * looked at again after 15 seconds: a pod that came meanwhile saves its node.
 */
public final class EmptinessController implements Controller<String> {
    private static final String ALL = "all";
    private static final String REASON = "Empty";
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration SECOND_LOOK = Duration.ofSeconds(15);

    private final Decisions decisions;
    private final Predicate<String> isAwaited;

    /** The claims that were chosen, and when. */
    private final Map<String, Instant> chosen = new TreeMap<>();

    /** {@code isAwaited} says whether pods are on their way to a claim (by name) or node. */
    public EmptinessController(Predicate<String> isAwaited, Decisions decisions) {
        this.isAwaited = isAwaited;
        this.decisions = decisions;
    }

    @Override
    public String name() {
        return "disruption";
    }

    @Override
    public List<Interest<String>> interests() {
        return List.of(
                new Interest<>(Kinds.of(NodeClaim.class), (change, snapshot, concerned) -> {
                    if (change.after() instanceof NodeClaim claim && Claims.isTrue(claim, Claims.CONSOLIDATABLE)) {
                        concerned.accept(ALL);
                    }
                }),
                Interest.read(Node.class),
                Interest.read(NodePool.class),
                Interest.read(Pod.class));
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(Claims.PODS, Claims.NODES, Claims.BY_NODE);
    }

    @Override
    public Step reconcile(String key, Situation situation) {
        Snapshot snapshot = situation.snapshot();
        Instant now = situation.now();
        List<NodeClaim> empty = snapshot.all(NodeClaim.class).stream()
                .filter(claim -> !isAwaited.test(claim.name()) && Emptiness.mayGo(claim, snapshot))
                .toList();
        decisions.eligible(REASON, empty.size());
        Set<String> still = empty.stream().map(NodeClaim::name).collect(Collectors.toSet());
        chosen.keySet().stream().filter(name -> !still.contains(name)).forEach(name -> decisions.spared(now, name));
        chosen.keySet().retainAll(still);
        var writes = new ArrayList<Write>();
        for (NodeClaim claim : empty) {
            Instant since = chosen.get(claim.name());
            if (since != null && !now.isBefore(since.plus(SECOND_LOOK))) {
                chosen.remove(claim.name());
                decisions.acted(now, "NodeClaim", claim.name(), "disrupted", "its node is empty");
                writes.add(Write.delete(claim));
            }
        }
        if (writes.isEmpty()) {
            choose(empty, snapshot, now);
        }
        Duration next = chosen.values().stream()
                .map(since -> Duration.between(now, since.plus(SECOND_LOOK)))
                .min(Duration::compareTo)
                .orElse(EVERY);
        boolean idle = chosen.isEmpty() && empty.isEmpty();
        return Step.writes(writes).andWakeAfter(idle ? null : next.compareTo(EVERY) < 0 ? next : EVERY);
    }

    private void choose(List<NodeClaim> empty, Snapshot snapshot, Instant now) {
        var left = new TreeMap<String, Integer>();
        for (NodeClaim claim : empty) {
            Optional<NodePool> pool = Claims.poolOf(claim, snapshot);
            if (pool.isPresent() && !chosen.containsKey(claim.name())) {
                int room = left.computeIfAbsent(pool.get().name(), name -> room(pool.get(), snapshot, now));
                if (room > 0) {
                    chosen.put(claim.name(), now);
                    left.put(pool.get().name(), room - 1);
                }
            }
        }
    }

    /** How many more nodes of a pool may go now. */
    private int room(NodePool pool, Snapshot snapshot, Instant now) {
        Budgets.Use use = Budgets.use(pool, snapshot, chosen::containsKey);
        return Math.max(0, Budgets.allowed(pool, REASON, use.nodes(), now) - use.busy());
    }
}
