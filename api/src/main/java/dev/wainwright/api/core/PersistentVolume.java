package dev.wainwright.api.core;

import dev.wainwright.api.meta.At;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import org.jspecify.annotations.Nullable;

/** A piece of storage and the nodes that can reach it. */
public record PersistentVolume(ObjectMeta metadata, Spec spec, Tree.Mapping rest) implements KubeObject {
    /** {@code local} and {@code hostPath} mark storage that lives on one node. */
    public record Spec(
            @At("nodeAffinity.required") Affinity.@Nullable NodeSelector requiredNodes,
            String storageClassName,
            @Nullable CsiSource csi,
            @Nullable PathSource local,
            @Nullable PathSource hostPath,
            @Nullable EbsSource awsElasticBlockStore) {}

    /** Storage behind a CSI driver. */
    public record CsiSource(String driver, String volumeHandle) {}

    /** Storage at a path of one node. */
    public record PathSource(String path) {}

    /** The in-tree form of EBS volumes. */
    public record EbsSource(String volumeID) {}
}
