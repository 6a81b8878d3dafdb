package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.util.List;

/** Reports a machine's node ready when it is, and again when somebody has said otherwise. */
final class NodeKubelet implements Controller<ObjectKey> {
    private final Kubelets kubelets;

    NodeKubelet(Kubelets kubelets) {
        this.kubelets = kubelets;
    }

    @Override
    public String name() {
        return "kubelet-node";
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
        Node node = situation.snapshot().get(Node.class, key).orElse(null);
        Machine machine = kubelets.machine(key.name()).orElse(null);
        if (node == null || machine == null || !machine.isThere()) {
            return Step.DONE;
        }
        if (node.isReady()) {
            return Step.DONE;
        }
        Duration left = Duration.between(situation.now(), machine.readyAt);
        if (left.isPositive()) {
            return Step.wakeAfter(left);
        }
        List<Condition> conditions = Kubelets.ready(node, situation.now());
        return Step.write(Write.updateStatus(new Node(
                node.metadata(),
                node.spec(),
                new Node.Status(
                        node.status().capacity(),
                        node.status().allocatable(),
                        conditions,
                        node.status().images()),
                machine.described(node))));
    }
}
