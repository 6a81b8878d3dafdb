package dev.wainwright.cluster.node;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.cluster.kubelet.Heartbeats;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Marks nodes whose kubelet is not heard of any more, and taints nodes by how they are. Nodes that no kubelet has ever
 * spoken for are left as they are.
 */
public final class NodeLifecycle implements Controller<ObjectKey> {
    private static final Duration GRACE = Duration.ofSeconds(40);
    private static final String READY = "Ready";
    private static final List<String> OBSERVED = List.of(READY, "MemoryPressure", "DiskPressure", "PIDPressure");
    private static final String NOT_READY = "node.kubernetes.io/not-ready";
    private static final String UNREACHABLE = "node.kubernetes.io/unreachable";

    @Override
    public String name() {
        return "node-lifecycle";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(Interest.about(Node.class), new Interest<>(Heartbeats.LEASE, (change, snapshot, concerned) -> {
            if (change.latest().metadata().namespace().equals(Heartbeats.NAMESPACE)) {
                concerned.accept(new ObjectKey("", change.latest().name()));
            }
        }));
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        Snapshot snapshot = situation.snapshot();
        Optional<KubeObject> lease = snapshot.get(Heartbeats.LEASE, Heartbeats.key(key.name()));
        Optional<Instant> heard = lease.flatMap(Heartbeats::ended);
        return snapshot.get(Node.class, key)
                .map(node -> decide(node, heard, situation.now()))
                .orElseGet(() -> heard.isPresent() ? Step.write(removal(lease.orElseThrow())) : Step.DONE);
    }

    private static Write removal(KubeObject lease) {
        return new Write.Delete(
                Heartbeats.LEASE, ObjectKey.of(lease), Preconditions.sameVersion(lease), Propagation.BACKGROUND, null);
    }

    private static Step decide(Node node, Optional<Instant> heard, Instant now) {
        Duration left =
                heard.map(last -> Duration.between(now, last.plus(GRACE))).orElse(null);
        boolean silent = left != null && !left.isPositive();
        if (silent && !ready(node).equals("Unknown")) {
            return Step.write(Write.updateStatus(unknown(node, now)));
        }
        List<Taint> taints = taints(node);
        Step step = taints.equals(node.spec().taints())
                ? Step.DONE
                : Step.write(Write.update(new Node(
                        node.metadata(),
                        new Node.Spec(node.spec().providerID(), node.spec().unschedulable(), taints),
                        node.status(),
                        node.rest())));
        return silent || left == null ? step : step.andWakeAfter(left);
    }

    /** True, False, Unknown; empty when nobody has said. */
    private static String ready(Node node) {
        return node.status().conditions().stream()
                .filter(condition -> condition.type().equals(READY))
                .map(Condition::status)
                .findFirst()
                .orElse("");
    }

    private static Node unknown(Node node, Instant now) {
        var conditions = new ArrayList<Condition>();
        for (Condition condition : node.status().conditions()) {
            conditions.add(
                    OBSERVED.contains(condition.type())
                            ? new Condition(
                                    condition.type(),
                                    "Unknown",
                                    "NodeStatusUnknown",
                                    "Kubelet stopped posting node status.",
                                    now.truncatedTo(ChronoUnit.SECONDS),
                                    null,
                                    condition.lastHeartbeatTime())
                            : condition);
        }
        return new Node(
                node.metadata(),
                node.spec(),
                new Node.Status(
                        node.status().capacity(),
                        node.status().allocatable(),
                        conditions,
                        node.status().images()),
                node.rest());
    }

    /** The node's taints as its readiness wants them; those of others stay. */
    private static List<Taint> taints(Node node) {
        String trouble = switch (ready(node)) {
            case "False" -> NOT_READY;
            case "Unknown" -> UNREACHABLE;
            case "True" -> "none";
            default -> "";
        };
        if (trouble.isEmpty()) {
            return node.spec().taints();
        }
        var taints = new ArrayList<>(node.spec().taints());
        taints.removeIf(taint -> (taint.key().equals(NOT_READY) || taint.key().equals(UNREACHABLE))
                && !taint.key().equals(trouble));
        if (!trouble.equals("none")) {
            for (Effect effect : List.of(Effect.NO_SCHEDULE, Effect.NO_EXECUTE)) {
                var wanted = new Taint(trouble, "", effect);
                if (!taints.contains(wanted)) {
                    taints.add(wanted);
                }
            }
        }
        return taints;
    }
}
