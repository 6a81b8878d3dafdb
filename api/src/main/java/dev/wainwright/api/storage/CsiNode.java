package dev.wainwright.api.storage;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many volumes of each CSI driver a node can attach (kind {@code CSINode}). */
public record CsiNode(ObjectMeta metadata, Spec spec, Tree.Mapping rest) implements KubeObject {
    /** The drivers on the node. */
    public record Spec(List<Driver> drivers) {
        public Spec {
            drivers = List.copyOf(drivers);
        }
    }

    /** One driver. */
    public record Driver(String name, @Nullable Allocatable allocatable) {}

    /** The most volumes of the driver that can be attached; absent for no limit. */
    public record Allocatable(@Nullable Integer count) {}
}
