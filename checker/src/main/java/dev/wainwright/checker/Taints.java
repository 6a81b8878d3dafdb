package dev.wainwright.checker;

import dev.wainwright.api.core.Node;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.model.taint.Toleration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which taints keep a pod away. */
final class Taints {
    private static final Taint CORDONED = new Taint("node.kubernetes.io/unschedulable", "", Effect.NO_SCHEDULE);

    private Taints() {}

    /** A cordoned node repels as if it had the taint that the node controller puts on it. */
    static List<Taint> of(Node node) {
        var taints = new ArrayList<>(node.spec().taints());
        if (Boolean.TRUE.equals(node.spec().unschedulable()) && !taints.contains(CORDONED)) {
            taints.add(CORDONED);
        }
        return taints;
    }

    static Optional<Taint> repelling(Collection<Taint> taints, Collection<Toleration> tolerations) {
        return taints.stream()
                .filter(taint -> taint.effect() != Effect.PREFER_NO_SCHEDULE && !taint.toleratedBy(tolerations))
                .findFirst();
    }

    static Optional<Taint> disliked(Collection<Taint> taints, Collection<Toleration> tolerations) {
        return taints.stream()
                .filter(taint -> taint.effect() == Effect.PREFER_NO_SCHEDULE && !taint.toleratedBy(tolerations))
                .findFirst();
    }
}
