package dev.wainwright.autoscaler.claim;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.autoscaler.condition.ConditionSet;
import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.cloud.provider.Deletion;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Ends NodeClaims that are being deleted: the node first, then the machine, then the claim (karpenter-core §5.6). */
public final class FinalizationController implements Controller<ObjectKey> {
    private static final Duration POLL = Duration.ofSeconds(5);

    private final CloudProvider cloud;

    public FinalizationController(CloudProvider cloud) {
        this.cloud = cloud;
    }

    @Override
    public String name() {
        return "nodeclaim.finalization";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(Interest.about(NodeClaim.class), Nodes.interest());
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(Claims.BY_PROVIDER, Claims.NODES);
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(NodeClaim.class, key)
                .filter(claim -> claim.metadata().isTerminating()
                        && claim.metadata().finalizers().contains(Claims.FINALIZER))
                .map(claim -> end(claim, situation))
                .orElse(Step.DONE);
    }

    private Step end(NodeClaim claim, Situation situation) {
        Optional<Write> deadline = deadline(claim);
        if (deadline.isPresent()) {
            return Step.write(deadline.get());
        }
        Collection<Node> nodes = Claims.nodes(claim, situation.snapshot());
        if (!nodes.isEmpty()) {
            return Step.writes(nodes.stream()
                    .filter(node -> !node.metadata().isTerminating())
                    .map(Write::delete)
                    .toList());
        }
        return switch (situation.answer(Deletion.class).orElse(null)) {
            case null -> Step.effects(List.of(cloud.delete(claim)));
            case GONE ->
                Step.write(Write.update(Claims.with(claim, claim.metadata().withoutFinalizer(Claims.FINALIZER))));
            case TRIGGERED -> {
                ConditionSet conditions = Claims.conditions(claim, situation.now());
                yield (conditions.isTrue(Claims.INSTANCE_TERMINATING)
                                ? Step.DONE
                                : Step.write(Write.updateStatus(
                                        Claims.with(claim, conditions.withTrue(Claims.INSTANCE_TERMINATING)))))
                        .andWakeAfter(POLL);
            }
        };
    }

    /** Writes down, once, by when the claim has to be gone, if its pool says how long it may take (§4.18). */
    private static Optional<Write> deadline(NodeClaim claim) {
        String period = claim.spec().terminationGracePeriod();
        Instant deleted = claim.metadata().deletionTimestamp();
        if (period == null || deleted == null || claim.metadata().annotations().containsKey(Claims.TERMINATION_TIME)) {
            return Optional.empty();
        }
        var annotations = new HashMap<>(claim.metadata().annotations());
        annotations.put(
                Claims.TERMINATION_TIME, deleted.plus(GoDuration.parse(period)).toString());
        return Optional.of(Write.update(Claims.with(claim, claim.metadata().withAnnotations(annotations))));
    }
}
