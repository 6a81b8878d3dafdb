package dev.wainwright.api.core;

import dev.wainwright.api.meta.At;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod. What differs between pods of one template (the node, and volumes with generated names) stands beside the spec, so
 * that siblings share one {@link PodSpec} instance.
 */
public record Pod(
        ObjectMeta metadata,
        @At("spec.nodeName") String nodeName,
        @At("spec.volumes") List<Volume> volumes,
        PodSpec spec,
        Status status,
        Tree.Mapping rest)
        implements KubeObject {
    public Pod {
        volumes = List.copyOf(volumes);
    }

    /** What was observed of a pod. */
    public record Status(
            String phase,
            String reason,
            String nominatedNodeName,
            @Nullable Instant startTime,
            List<Condition> conditions) {
        public static final Status NONE = new Status("", "", "", null, List.of());

        public Status {
            conditions = List.copyOf(conditions);
        }
    }

    public boolean isBound() {
        return !nodeName.isEmpty();
    }

    /** Whether the pod has run to its end. */
    public boolean isTerminal() {
        return status.phase().equals("Succeeded") || status.phase().equals("Failed");
    }

    public boolean isTerminating() {
        return metadata.deletionTimestamp() != null;
    }

    public boolean isOwnedBy(String kind) {
        return metadata.ownerReferences().stream()
                .anyMatch(owner -> owner.kind().equals(kind));
    }
}
