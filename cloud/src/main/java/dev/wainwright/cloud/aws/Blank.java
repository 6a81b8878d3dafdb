package dev.wainwright.cloud.aws;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodeClassReference;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Map;

/** Claims of which nothing was asked. */
final class Blank {
    private static final NodeClaim.Spec SPEC = new NodeClaim.Spec(
            new NodeClassReference("", "", ""), List.of(), Map.of(), List.of(), List.of(), null, null);

    private Blank() {}

    static NodeClaim claim(ObjectMeta metadata, String providerId, String imageId) {
        var status = new NodeClaim.Status("", providerId, imageId, Map.of(), Map.of(), List.of(), null);
        return new NodeClaim(metadata, SPEC, status, Tree.Mapping.EMPTY);
    }
}
