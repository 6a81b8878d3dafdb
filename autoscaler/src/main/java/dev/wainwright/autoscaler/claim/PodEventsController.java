package dev.wainwright.autoscaler.claim;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.autoscaler.condition.ConditionSet;
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
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notes on each claim when pods last came to or left its node, and whether it has been quiet for as long as its pool wants
 * before the node may be taken away: {@code Consolidatable} (karpenter-core §4.4).
 */
public final class PodEventsController implements Controller<ObjectKey> {
    private static final Duration APART = Duration.ofSeconds(10);

    /** Claims whose pods have come or gone and that have not been told yet. */
    private final Set<ObjectKey> stirred = new HashSet<>();

    @Override
    public String name() {
        return "nodeclaim.podevents";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                Interest.about(NodeClaim.class),
                new Interest<>(Kinds.of(NodePool.class), (change, snapshot, concerned) -> {
                    if (change.after() != null && !sameDisruption(change)) {
                        snapshot.all(NodeClaim.class).stream()
                                .filter(claim -> Claims.pool(claim)
                                        .equals(change.latest().name()))
                                .forEach(claim -> concerned.accept(ObjectKey.of(claim)));
                    }
                }),
                new Interest<>(Kinds.of(Pod.class), this::podChanged));
    }

    private static boolean sameDisruption(Change change) {
        return change.before() instanceof NodePool before
                && change.after() instanceof NodePool after
                && java.util.Objects.equals(
                        before.spec().disruption(), after.spec().disruption());
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(Claims.BY_NODE);
    }

    private void podChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        Pod before = (Pod) change.before();
        if (change.after() instanceof Pod after
                && before != null
                && after.isBound()
                && !after.isOwnedBy("DaemonSet")
                && (before.isBound() != after.isBound()
                        || before.isTerminal() != after.isTerminal()
                        || before.isTerminating() != after.isTerminating())) {
            snapshot.where(Claims.BY_NODE, after.nodeName()).forEach(claim -> {
                stirred.add(ObjectKey.of(claim));
                concerned.accept(ObjectKey.of(claim));
            });
        }
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        boolean stir = stirred.remove(key);
        Optional<NodeClaim> known = situation.snapshot().get(NodeClaim.class, key);
        if (known.isEmpty() || known.get().metadata().isTerminating()) {
            return Step.DONE;
        }
        NodeClaim claim = known.get();
        Instant now = situation.now();
        Instant last = claim.status().lastPodEventTime();
        if (stir && (last == null || !now.isBefore(last.plus(APART)))) {
            last = now.truncatedTo(ChronoUnit.SECONDS);
        }
        ConditionSet conditions = Claims.conditions(claim, now);
        Optional<Duration> quiet = quietTime(claim, situation.snapshot());
        if (quiet.isEmpty() || !conditions.isTrue(Claims.INITIALIZED)) {
            return write(claim, last, conditions.without(Claims.CONSOLIDATABLE));
        }
        Instant since = last == null ? conditions.since(Claims.INITIALIZED) : last;
        Duration left = Duration.between(now, since.plus(quiet.get()));
        return left.isPositive()
                ? write(claim, last, conditions.without(Claims.CONSOLIDATABLE)).andWakeAfter(left)
                : write(claim, last, conditions.withTrue(Claims.CONSOLIDATABLE));
    }

    /** How long nothing must have happened; empty when the pool never takes nodes away, or is gone. */
    private static Optional<Duration> quietTime(NodeClaim claim, Snapshot snapshot) {
        return Claims.poolOf(claim, snapshot)
                .filter(pool -> pool.spec().replicas() == null)
                .map(pool -> pool.spec().disruption())
                .map(disruption -> disruption.consolidateAfter() == null ? "0s" : disruption.consolidateAfter())
                .filter(text -> !text.equals(GoDuration.NEVER))
                .map(GoDuration::parse);
    }

    private static Step write(NodeClaim claim, @Nullable Instant last, ConditionSet conditions) {
        NodeClaim.Status seen = claim.status();
        boolean known = !seen.conditions().isEmpty();
        var status = new NodeClaim.Status(
                seen.nodeName(),
                seen.providerID(),
                seen.imageID(),
                seen.capacity(),
                seen.allocatable(),
                known ? conditions.toList() : List.of(),
                last);
        return status.equals(seen) ? Step.DONE : Step.write(Write.updateStatus(Claims.with(claim, status)));
    }
}
