package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;

/** Carries out a decision: first the pod's volumes, if they waited for it, then the pod. */
final class Bindings {
    /** Tells a provisioner where a claim's first consumer will be. */
    static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

    private Bindings() {}

    static Step step(Waiting pod, StorageView storage, Instant now, Duration timeout) {
        String node = Objects.requireNonNull(pod.node, pod.id);
        var writes = new ArrayList<Write>();
        boolean bound = true;
        for (String name : pod.podClass.key.claims()) {
            PersistentVolumeClaim claim = storage.claim(name);
            boolean isBound = claim != null && claim.status().phase().equals("Bound");
            bound &= isBound;
            if (claim != null
                    && !isBound
                    && !node.equals(claim.metadata().annotations().get(SELECTED_NODE))) {
                writes.add(selected(claim, node));
            }
        }
        if (bound) {
            return Step.write(
                    new Write.Bind(ObjectKey.of(pod.pod), pod.pod.metadata().uid(), node));
        }
        if (pod.decidedAt.equals(Instant.MIN)) {
            pod.decidedAt = now;
        }
        return Step.writes(writes).andWakeAfter(Duration.between(now, pod.decidedAt.plus(timeout)));
    }

    static boolean isOverdue(Waiting pod, Instant now, Duration timeout) {
        return !pod.decidedAt.equals(Instant.MIN) && !now.isBefore(pod.decidedAt.plus(timeout));
    }

    private static Write selected(PersistentVolumeClaim claim, String node) {
        Tree.Mapping annotations = new Tree.Mapping(Map.of(SELECTED_NODE, Tree.text(node)), 0);
        return new Write.Patch(
                Kinds.of(PersistentVolumeClaim.class),
                ObjectKey.of(claim),
                new Tree.Mapping(Map.of("metadata", new Tree.Mapping(Map.of("annotations", annotations), 0)), 0),
                false,
                Preconditions.sameObject(claim));
    }
}
