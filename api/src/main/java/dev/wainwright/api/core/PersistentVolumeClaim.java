package dev.wainwright.api.core;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A claim on storage. */
public record PersistentVolumeClaim(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest)
        implements KubeObject {
    /**
     * What storage is asked for.
     *
     * @param storageClassName absent for the default class, empty for none
     */
    public record Spec(@Nullable String storageClassName, String volumeName, List<String> accessModes) {
        public Spec {
            accessModes = List.copyOf(accessModes);
        }
    }

    /** {@code phase} is Pending, Bound or Lost. */
    public record Status(String phase) {}
}
