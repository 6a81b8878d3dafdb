package dev.wainwright.cluster.node;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.DaemonSet;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Stands for agents that take a taint off their node once they work, such as Cilium's or the EBS driver's: a DaemonSet with
 * the annotation {@link #REMOVES} takes those taints off a node as soon as its pod there is ready.
 */
public final class StartupTaints implements Controller<ObjectKey> {
    /** Annotation of a DaemonSet: keys of taints, separated by commas. */
    public static final String REMOVES = "wainwright.dev/removes-taints";

    @Override
    public String name() {
        return "startup-taints";
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(Disruptions.BY_NODE);
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                Interest.about(Node.class),
                new Interest<>(Kinds.of(DaemonSet.class), (change, snapshot, concerned) -> {}),
                new Interest<>(Kinds.of(Pod.class), StartupTaints::podChanged));
    }

    private static void podChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        if (change.after() instanceof Pod pod && pod.isBound() && pod.isOwnedBy("DaemonSet") && pod.isReady()) {
            concerned.accept(new ObjectKey("", pod.nodeName()));
        }
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        Snapshot snapshot = situation.snapshot();
        Node node = snapshot.get(Node.class, key).orElse(null);
        if (node == null || node.spec().taints().isEmpty()) {
            return Step.DONE;
        }
        var removed = new HashSet<String>();
        for (Pod pod : snapshot.where(Disruptions.BY_NODE, node.name())) {
            if (pod.isOwnedBy("DaemonSet") && pod.isReady()) {
                removed.addAll(removedBy(pod, snapshot));
            }
        }
        List<Taint> left = node.spec().taints().stream()
                .filter(taint -> !removed.contains(taint.key()))
                .toList();
        return left.size() == node.spec().taints().size()
                ? Step.DONE
                : Step.write(Write.update(new Node(
                        node.metadata(),
                        new Node.Spec(node.spec().providerID(), node.spec().unschedulable(), left),
                        node.status(),
                        node.rest())));
    }

    private static Set<String> removedBy(Pod pod, Snapshot snapshot) {
        return pod.metadata()
                .controller()
                .flatMap(owner -> snapshot.get(
                        DaemonSet.class, new ObjectKey(pod.metadata().namespace(), owner.name())))
                .map(set -> (Set<String>) new HashSet<>(List.of(
                        set.metadata().annotations().getOrDefault(REMOVES, "").split(","))))
                .orElse(Set.of());
    }
}
