package dev.wainwright.api.karpenter;

import dev.wainwright.api.Kind;
import dev.wainwright.api.validate.NodeOverlayRules;
import dev.wainwright.api.validate.NodePoolRules;
import dev.wainwright.api.validate.Validation;
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
                    NodePoolSchema::schema,
                    Validation.of(NodePoolSchema::schema, new NodePoolRules())),
            Kind.of(
                    "karpenter.sh/v1",
                    "NodeClaim",
                    "nodeclaims",
                    List.of(),
                    false,
                    NodeClaim.class,
                    NodeClaimSchema::schema,
                    Validation.of(NodeClaimSchema::schema)),
            Kind.of(
                    "karpenter.sh/v1alpha1",
                    "NodeOverlay",
                    "nodeoverlays",
                    List.of("overlays"),
                    false,
                    NodeOverlay.class,
                    NodeOverlaySchema::schema,
                    Validation.of(NodeOverlaySchema::schema, new NodeOverlayRules())));

    private KarpenterKinds() {}

    public static List<Kind> all() {
        return ALL;
    }
}
