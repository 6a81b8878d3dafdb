package dev.wainwright.autoscaler.claim;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.autoscaler.condition.ConditionSet;
import dev.wainwright.autoscaler.report.Decisions;
import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.cloud.provider.Launch;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.report.Events;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes each NodeClaim from the wish to an initialized node (karpenter-core §5). One thing at a time: a step writes the
 * claim once at most, and goes on when the claim comes back changed.
 */
public final class LifecycleController implements Controller<ObjectKey> {
    private static final Duration LAUNCH_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration REGISTRATION_TIMEOUT = Duration.ofMinutes(15);
    private static final int LONGEST_MESSAGE = 300;

    private final CloudProvider cloud;
    private final Decisions decisions;

    /** Answers of the cloud that have not been written down yet, by the claim's uid. Lost, the cloud is asked again. */
    private final Map<String, Launch> answers = new HashMap<>();

    public LifecycleController(CloudProvider cloud, Decisions decisions) {
        this.cloud = cloud;
        this.decisions = decisions;
    }

    @Override
    public String name() {
        return "nodeclaim.lifecycle";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        var interests = new ArrayList<Interest<ObjectKey>>();
        interests.add(Interest.about(NodeClaim.class));
        interests.add(Nodes.interest());
        interests.add(Interest.read(NodePool.class));
        for (Class<? extends KubeObject> nodeClass : cloud.nodeClasses()) {
            interests.add(Interest.read(nodeClass));
        }
        return interests;
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(Claims.BY_PROVIDER, Claims.NODES);
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        Optional<NodeClaim> known = situation.snapshot().get(NodeClaim.class, key);
        if (known.isEmpty() || known.get().metadata().isTerminating()) {
            return Step.DONE;
        }
        NodeClaim claim = known.get();
        ObjectMeta metadata = claim.metadata();
        if (!metadata.finalizers().contains(Claims.FINALIZER)) {
            return Step.write(Write.update(Claims.with(claim, metadata.withFinalizer(Claims.FINALIZER))));
        }
        ConditionSet conditions = Claims.conditions(claim, situation.now());
        if (!conditions.isTrue(Claims.LAUNCHED)) {
            return launch(claim, conditions, situation);
        }
        answers.remove(metadata.uid());
        ConditionSet now = conditions;
        var writes = new ArrayList<Write>();
        String nodeName = claim.status().nodeName();
        if (!now.isTrue(Claims.REGISTERED)) {
            Registration registration = Registration.of(claim, Claims.nodes(claim, situation.snapshot()));
            registration.write().ifPresent(writes::add);
            now = registration.note(now);
            nodeName = registration.nodeName();
        } else if (!now.isTrue(Claims.INITIALIZED)) {
            Initialization initialization = Initialization.of(claim, Claims.node(claim, situation.snapshot()));
            initialization.write().ifPresent(writes::add);
            now = initialization.note(now);
        }
        return advance(claim, nodeName, now, writes, situation.now());
    }

    private Step launch(NodeClaim claim, ConditionSet conditions, Situation situation) {
        situation
                .answer(Launch.class)
                .ifPresent(answer -> answers.put(claim.metadata().uid(), answer));
        Instant now = situation.now();
        return switch (answers.get(claim.metadata().uid())) {
            case null ->
                overdue(claim, conditions, now)
                        .orElseGet(() -> Step.effects(List.of(cloud.create(claim, situation.snapshot()))));
            case Launch.Launched launched -> launched(claim, launched.claim(), conditions);
            case Launch.InsufficientCapacity none ->
                remove(claim, "insufficient_capacity", "InsufficientCapacityError", none.message(), now);
            case Launch.NodeClassNotReady unready ->
                remove(claim, "nodeclass_not_ready", "NodeClassNotReady", unready.message(), now);
            case Launch.Failed failed -> {
                answers.remove(claim.metadata().uid());
                String reason = failed.reason().isEmpty() ? "LaunchFailed" : failed.reason();
                ConditionSet noted = conditions.with(Claims.LAUNCHED, "Unknown", reason, shortened(failed.message()));
                yield new Step(status(claim, claim.status().nodeName(), noted), null, true);
            }
        };
    }

