package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.placement.VolumeTerms.Trouble;
import dev.wainwright.api.storage.CsiNode;
import dev.wainwright.api.storage.StorageClass;
import dev.wainwright.cluster.scheduler.Placed.Standing;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.runtime.cache.Change;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whether the scheduler would agree with where pods are. Asks it about each pod as if that pod alone had no place yet: the
 * check of a placement by itself, whoever made it and in whatever order.
 */
public final class PlacementCheck {
    private final Board board = new Board();
    private final Classes classes = new Classes(board);
    private final Surroundings surroundings;

    /** Looks at the nodes, storage and namespaces among {@code objects}, and places the pods that are bound. */
    public PlacementCheck(Collection<? extends KubeObject> objects) {
        surroundings = new Fixed(objects.stream()
                .filter(Namespace.class::isInstance)
                .map(Namespace.class::cast)
                .toList());
        objects.forEach(this::take);
        objects.stream()
                .filter(Pod.class::isInstance)
                .map(Pod.class::cast)
                .filter(pod -> pod.isBound() && !pod.isTerminal())
                .forEach(pod -> place(pod, pod.nodeName()));
    }

    private record Fixed(List<Namespace> namespaces) implements Surroundings {
        @Override
        public Optional<LabelSelector> likeOf(Pod pod) {
            return Optional.empty();
        }
    }

    private void take(KubeObject object) {
        switch (object) {
            case Node node -> board.node(node.name(), node);
            case CsiNode node -> board.csiNode(node.name(), node);
            case PersistentVolumeClaim claim -> stored(claim);
            case PersistentVolume volume -> stored(volume);
            case StorageClass storage -> stored(storage);
            default -> {}
        }
    }

    private void stored(KubeObject object) {
        board.storage.changed(new Change(Kinds.of(object.getClass()), null, object));
    }

    /** Puts a pod on a node without asking. */
    public void place(Pod pod, String node) {
        board.place(pod, classes.of(pod, surroundings), node, Standing.BOUND);
    }

    /** Why the pod should not be where it has been placed; empty when all is well. */
    public Optional<String> objection(Pod pod) {
        Placed placed = board.placed(pod.qualifiedName());
        if (placed == null) {
            return Optional.of("has not been placed");
        }
        board.remove(placed.id());
        Optional<String> objection = objection(placed);
        board.putBack(placed);
        classes.sweep();
        return objection;
    }

    private Optional<String> objection(Placed placed) {
        Evaluation evaluation = classes.evaluation(placed.podClass(), placed.pod());
        Slot slot = board.slot(placed.node());
        if (slot == null || !slot.isThere()) {
            return Optional.of("there is no node " + placed.node());
        }
        if (evaluation.volumes().trouble() != Trouble.NONE) {
            return Optional.of(evaluation.volumes().problem());
        }
        evaluation.neighbours.begin();
        long verdict = evaluation.verdict(slot.number);
        Reason reason = verdict == 0 ? evaluation.neighbours.reason(slot.number) : Evaluation.reason(verdict);
        return reason == Reason.NONE
                ? Optional.empty()
                : Optional.of(reason.text.isEmpty() ? "too few resources" : reason.text);
    }
}
