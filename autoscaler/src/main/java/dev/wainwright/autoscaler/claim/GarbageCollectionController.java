package dev.wainwright.autoscaler.claim;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.autoscaler.report.Decisions;
import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds claims whose machine is gone, machines without a claim, and nodes that have neither, every two minutes
 * (karpenter-core §4.20; for machines karpenter-aws §8). Young machines are left alone: their claim may just be about to
 * say that they are its own.
 */
public final class GarbageCollectionController implements Controller<String> {
    private static final Duration EVERY = Duration.ofMinutes(2);
    private static final Duration YOUNG = Duration.ofSeconds(30);
    private static final String ALL = "all";

    private final CloudProvider cloud;
    private final Decisions decisions;
    private Optional<Instant> last = Optional.empty();

    public GarbageCollectionController(CloudProvider cloud, Decisions decisions) {
        this.cloud = cloud;
        this.decisions = decisions;
    }

    @Override
    public String name() {
        return "nodeclaim.garbagecollection";
    }

    @Override
    public List<Interest<String>> interests() {
        return List.of(
                new Interest<>(Kinds.of(NodeClaim.class), (change, snapshot, concerned) -> {
                    if (change.before() == null) {
                        concerned.accept(ALL);
                    }
                }),
                Interest.read(Node.class));
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(Claims.NODES, Claims.BY_PROVIDER);
    }

    @Override
    public Step reconcile(String key, Situation situation) {
        List<?> machines = situation.answer(List.class).orElse(null);
        if (machines != null) {
            return collect(machines, situation).andWakeAfter(EVERY);
        }
        Instant now = situation.now();
        Duration left = last.map(at -> Duration.between(now, at.plus(EVERY))).orElse(Duration.ZERO);
        if (left.isPositive() || !situation.outcomes().isEmpty()) {
            return Step.wakeAfter(left.isPositive() ? left : EVERY);
        }
        last = Optional.of(now);
        return Step.effects(List.of(cloud.list()));
    }

    private Step collect(List<?> listed, Situation situation) {
        Snapshot snapshot = situation.snapshot();
        var effects = new ArrayList<Effect>();
        Set<String> there = new HashSet<>();
        for (Object each : listed) {
            if (each instanceof NodeClaim machine) {
                there.add(machine.status().providerID());
                if (isOrphan(machine, snapshot, situation.now())) {
                    decisions.acted(
                            situation.now(),
                            "Instance",
                            machine.status().providerID(),
                            "garbage_collected",
                            "no NodeClaim knows of it");
                    effects.add(cloud.delete(machine));
                }
            }
        }
        for (NodeClaim claim : snapshot.all(NodeClaim.class)) {
            if (!there.contains(claim.status().providerID())
                    && Claims.isTrue(claim, Claims.REGISTERED)
                    && !claim.metadata().isTerminating()
                    && Claims.node(claim, snapshot).filter(Node::isReady).isEmpty()) {
                decisions.acted(situation.now(), "NodeClaim", claim.name(), "garbage_collected", "its machine is gone");
                effects.add(new Effect.Store(Write.delete(claim)));
            }
        }
        for (Node node : snapshot.all(Node.class)) {
            if (isLeftBehind(node, there, snapshot)) {
                decisions.acted(situation.now(), "Node", node.name(), "garbage_collected", "its machine is gone");
                effects.add(new Effect.Store(Write.delete(node)));
            }
        }
        return Step.effects(effects);
    }

    /** A node that joined for a claim which was gone by then, and whose machine has been collected since. */
    private static boolean isLeftBehind(Node node, Set<String> machines, Snapshot snapshot) {
        return !machines.contains(node.spec().providerID())
                && node.spec().taints().stream().anyMatch(taint -> taint.key().equals(Taint.UNREGISTERED.key()))
                && !node.metadata().isTerminating()
                && !node.isReady()
                && snapshot.where(Claims.BY_PROVIDER, node.spec().providerID()).isEmpty();
    }

    private static boolean isOrphan(NodeClaim machine, Snapshot snapshot, Instant now) {
        Instant launched = machine.metadata().creationTimestamp();
        return snapshot.where(Claims.BY_PROVIDER, machine.status().providerID()).isEmpty()
                && !machine.metadata().isTerminating()
                && (launched == null || now.isAfter(launched.plus(YOUNG)))
                && snapshot.all(NodeClaim.class).stream().noneMatch(claim -> mayBeWaitingFor(machine, claim));
    }

    /** A launch may take longer than a machine is young: who asked for one before it was sold may have bought this one. */
    private static boolean mayBeWaitingFor(NodeClaim machine, NodeClaim claim) {
        Instant asked = claim.metadata().creationTimestamp();
        Instant launched = machine.metadata().creationTimestamp();
        return claim.status().providerID().isEmpty()
                && Claims.pool(claim).equals(Claims.pool(machine))
                && (asked == null || launched == null || !launched.isBefore(asked));
    }
}
