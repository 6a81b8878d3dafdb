package dev.wainwright.api.lenient;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kinds and versions that are served no more. */
public final class RetiredKinds {
    private static final Map<String, String> CURRENT_VERSION = Map.ofEntries(
            Map.entry("karpenter.sh/v1beta1 NodePool", "karpenter.sh/v1"),
            Map.entry("karpenter.sh/v1beta1 NodeClaim", "karpenter.sh/v1"),
            Map.entry("karpenter.k8s.aws/v1beta1 EC2NodeClass", "karpenter.k8s.aws/v1"),
            Map.entry("extensions/v1beta1 Deployment", "apps/v1"),
            Map.entry("extensions/v1beta1 DaemonSet", "apps/v1"),
            Map.entry("extensions/v1beta1 ReplicaSet", "apps/v1"),
            Map.entry("apps/v1beta1 Deployment", "apps/v1"),
            Map.entry("apps/v1beta1 StatefulSet", "apps/v1"),
            Map.entry("apps/v1beta2 Deployment", "apps/v1"),
            Map.entry("apps/v1beta2 DaemonSet", "apps/v1"),
            Map.entry("apps/v1beta2 ReplicaSet", "apps/v1"),
            Map.entry("apps/v1beta2 StatefulSet", "apps/v1"),
            Map.entry("batch/v1beta1 CronJob", "batch/v1"),
            Map.entry("policy/v1beta1 PodDisruptionBudget", "policy/v1"),
            Map.entry("scheduling.k8s.io/v1beta1 PriorityClass", "scheduling.k8s.io/v1"),
            Map.entry("storage.k8s.io/v1beta1 StorageClass", "storage.k8s.io/v1"),
            Map.entry("storage.k8s.io/v1beta1 CSINode", "storage.k8s.io/v1"));

    private static final Map<String, String> SUCCESSOR = Map.of(
            "karpenter.sh Provisioner", "NodePool (karpenter.sh/v1)",
            "karpenter.sh Machine", "NodeClaim (karpenter.sh/v1)",
            "karpenter.k8s.aws AWSNodeTemplate", "EC2NodeClass (karpenter.k8s.aws/v1)");

    private RetiredKinds() {}

    /** The version to use instead, of the same kind with nearly the same fields. */
    public static Optional<String> currentVersion(String apiVersion, String kind) {
        return Optional.ofNullable(CURRENT_VERSION.get(apiVersion + ' ' + kind));
    }

    /** The kind that took the place of one whose fields mean something else. */
    public static Optional<String> successor(String apiVersion, String kind) {
        String group = List.of(apiVersion.split("/")).getFirst();
        return Optional.ofNullable(SUCCESSOR.get(group + ' ' + kind));
    }
}