    /** The metadata first, then the status: a claim that is marked as launched has its labels. */
    private static Step launched(NodeClaim claim, NodeClaim machine, ConditionSet conditions) {
        var labels = new HashMap<>(machine.metadata().labels());
        labels.putAll(claim.metadata().labels());
        var annotations = new HashMap<>(claim.metadata().annotations());
        annotations.putAll(machine.metadata().annotations());
        ObjectMeta wanted = claim.metadata().withLabels(labels).withAnnotations(annotations);
        if (!wanted.equals(claim.metadata())) {
            return Step.write(Write.update(Claims.with(claim, wanted)));
        }
        NodeClaim.Status seen = machine.status();
        return Step.write(Write.updateStatus(Claims.with(
                claim,
                new NodeClaim.Status(
                        "",
                        seen.providerID(),
                        seen.imageID(),
                        seen.capacity(),
                        seen.allocatable(),
                        conditions.withTrue(Claims.LAUNCHED).toList(),
                        claim.status().lastPodEventTime()))));
    }

    private Step advance(NodeClaim claim, String nodeName, ConditionSet conditions, List<Write> writes, Instant now) {
        Optional<Step> overdue = overdue(claim, conditions, now);
        if (overdue.isPresent()) {
            return overdue.get();
        }
        var effects = new ArrayList<Effect>();
        writes.forEach(write -> effects.add(new Effect.Store(write)));
        effects.addAll(status(claim, nodeName, conditions));
        Duration left = conditions.isTrue(Claims.REGISTERED)
                ? null
                : Duration.between(now, conditions.since(Claims.REGISTERED).plus(REGISTRATION_TIMEOUT));
        return new Step(effects, left, false);
    }

    private static List<Effect> status(NodeClaim claim, String nodeName, ConditionSet conditions) {
        NodeClaim.Status seen = claim.status();
        var status = new NodeClaim.Status(
                nodeName,
                seen.providerID(),
                seen.imageID(),
                seen.capacity(),
                seen.allocatable(),
                conditions.toList(),
                seen.lastPodEventTime());
        return status.equals(seen)
                ? List.of()
                : List.of(new Effect.Store(Write.updateStatus(Claims.with(claim, status))));
    }

    /** Gives up what has not been launched, or has not joined, for too long. */
    private Optional<Step> overdue(NodeClaim claim, ConditionSet conditions, Instant now) {
        if (isOver(conditions, Claims.LAUNCHED, LAUNCH_TIMEOUT, now)) {
            return Optional.of(remove(claim, "launch_timeout", null, "it was not launched within 5 minutes", now));
        } else if (isOver(conditions, Claims.REGISTERED, REGISTRATION_TIMEOUT, now)) {
            return Optional.of(
                    remove(claim, "registration_timeout", null, "its machine did not join within 15 minutes", now));
        }
        return Optional.empty();
    }

    /** Whether it was time to give up a claim at that moment. */
    public static boolean isOverdue(NodeClaim claim, Instant at) {
        ConditionSet conditions = Claims.conditions(claim, at);
        return isOver(conditions, Claims.LAUNCHED, LAUNCH_TIMEOUT, at)
                || isOver(conditions, Claims.REGISTERED, REGISTRATION_TIMEOUT, at);
    }

    private static boolean isOver(ConditionSet conditions, String type, Duration limit, Instant now) {
        return !conditions.isTrue(type) && !now.isBefore(conditions.since(type).plus(limit));
    }

    private Step remove(NodeClaim claim, String why, @Nullable String event, String message, Instant now) {
        answers.remove(claim.metadata().uid());
        decisions.acted(now, "NodeClaim", claim.name(), why, message);
        var writes = new ArrayList<Write>();
        if (event != null) {
            writes.add(Events.warning(claim, event, message, now));
        }
        writes.add(Write.delete(claim));
        return Step.writes(writes);
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }
}
