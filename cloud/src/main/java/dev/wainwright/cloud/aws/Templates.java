package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.cloud.ec2.LaunchTemplate;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.taint.Taint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How the machines of a claim are set up (karpenter-aws §4.4, §6). */
final class Templates {
    private static final String TAINTS_AT_BOOT = "karpenter.sh/do-not-sync-taints";

    private Templates() {}

    /** The image for each type: the first in the class' order that runs on it. */
    static final class Images {
        private final Map<String, Requirements> machines = new LinkedHashMap<>();

        Images(Ec2NodeClass nodeClass) {
            nodeClass
                    .status()
                    .amis()
                    .forEach(image -> machines.put(
                            image.id(),
                            Requirements.of(image.requirements().stream()
                                    .map(Ec2NodeClass.ImageRequirement::toRequirement)
                                    .toList())));
        }

        Optional<String> of(InstanceType type) {
            for (Map.Entry<String, Requirements> image : machines.entrySet()) {
                if (type.requirements().intersects(image.getValue())) {
                    return Optional.of(image.getKey());
                }
            }
            return Optional.empty();
        }
    }

    static LaunchTemplate template(
            NodeClaim claim,
            Ec2NodeClass nodeClass,
            String capacityType,
            String image,
            String reservation,
            String cluster) {
        return new LaunchTemplate(
                cluster,
                image,
                nodeClass.status().instanceProfile(),
                nodeClass.status().securityGroups().stream()
                        .map(Ec2NodeClass.SecurityGroup::id)
                        .toList(),
                nodeClass.spec(),
                labels(claim, capacityType),
                taints(claim),
                reservation);
    }

    /** The claim's, less those that a kubelet may not give itself. */
    private static SortedMap<String, String> labels(NodeClaim claim, String capacityType) {
        var labels = new TreeMap<String, String>();
        claim.metadata().labels().forEach((key, value) -> {
            if (!isKubernetes(key)) {
                labels.put(key, value);
            }
        });
        labels.put(Labels.CAPACITY_TYPE, capacityType);
        labels.put(TAINTS_AT_BOOT, "true");
        return labels;
    }

    private static boolean isKubernetes(String key) {
        int slash = key.indexOf('/');
        String domain = slash < 0 ? "" : key.substring(0, slash);
        return domain.equals("k8s.io")
                || domain.equals("kubernetes.io")
                || domain.endsWith(".k8s.io")
                || domain.endsWith(".kubernetes.io");
    }

    private static List<Taint> taints(NodeClaim claim) {
        var taints = new ArrayList<>(claim.spec().taints());
        taints.addAll(claim.spec().startupTaints());
        if (!taints.contains(Taint.UNREGISTERED)) {
            taints.add(Taint.UNREGISTERED);
        }
        return taints;
    }
}
