package dev.wainwright.solver.compile;

import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.Volume;
import dev.wainwright.api.storage.StorageClass;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.solver.problem.PodDemand.VolumeUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where a pod's volumes can be reached, and what attaching them takes (karpenter-core §3.2, §3.9). */
final class VolumeTerms {
    private static final String EBS = "ebs.csi.aws.com";
    private static final Map<String, String> IN_TREE_DRIVERS = Map.of(
            "kubernetes.io/aws-ebs", EBS,
            "kubernetes.io/gce-pd", "pd.csi.storage.gke.io",
            "kubernetes.io/azure-disk", "disk.csi.azure.com",
            "kubernetes.io/azure-file", "file.csi.azure.com",
            "kubernetes.io/cinder", "cinder.csi.openstack.org");

    private final ClusterView cluster;
    private final Map<String, Integer> users = new HashMap<>();
    private final @Nullable StorageClass defaultClass;

    VolumeTerms(ClusterView cluster) {
        this.cluster = cluster;
        for (Pod pod : cluster.pods) {
            if (!pod.isTerminal()) {
                pod.volumes().forEach(volume -> {
                    String claim = claimName(pod, volume);
                    if (!claim.isEmpty()) {
                        users.merge(claim, 1, Integer::sum);
                    }
                });
            }
        }
        defaultClass = cluster.storageClasses.values().stream()
                .filter(storage -> "true"
                        .equals(storage.metadata().annotations().get("storageclass.kubernetes.io/is-default-class")))
                .findFirst()
                .orElse(null);
    }

    /**
     * What a pod's volumes ask.
     *
     * @param alternatives places, one of which must hold; empty for everywhere
     * @param problem why the volumes cannot be had; empty when they can
     */
    record Answer(List<Requirements> alternatives, List<VolumeUse> uses, String problem) {
        static final Answer NOTHING = new Answer(List.of(), List.of(), "");

        static Answer problem(String text) {
            return new Answer(List.of(), List.of(), text);
        }
    }

    Answer of(Pod pod) {
        List<Requirements> alternatives = List.of();
        var uses = new ArrayList<VolumeUse>();
        for (Volume volume : pod.volumes()) {
            String claim = claimName(pod, volume);
            if (claim.isEmpty()) {
                continue;
            }
            Answer one = claim(claim, volume);
            if (!one.problem.isEmpty()) {
                return one;
            }
            alternatives = combined(alternatives, one.alternatives);
            uses.addAll(one.uses);
        }
        return alternatives.isEmpty() && uses.isEmpty() ? Answer.NOTHING : new Answer(alternatives, uses, "");
    }

    /** The claim a volume stands for as namespace/name; empty for volumes without one. */
    private static String claimName(Pod pod, Volume volume) {
        String namespace = pod.metadata().namespace();
        if (volume.persistentVolumeClaim() != null) {
            return namespace + "/" + volume.persistentVolumeClaim().claimName();
        }
        return volume.ephemeral() == null ? "" : namespace + "/" + pod.name() + "-" + volume.name();
    }

    private Answer claim(String name, Volume volume) {
        PersistentVolumeClaim claim = cluster.volumeClaims.get(name);
        if (claim == null) {
            var template =
                    volume.ephemeral() == null ? null : volume.ephemeral().volumeClaimTemplate();
            return template == null
                    ? Answer.problem("PersistentVolumeClaim " + name + " is not there")
                    : unbound(name, template.spec());
        }
        if (claim.metadata().deletionTimestamp() != null) {
            return Answer.problem("PersistentVolumeClaim " + name + " is being deleted");
        }
        if (claim.status().phase().equals("Lost")) {
            return Answer.problem("PersistentVolumeClaim " + name + " has lost its volume");
        }
        return claim.spec().volumeName().isEmpty() ? unbound(name, claim.spec()) : bound(name, claim);
    }

    private Answer bound(String name, PersistentVolumeClaim claim) {
        PersistentVolume volume = cluster.volumes.get(claim.spec().volumeName());
        if (volume == null) {
            return Answer.problem("PersistentVolume " + claim.spec().volumeName() + ", bound to PersistentVolumeClaim "
                    + name + ", is not there");
        }
        boolean onOneNode = volume.spec().local() != null || volume.spec().hostPath() != null;
        var alternatives = new ArrayList<Requirements>();
        if (volume.spec().requiredNodes() != null) {
            volume.spec().requiredNodes().nodeSelectorTerms().forEach(term -> {
                Requirements requirements = NodeTerms.requirements(term);
                alternatives.add(onOneNode ? requirements.without(Set.of(Labels.HOSTNAME)) : requirements);
            });
        }
        String driver = volume.spec().csi() != null
                ? volume.spec().csi().driver()
                : volume.spec().awsElasticBlockStore() != null ? EBS : "";
        return new Answer(alternatives, uses(driver, name), "");
    }

    private Answer unbound(String name, PersistentVolumeClaim.Spec spec) {
        StorageClass storage =
                spec.storageClassName() == null ? defaultClass : cluster.storageClasses.get(spec.storageClassName());
        if (storage == null) {
            return Answer.problem(
                    spec.storageClassName() == null || spec.storageClassName().isEmpty()
                            ? "PersistentVolumeClaim " + name + " is not bound and has no StorageClass"
                            : "StorageClass " + spec.storageClassName() + " of PersistentVolumeClaim " + name
                                    + " is not there");
        }
        if (!storage.volumeBindingMode().equals("WaitForFirstConsumer")) {
            return Answer.problem("PersistentVolumeClaim " + name + " is not bound, and StorageClass " + storage.name()
                    + " binds immediately; it should wait for its first consumer");
        }
        var alternatives = new ArrayList<Requirements>();
        for (var term : storage.allowedTopologies()) {
            alternatives.add(Requirements.of(term.matchLabelExpressions().stream()
                    .map(expression ->
                            Requirement.of(Labels.normalized(expression.key()), Operator.IN, expression.values(), 0))
                    .toList()));
        }
        return new Answer(
                alternatives,
                uses(IN_TREE_DRIVERS.getOrDefault(storage.provisioner(), storage.provisioner()), name),
                "");
    }

    private List<VolumeUse> uses(String driver, String claim) {
        if (driver.isEmpty()) {
            return List.of();
        }
        return List.of(new VolumeUse(driver, users.getOrDefault(claim, 0) > 1 ? claim : ""));
    }

    /** Every pair that can hold together; all pairs when none can, so that the refusal names the conflict. */
    private static List<Requirements> combined(List<Requirements> some, List<Requirements> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return some.isEmpty() ? others : some;
        }
        var possible = new ArrayList<Requirements>();
        var all = new ArrayList<Requirements>();
        for (Requirements one : some) {
            for (Requirements other : others) {
                Requirements both = one.and(other);
                all.add(both);
                if (one.intersects(other)) {
                    possible.add(both);
                }
            }
        }
        return possible.isEmpty() ? all : possible;
    }
}
