package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a claim says once its machine is known (karpenter-aws §1.8, §2). */
final class Hydration {
    private static final String HASH = "karpenter.k8s.aws/ec2nodeclass-hash";
    private static final String HASH_VERSION = HASH + "-version";
    private static final String PROFILE = "karpenter.k8s.aws/instance-profile-name";
    private static final Set<String> RESERVATION =
            Set.of(Labels.RESERVATION_ID, Labels.RESERVATION_TYPE, Labels.RESERVATION_INTERRUPTIBLE);

    private Hydration() {}

    /** A machine that was launched for a claim. */
    record Placed(
            String instanceId,
            InstanceType type,
            String zone,
            String capacityType,
            String imageId,
            String reservationId) {
        String providerId() {
            return "aws:///" + zone + "/" + instanceId;
        }
    }

    static NodeClaim launched(NodeClaim claim, Ec2NodeClass nodeClass, Placed placed) {
        Map<String, String> labels = labels(placed.type(), nodeClass, placed);
        labels.put(Tags.NODE_CLASS, nodeClass.name());
        labels.putAll(claim.metadata().labels());
        // What was decided here stands, even if the claim was more definite than it could be.
        labels.put(Labels.ZONE, placed.zone());
        labels.put(Labels.CAPACITY_TYPE, placed.capacityType());
        labels.put(Labels.INSTANCE_TYPE, placed.type().name());
        ObjectMeta metadata = claim.metadata().withLabels(labels).withAnnotations(annotations(claim, nodeClass));
        NodeClaim.Status status = claim.status();
        return new NodeClaim(
                metadata,
                claim.spec(),
                new NodeClaim.Status(
                        status.nodeName(),
                        placed.providerId(),
                        placed.imageId(),
                        present(placed.type().capacity()),
                        present(placed.type().allocatable()),
                        status.conditions(),
                        status.lastPodEventTime()),
                claim.rest());
    }

    private static Map<String, String> labels(InstanceType type, Ec2NodeClass nodeClass, Placed placed) {
        var labels = new TreeMap<String, String>();
        for (Requirement requirement : type.requirements().byKey().values()) {
            boolean definite = !requirement.complement() && requirement.values().size() == 1;
            if (definite && !RESERVATION.contains(requirement.key())) {
                labels.put(requirement.key(), requirement.values().getFirst());
            }
        }
        nodeClass.status().subnets().stream()
                .filter(subnet -> subnet.zone().equals(placed.zone()))
                .findFirst()
                .map(Ec2NodeClass.Subnet::zoneID)
                .ifPresent(id -> labels.put(Labels.ZONE_ID, id));
        labels.put(Labels.AWS + "instance-tenancy", "default");
        nodeClass.status().capacityReservations().stream()
                .filter(each -> each.id().equals(placed.reservationId()))
                .findFirst()
                .ifPresent(each -> {
                    labels.put(Labels.RESERVATION_ID, each.id());
                    String kind = each.reservationType();
                    labels.put(Labels.RESERVATION_TYPE, kind == null ? "default" : kind);
                    labels.put(
                            Labels.RESERVATION_INTERRUPTIBLE,
                            Boolean.TRUE.equals(each.interruptible()) ? "true" : "false");
                });
        return labels;
    }

    private static Map<String, String> annotations(NodeClaim claim, Ec2NodeClass nodeClass) {
        var annotations = new TreeMap<>(claim.metadata().annotations());
        for (String key : List.of(HASH, HASH_VERSION)) {
            String value = nodeClass.metadata().annotations().get(key);
            if (value != null) {
                annotations.put(key, value);
            }
        }
        if (!nodeClass.status().instanceProfile().isEmpty()) {
            annotations.put(PROFILE, nodeClass.status().instanceProfile());
        }
        return annotations;
    }

    private static Map<String, Quantity> present(Resources resources) {
        var quantities = new TreeMap<String, Quantity>();
        resources.toQuantities().forEach((name, quantity) -> {
            if (resources.get(name) > 0) {
                quantities.put(name, quantity);
            }
        });
        return quantities;
    }

    /** A machine as List shows it: no spec, and only what EC2 itself knows. */
    static NodeClaim listed(Instance instance, Instant now) {
        var labels = new TreeMap<String, String>();
        labels.put(Labels.INSTANCE_TYPE, instance.instanceType());
        labels.put(Labels.ZONE, instance.zone());
        labels.put(Labels.CAPACITY_TYPE, instance.capacityType());
        labels.put(Labels.NODE_POOL, instance.tags().getOrDefault(Tags.NODE_POOL, ""));
        labels.put(Tags.NODE_CLASS, instance.tags().getOrDefault(Tags.NODE_CLASS, ""));
        if (!instance.reservationId().isEmpty()) {
            labels.put(Labels.RESERVATION_ID, instance.reservationId());
        }
        ObjectMeta metadata = ObjectMeta.named("", "")
                .withLabels(labels)
                .withIdentity("", instance.launchTime())
                .withDeletion(instance.state().isEnding() ? now : null, null);
        return Blank.claim(metadata, instance.providerId(), instance.imageId());
    }
}
