package dev.wainwright.api.crd;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.autoscaling.CapacityBuffer;
import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.crd.Crd.Column;
import dev.wainwright.api.crd.Crd.Scale;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodeOverlay;
import dev.wainwright.api.karpenter.NodePool;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The CRDs of our custom kinds, with the columns and subresources of karpenter-core §1.0 and karpenter-aws §1. */
public final class Crds {
    private static final Column READY = text("Ready", ".status.conditions[?(@.type==\"Ready\")].status");
    private static final Column AGE = new Column("Age", "date", ".metadata.creationTimestamp", 0);

    private Crds() {}

    /** In a fixed order. */
    public static List<Crd> all() {
        return List.of(nodePools(), nodeClaims(), nodeOverlays(), ec2NodeClasses(), capacityBuffers());
    }

    /** The CRD that goes by {@code word}: its name, or the kind's plural, singular or short name, in any case. */
    public static Optional<Crd> find(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return all().stream()
                .filter(crd -> crd.name().equals(lower)
                        || crd.kind().plural().equals(lower)
                        || crd.kind().singular().equals(lower)
                        || crd.kind().shortNames().contains(lower))
                .findFirst();
    }

    private static Crd nodePools() {
        return new Crd(
                Kinds.of(NodePool.class),
                List.of("karpenter"),
                List.of(
                        text("NodeClass", ".spec.template.spec.nodeClassRef.name"),
                        text("Nodes", ".status.nodes"),
                        READY,
                        AGE,
                        new Column("Weight", "integer", ".spec.weight", 1),
                        wide("CPU", ".status.resources.cpu"),
                        wide("Memory", ".status.resources.memory")),
                new Scale(".spec.replicas", ".status.nodes"));
    }

    private static Crd nodeClaims() {
        return new Crd(
                Kinds.of(NodeClaim.class),
                List.of("karpenter"),
                List.of(
                        text("Type", ".metadata.labels.node\\.kubernetes\\.io/instance-type"),
                        text("Capacity", ".metadata.labels.karpenter\\.sh/capacity-type"),
                        text("Zone", ".metadata.labels.topology\\.kubernetes\\.io/zone"),
                        text("Node", ".status.nodeName"),
                        READY,
                        AGE,
                        wide("ImageID", ".status.imageID"),
                        wide("ID", ".status.providerID"),
                        wide("NodePool", ".metadata.labels.karpenter\\.sh/nodepool"),
                        wide("NodeClass", ".spec.nodeClassRef.name"),
                        wide("Drifted", ".status.conditions[?(@.type==\"Drifted\")].status")),
                null);
    }

    private static Crd nodeOverlays() {
        return new Crd(
                Kinds.of(NodeOverlay.class),
                List.of("karpenter"),
                List.of(READY, AGE, new Column("Weight", "integer", ".spec.weight", 1)),
                null);
    }

    private static Crd ec2NodeClasses() {
        return new Crd(
                Kinds.of(Ec2NodeClass.class),
                List.of("karpenter"),
                List.of(READY, AGE, wide("Role", ".spec.role")),
                null);
    }

    private static Crd capacityBuffers() {
        return new Crd(
                Kinds.of(CapacityBuffer.class),
                List.of("autoscaling"),
                List.of(
                        text("Strategy", ".spec.provisioningStrategy"),
                        text("PodTemplate", ".status.podTemplateRef.name"),
                        new Column("Replicas", "integer", ".status.replicas", 0),
                        text("ConditionsType", ".status.conditions[*].type"),
                        text("ConditionsStatus", ".status.conditions[*].status"),
                        text("ConditionsReason", ".status.conditions[*].reason"),
                        AGE),
                null);
    }

    private static Column text(String name, String jsonPath) {
        return new Column(name, "string", jsonPath, 0);
    }

    private static Column wide(String name, String jsonPath) {
        return new Column(name, "string", jsonPath, 1);
    }
}
