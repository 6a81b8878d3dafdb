package dev.wainwright.api.hash;

import dev.wainwright.api.tree.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a node is compared by: the hash of the pool or class that it was made from, and the version of the recipe.
 *
 * <p>The pool or class carries both as annotations, and every NodeClaim made from it carries copies. Hashes are only
 * compared where the versions agree (karpenter-core §4.15, karpenter-aws §1.7).
 *
 * @param hash an unsigned decimal number
 * @param annotation the key of the annotation that holds the hash
 * @param versionAnnotation the key of the annotation that holds the version
 */
public record DriftHash(String hash, String version, String annotation, String versionAnnotation) {
    /**
     * The hash of a document of one of the two kinds that have one; nothing for other kinds.
     *
     * <p>The document counts as it is: nothing is defaulted and nothing validated, so the hash of what a user wrote is
     * only the hash in the cluster when all defaults were written too.
     *
     * @param caBundle the cluster's CA in base64; empty where none is known. Only EC2NodeClasses depend on it.
     * @throws Unhashable when a field that counts has the wrong type
     */
    public static Optional<DriftHash> of(Tree.Mapping object, String caBundle) {
        return switch (object.text("apiVersion", "") + " " + object.text("kind", "")) {
            case "karpenter.sh/v1 NodePool" -> Optional.of(ofNodePool(object));
            case "karpenter.k8s.aws/v1 EC2NodeClass" -> Optional.of(ofEc2NodeClass(object, caBundle));
            default -> Optional.empty();
        };
    }

    /** The hash of a NodePool. */
    public static DriftHash ofNodePool(Tree.Mapping object) {
        return new DriftHash(
                StructureHash.print(NodePoolHash.of(object)),
                "v3",
                "karpenter.sh/nodepool-hash",
                "karpenter.sh/nodepool-hash-version");
    }

    /** The hash of an EC2NodeClass. */
    public static DriftHash ofEc2NodeClass(Tree.Mapping object, String caBundle) {
        return new DriftHash(
                StructureHash.print(Ec2NodeClassHash.of(object, caBundle)),
                "v6",
                "karpenter.k8s.aws/ec2nodeclass-hash",
                "karpenter.k8s.aws/ec2nodeclass-hash-version");
    }

    /** What the pool or class is annotated with, and every claim made from it. */
    public SortedMap<String, String> annotations() {
        return new TreeMap<>(Map.of(annotation, hash, versionAnnotation, version));
    }

    /**
     * Whether a claim was made from something else than its pool or class is now: both carry a hash of the same version,
     * and the hashes differ. Without all four annotations nothing is known, and nothing has drifted.
     *
     * @param owner the annotations of the pool or class
     * @param claim the annotations of the claim
     */
    public boolean hasDrifted(Map<String, String> owner, Map<String, String> claim) {
        String ownerHash = owner.get(annotation);
        String ownerVersion = owner.get(versionAnnotation);
        String claimHash = claim.get(annotation);
        return ownerHash != null
                && ownerVersion != null
                && claimHash != null
                && ownerVersion.equals(claim.get(versionAnnotation))
                && !ownerHash.equals(claimHash);
    }
}
