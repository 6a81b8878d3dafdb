package dev.wainwright.cloud.aws;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.hash.DriftHash;
import dev.wainwright.api.hash.Unhashable;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.report.Events;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an EC2NodeClass' status: asks EC2 every minute for subnets and reservations and every five minutes, or when the class
 * has changed, for everything, and says whether machines can be launched with it (karpenter-aws §1.2, §1.5). Stamps the
 * drift hash, and keeps the class while claims use it.
 */
final class NodeClassController implements Controller<ObjectKey> {
    private static final String FINALIZER = "karpenter.k8s.aws/termination";
    private static final String LOOK = "discover EC2NodeClass";
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration EVERYTHING = Duration.ofMinutes(5);
    private static final Duration WAITING = Duration.ofMinutes(10);

    private static final Index<NodeClaim> BY_CLASS = new Index<>(
            NodeClaim.class,
            "ec2nodeclass",
            claim -> List.of(claim.spec().nodeClassRef().name()));

    private final Discovery discovery;
    private final Images images;
    private final String cluster;
    private final String region;
    private final Consumer<Discovery.Found> learnt;
    private final Map<ObjectKey, Looked> looked = new HashMap<>();
    private final Map<ObjectKey, Marked> marked = new HashMap<>();

    /** When EC2 was last asked, and about which generation of the class. */
    private record Looked(String uid, long generation, Instant at, Instant everythingAt) {}

    /** A class, and its metadata as they should be. */
    private record Marked(Ec2NodeClass nodeClass, ObjectMeta metadata) {}

    /** @param learnt hears of what was found, before the status says so */
    NodeClassController(
            Discovery discovery, Images images, String cluster, String region, Consumer<Discovery.Found> learnt) {
        this.discovery = discovery;
        this.images = images;
        this.cluster = cluster;
        this.region = region;
        this.learnt = learnt;
    }

    @Override
    public String name() {
        return "nodeclass";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                Interest.about(Ec2NodeClass.class),
                new Interest<>(Kinds.of(NodeClaim.class), (change, snapshot, concerned) -> {
                    if (change.after() == null && change.before() instanceof NodeClaim gone) {
                        concerned.accept(
                                new ObjectKey("", gone.spec().nodeClassRef().name()));
                    }
                }));
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(BY_CLASS);
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        Ec2NodeClass nodeClass =
                situation.snapshot().get(Ec2NodeClass.class, key).orElse(null);
        if (nodeClass == null) {
            looked.remove(key);
            marked.remove(key);
            return Step.DONE;
        }
        if (nodeClass.metadata().isTerminating()) {
            return end(nodeClass, situation);
        }
        ObjectMeta metadata = marked(key, nodeClass);
        if (!metadata.equals(nodeClass.metadata())) {
            return Step.write(Write.update(with(nodeClass, metadata)));
        }
        Discovery.Found found = found(nodeClass, situation);
        if (found != null) {
            return report(nodeClass, found, situation.now());
        }
        return look(key, nodeClass, situation.now());
    }

    private Step look(ObjectKey key, Ec2NodeClass nodeClass, Instant now) {
        Looked last = looked.get(key);
        Instant everythingAt = Instant.MIN;
        if (last != null
                && last.uid().equals(nodeClass.metadata().uid())
                && last.generation() == generation(nodeClass)) {
            Duration left = Duration.between(now, last.at().plus(EVERY));
            if (left.isPositive()) {
                return Step.wakeAfter(left);
            }
            everythingAt = last.everythingAt();
        }
        boolean everything = !everythingAt.isAfter(now.minus(EVERYTHING))
                || nodeClass.status().amis().isEmpty()
                || nodeClass.status().securityGroups().isEmpty();
        looked.put(
                key,
                new Looked(nodeClass.metadata().uid(), generation(nodeClass), now, everything ? now : everythingAt));
        return Step.effects(List.of(new Effect.Call(
                LOOK, answer -> discovery.look(nodeClass, everything, found -> answer.accept(Result.ok(found))))));
    }

    private static Discovery.@Nullable Found found(Ec2NodeClass nodeClass, Situation situation) {
        return situation
                .answer(Discovery.Found.class)
                .filter(found ->
                        found.uid().equals(nodeClass.metadata().uid()) && found.generation() == generation(nodeClass))
                .orElse(null);
    }

    private Step report(Ec2NodeClass nodeClass, Discovery.Found found, Instant now) {
        learnt.accept(found);
        Ec2NodeClass.Status status =
                NodeClassStatus.of(nodeClass, found, images.unsupported(nodeClass), cluster, region, now);
        if (status.equals(nodeClass.status())) {
            return Step.wakeAfter(EVERY);
        }
        return Step.write(Write.updateStatus(
                        new Ec2NodeClass(nodeClass.metadata(), nodeClass.spec(), status, nodeClass.rest())))
                .andWakeAfter(EVERY);
    }

    /** Found out once per form of the class: it is asked for every minute. */
    private ObjectMeta marked(ObjectKey key, Ec2NodeClass nodeClass) {
        Marked known = marked.get(key);
        if (known == null || !known.nodeClass().equals(nodeClass)) {
            known = new Marked(nodeClass, marked(nodeClass));
            marked.put(key, known);
        }
        return known.metadata();
    }

    private static ObjectMeta marked(Ec2NodeClass nodeClass) {
        ObjectMeta metadata = nodeClass.metadata();
        var annotations = new TreeMap<>(metadata.annotations());
        try {
            annotations.putAll(
                    DriftHash.ofEc2NodeClass(Codec.write(nodeClass), "").annotations());
        } catch (Unhashable unhashable) {
            // Validation tells the user; nothing drifts from a class that cannot be compared.
        }
        return metadata.withFinalizer(FINALIZER).withAnnotations(annotations);
    }

    private static Step end(Ec2NodeClass nodeClass, Situation situation) {
        ObjectMeta metadata = nodeClass.metadata();
        if (!metadata.finalizers().contains(FINALIZER)) {
            return Step.DONE;
        }
        List<String> users = situation.snapshot().where(BY_CLASS, nodeClass.name()).stream()
                .map(NodeClaim::name)
                .toList();
        if (users.isEmpty()) {
            return Step.write(Write.update(with(nodeClass, metadata.withoutFinalizer(FINALIZER))));
        }
        boolean told = !situation.outcomes().isEmpty();
        Step step = told
                ? Step.DONE
                : Step.write(Events.normal(
                        nodeClass,
                        "WaitingOnNodeClaimTermination",
                        "Waiting on NodeClaim termination for " + String.join(", ", users),
                        situation.now()));
        return step.andWakeAfter(WAITING);
    }

    private static Ec2NodeClass with(Ec2NodeClass nodeClass, ObjectMeta metadata) {
        return new Ec2NodeClass(metadata, nodeClass.spec(), nodeClass.status(), nodeClass.rest());
    }

    private static long generation(Ec2NodeClass nodeClass) {
        Long generation = nodeClass.metadata().generation();
        return generation == null ? 0 : generation;
    }
}
