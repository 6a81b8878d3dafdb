package dev.wainwright.cloud.aws;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.cloud.ec2.Ec2Error;
import dev.wainwright.cloud.ec2.EventQueue;
import dev.wainwright.cloud.ec2.EventQueue.Message;
import dev.wainwright.cloud.ec2.Response;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Outcome;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.report.Events;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads AWS's events about machines and lets claims go before their machines do (karpenter-aws §7). A message is deleted when
 * everything that it asks for is done; until then it comes again.
 */
final class InterruptionController implements Controller<String> {
    private static final String KEY = "queue";
    private static final String RECEIVE = "receive messages";
    private static final String DELETE = "delete message";
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private static final Index<NodeClaim> BY_INSTANCE = new Index<>(
            NodeClaim.class,
            "instance",
            claim -> List.of(AwsCloudProvider.instanceId(claim.status().providerID())));

    private final EventQueue queue;
    private final UnavailableOfferings unavailable;
    private final Market market;
    private final AwsListener listener;

    InterruptionController(EventQueue queue, UnavailableOfferings unavailable, Market market, AwsListener listener) {
        this.queue = queue;
        this.listener = listener;
        this.unavailable = unavailable;
        this.market = market;
    }

    @Override
    public String name() {
        return "interruption";
    }

    /** Begins with the first node class or claim there is: without them nothing can be interrupted. */
    @Override
    public List<Interest<String>> interests() {
        return List.of(
                new Interest<>(
                        Kinds.of(Ec2NodeClass.class),
                        (change, snapshot, concerned) -> begin(change.before() == null, concerned)),
                new Interest<>(
                        Kinds.of(NodeClaim.class),
                        (change, snapshot, concerned) -> begin(change.before() == null, concerned)),
                Interest.read(Node.class));
    }

    private static void begin(boolean isNew, Consumer<String> concerned) {
        if (isNew) {
            concerned.accept(KEY);
        }
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(BY_INSTANCE);
    }

    /** The messages that are being worked on, until the writes that they led to have an outcome. */
    private List<Message> open = List.of();

    @Override
    public Step reconcile(String key, Situation situation) {
        situation.outcomes().stream()
                .filter(outcome -> outcome.effect().name().equals(DELETE) && !outcome.isFailure())
                .forEach(outcome -> listener.deleted());
        List<Message> received = received(situation);
        if (!received.isEmpty()) {
            Map<ObjectKey, Write> deletions = new LinkedHashMap<>();
            var effects = new ArrayList<Effect>();
            received.forEach(message -> handle(message, situation, deletions, effects));
            deletions.values().forEach(write -> effects.add(new Effect.Store(write)));
            open = received;
            if (!effects.isEmpty()) {
                return Step.effects(effects).andWakeAfter(AFTER_FAILURE);
            }
        }
        boolean failed = situation.outcomes().stream().anyMatch(Outcome::isFailure);
        var effects = new ArrayList<Effect>();
        if (!failed) {
            open.forEach(message -> effects.add(delete(message)));
        }
        open = List.of();
        effects.add(receive());
        return Step.effects(effects);
    }

    private static List<Message> received(Situation situation) {
        var messages = new ArrayList<Message>();
        for (Outcome outcome : situation.outcomes()) {
            if (outcome.effect().name().equals(RECEIVE)
                    && outcome.result() instanceof Result.Ok<?> ok
                    && ok.answer() instanceof List<?> list) {
                list.forEach(each -> messages.add((Message) each));
            }
        }
        return messages;
    }

    private void handle(Message message, Situation situation, Map<ObjectKey, Write> deletions, List<Effect> effects) {
        InterruptionMessage event = InterruptionMessage.parse(message.body()).orElse(InterruptionMessage.NONE);
        Instant told = event.at() == null ? situation.now() : event.at();
        listener.received(name(event.kind()), Duration.between(told, situation.now()));
        if (event.kind() == InterruptionMessage.Kind.NO_OP) {
            return;
        }
        for (String id : event.ids()) {
            for (NodeClaim claim : situation.snapshot().where(BY_INSTANCE, id)) {
                remember(event.kind(), claim);
                if (!claim.metadata().isTerminating()) {
                    effects.addAll(events(event.kind(), claim, situation));
                    if (event.kind() != InterruptionMessage.Kind.REBALANCE_RECOMMENDATION) {
                        listener.interrupted(situation.now(), claim.name(), name(event.kind()), event.kind().message);
                        deletions.put(ObjectKey.of(claim), Write.delete(claim));
                    }
                }
            }
        }
    }

    /** As Karpenter's metrics have it. */
    private static String name(InterruptionMessage.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void remember(InterruptionMessage.Kind kind, NodeClaim claim) {
        Map<String, String> labels = claim.metadata().labels();
        String type = labels.get(Labels.INSTANCE_TYPE);
        String zone = labels.get(Labels.ZONE);
        if (kind == InterruptionMessage.Kind.SPOT_INTERRUPTED && type != null && zone != null) {
            unavailable.markOffering(new OfferingKey(Labels.SPOT, type, zone));
        }
        String reservation = labels.get(Labels.RESERVATION_ID);
        if (kind == InterruptionMessage.Kind.CAPACITY_RESERVATION_INTERRUPTED && reservation != null) {
            market.reservation(reservation, 0);
        }
    }

    private static List<Effect> events(InterruptionMessage.Kind kind, NodeClaim claim, Situation situation) {
        Instant now = situation.now();
        var writes = new ArrayList<Write>();
        boolean ends = kind != InterruptionMessage.Kind.REBALANCE_RECOMMENDATION;
        String message = kind.message;
        writes.add(
                ends
                        ? Events.warning(claim, kind.reason, message, now)
                        : Events.normal(claim, kind.reason, message, now));
        if (ends) {
            writes.add(Events.warning(
                    claim, "TerminatingOnInterruption", "Interruption triggered termination for the NodeClaim", now));
        }
        String node = claim.status().nodeName();
        situation.snapshot().get(Node.class, new ObjectKey("", node)).ifPresent(found -> {
            writes.add(
                    ends
                            ? Events.warning(found, kind.reason, message, now)
                            : Events.normal(found, kind.reason, message, now));
            if (ends) {
                writes.add(Events.warning(
                        found, "TerminatingOnInterruption", "Interruption triggered termination for the Node", now));
            }
        });
        return writes.stream().map(write -> (Effect) new Effect.Store(write)).toList();
    }

    private Effect receive() {
        return new Effect.Call(RECEIVE, answer -> queue.receive(response -> answer.accept(result(response))));
    }

    private Effect delete(Message message) {
        return new Effect.Call(
                DELETE, answer -> queue.delete(message.receipt(), response -> answer.accept(result(response))));
    }

    private static Result<?> result(Response<?> response) {
        return switch (response) {
            case Response.Ok<?> ok -> Result.ok(ok.value());
            case Response.Failed<?> failed -> {
                Ec2Error error = failed.error();
                yield Result.refused(new Refusal.Unavailable(error.toString()));
            }
        };
    }
}
