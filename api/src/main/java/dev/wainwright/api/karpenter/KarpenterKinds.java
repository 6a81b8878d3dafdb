package dev.wainwright.api.karpenter;

import dev.wainwright.api.Kind;
import java.util.List;

/** Karpenter's own kinds, which name no cloud. */
public final class KarpenterKinds {
    private static final List<Kind> ALL = List.of(
            Kind.of(
                    "karpenter.sh/v1",
                    "NodePool",
                    "nodepools",
                    List.of(),
                    false,
                    NodePool.class,
                    NodePoolSchema::schema),
            Kind.of(
                    "karpenter.sh/v1",
                    "NodeClaim",
                    "nodeclaims",
                    List.of(),
                    false,
                    NodeClaim.class,
                    NodeClaimSchema::schema),
            Kind.of(
                    "karpenter.sh/v1alpha1",
                    "NodeOverlay",
                    "nodeoverlays",
                    List.of("overlays"),
                    false,
                    NodeOverlay.class,
                    NodeOverlaySchema::schema));

    private KarpenterKinds() {}

    public static List<Kind> all() {
        return ALL;
    }
}
