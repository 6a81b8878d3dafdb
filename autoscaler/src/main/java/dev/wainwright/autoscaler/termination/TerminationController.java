package dev.wainwright.autoscaler.termination;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.autoscaler.condition.ConditionSet;
import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.cloud.provider.Deletion;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends nodes that are being deleted: no new pods, then drained, then its machine ended, then gone (karpenter-core §4.17).
 * A node whose machine is gone already is let go at once.
 */
public final class TerminationController implements Controller<ObjectKey> {
    private static final String DRAINED = "Drained";
    private static final String DETACHED = "VolumesDetached";
    private static final Kind ATTACHMENT = TreeKinds.builtIn("VolumeAttachment");
    private static final String EXCLUDE = "node.kubernetes.io/exclude-from-external-load-balancers";
    private static final Duration SHORTEST_DRAIN = Duration.ofSeconds(5);
    private static final Duration DRAIN_POLL = Duration.ofSeconds(1);
    private static final Duration MACHINE_POLL = Duration.ofSeconds(5);

    private final CloudProvider cloud;

    public TerminationController(CloudProvider cloud) {
        this.cloud = cloud;
    }

    @Override
    public String name() {
        return "node.termination";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                Interest.about(Node.class),
                new Interest<>(Kinds.of(Pod.class), (change, snapshot, concerned) -> {
                    if (change.latest() instanceof Pod pod && pod.isBound()) {
                        var node = new ObjectKey("", pod.nodeName());
                        snapshot.get(Node.class, node)
                                .filter(each -> each.metadata().isTerminating())
                                .ifPresent(each -> concerned.accept(node));
                    }
                }),
                Interest.read(NodeClaim.class),
                new Interest<>(ATTACHMENT, (change, snapshot, concerned) -> {}));
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(Claims.BY_PROVIDER, Claims.PODS);
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(Node.class, key)
                .filter(node -> node.metadata().isTerminating()
                        && node.metadata().finalizers().contains(Claims.FINALIZER))
                .map(node -> end(node, situation))
                .orElse(Step.DONE);
    }

    private Step end(Node node, Situation situation) {
        Optional<NodeClaim> claim = Claims.claim(node, situation.snapshot());
        if (claim.isPresent() && !claim.get().metadata().isTerminating()) {
            return Step.write(Write.delete(claim.get()));
        }
        if (isGone(node, situation)
                || situation
                        .answer(Deletion.class)
                        .filter(Deletion.GONE::equals)
                        .isPresent()) {
            return letGo(node);
        }
        if (!node.isReady() && situation.outcomes().isEmpty()) {
            return Step.effects(List.of(cloud.list()));
        }
        Node closed = closed(node);
        if (!closed.equals(node)) {
            return Step.write(Write.update(closed));
        }
        return claim.map(each -> drainThenEnd(node, each, situation)).orElseGet(() -> drainOnly(node, situation));
    }

    private Step drainThenEnd(Node node, NodeClaim claim, Situation situation) {
        Instant now = situation.now();
        ConditionSet conditions = Claims.conditions(claim, now);
        Drain drain = Drain.of(situation.snapshot().where(Claims.PODS, node.name()), now, deadline(claim));
        if (conditions.get(DRAINED).isEmpty()) {
            conditions = conditions.with(DRAINED, "Unknown", "Draining", "");
        }
        boolean rested = !now.isBefore(conditions.since(DRAINED).plus(SHORTEST_DRAIN)) || conditions.isTrue(DRAINED);
        if (!drain.waiting().isEmpty() || !rested) {
            var effects = new ArrayList<Effect>();
            drain.writes().forEach(write -> effects.add(new Effect.Store(write)));
            effects.addAll(note(claim, conditions));
            return Step.effects(effects).andWakeAfter(DRAIN_POLL);
        }
        conditions = conditions.withTrue(DRAINED);
        if (hasVolumes(node, situation) && !isOver(deadline(claim), now)) {
            conditions = conditions.with(DETACHED, "Unknown", "AwaitingVolumeDetachment", "");
            return Step.effects(note(claim, conditions)).andWakeAfter(DRAIN_POLL);
        }
        conditions = conditions.withTrue(DETACHED);
        if (situation.answer(Deletion.class).isPresent()) {
            conditions = conditions.withTrue(Claims.INSTANCE_TERMINATING);
            return Step.effects(note(claim, conditions)).andWakeAfter(MACHINE_POLL);
        }
        List<Effect> noted = note(claim, conditions);
        return noted.isEmpty() ? Step.effects(List.of(cloud.delete(claim))) : Step.effects(noted);
    }

    /** Whether volumes are still attached, those of pods apart that stay until the end and keep theirs. */
    private static boolean hasVolumes(Node node, Situation situation) {
        boolean kept = situation.snapshot().where(Claims.PODS, node.name()).stream()
                .anyMatch(pod -> !pod.isTerminal() && !pod.volumes().isEmpty());
        return !kept
                && situation.snapshot().all(ATTACHMENT).stream()
                        .anyMatch(each ->
                                each.rest().mapping("spec").text("nodeName", "").equals(node.name()));
    }

    private static boolean isOver(@Nullable Instant deadline, Instant now) {
        return deadline != null && !now.isBefore(deadline);
    }

    /** A node that is nobody's machine is drained, and its machine left to whoever made it. */
    private static Step drainOnly(Node node, Situation situation) {
        Drain drain = Drain.of(situation.snapshot().where(Claims.PODS, node.name()), situation.now(), null);
        return drain.waiting().isEmpty()
                ? letGo(node)
                : Step.writes(drain.writes()).andWakeAfter(DRAIN_POLL);
    }

    private static List<Effect> note(NodeClaim claim, ConditionSet conditions) {
        return conditions.toList().equals(claim.status().conditions())
                ? List.of()
                : List.of(new Effect.Store(Write.updateStatus(Claims.with(claim, conditions))));
    }

    private static @Nullable Instant deadline(NodeClaim claim) {
        String time = claim.metadata().annotations().get(Claims.TERMINATION_TIME);
        return time == null ? null : Instant.parse(time);
    }

    /** Whether the cloud was asked for its machines just now, and the node's is not among them. */
    private static boolean isGone(Node node, Situation situation) {
        return situation
                .answer(List.class)
                .filter(machines -> ((List<?>) machines)
                        .stream()
                                .noneMatch(each -> each instanceof NodeClaim machine
                                        && machine.status()
                                                .providerID()
                                                .equals(node.spec().providerID())))
                .isPresent();
    }

    /** The node as it takes no more pods and no more traffic. */
    private static Node closed(Node node) {
        var taints = new ArrayList<Taint>(node.spec().taints());
        if (!taints.contains(Drain.DISRUPTED)) {
            taints.removeIf(taint -> taint.key().equals(Drain.DISRUPTED.key()));
            taints.add(Drain.DISRUPTED);
        }
        var labels = new HashMap<>(node.metadata().labels());
        labels.put(EXCLUDE, "karpenter");
        return new Node(
                node.metadata().withLabels(labels),
                new Node.Spec(node.spec().providerID(), node.spec().unschedulable(), taints),
                node.status(),
                node.rest());
    }

    private static Step letGo(Node node) {
        return Step.write(Write.update(
                new Node(node.metadata().withoutFinalizer(Claims.FINALIZER), node.spec(), node.status(), node.rest())));
    }
}
