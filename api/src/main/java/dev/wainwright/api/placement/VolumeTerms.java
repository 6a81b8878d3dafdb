package dev.wainwright.api.placement;

import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.Volume;
import dev.wainwright.api.storage.StorageClass;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.placement.VolumeUse;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where a pod's volumes can be reached, and what attaching them takes (karpenter-core §3.2, §3.9). */
public final class VolumeTerms {
    private static final String EBS = "ebs.csi.aws.com";
    private static final Map<String, String> IN_TREE_DRIVERS = Map.of(
            "kubernetes.io/aws-ebs", EBS,
            "kubernetes.io/gce-pd", "pd.csi.storage.gke.io",
            "kubernetes.io/azure-disk", "disk.csi.azure.com",
            "kubernetes.io/azure-file", "file.csi.azure.com",
            "kubernetes.io/cinder", "cinder.csi.openstack.org");

    private final Storage storage;

    public VolumeTerms(Storage storage) {
        this.storage = storage;
    }

    /** Where claims, volumes and classes are found, by {@code namespace/name} or name. */
    public interface Storage {
        @Nullable
        PersistentVolumeClaim claim(String name);

        @Nullable
        PersistentVolume volume(String name);

        @Nullable
        StorageClass storageClass(String name);

        /** The class of claims that name none. */
        @Nullable
        StorageClass defaultClass();

        /** What names a claim's volume in {@link VolumeUse#id}. */
        String sharedAs(String claim);

        /** Whether storage on one machine ties its pods to it; a plan may replace the machine, a scheduler may not. */
        boolean staysOnItsNode();
    }

    /** Whether the class is used by claims that name none. */
    public static boolean isDefault(StorageClass storage) {
        return "true".equals(storage.metadata().annotations().get("storageclass.kubernetes.io/is-default-class"));
    }

    /** Why volumes cannot be had. */
    public enum Trouble {
        NONE,
        CLAIM_MISSING,
        CLAIM_DELETED,
        VOLUME_LOST,
        VOLUME_MISSING,
        CLASS_MISSING,
        /** The claim's class binds at once, and has not yet. */
        NOT_BOUND
    }

    /**
     * What a pod's volumes ask.
     *
     * @param alternatives places, one of which must hold; empty for everywhere
     * @param problem why the volumes cannot be had, in words; empty when they can
     */
    public record Answer(List<Requirements> alternatives, List<VolumeUse> uses, Trouble trouble, String problem) {
        public static final Answer NOTHING = new Answer(List.of(), List.of(), Trouble.NONE, "");

        static Answer problem(Trouble trouble, String text) {
            return new Answer(List.of(), List.of(), trouble, text);
        }
    }

    public Answer of(Pod pod) {
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
        return alternatives.isEmpty() && uses.isEmpty()
                ? Answer.NOTHING
                : new Answer(alternatives, uses, Trouble.NONE, "");
    }

    /** The claim a volume stands for as namespace/name; empty for volumes without one. */
    public static String claimName(Pod pod, Volume volume) {
        String namespace = pod.metadata().namespace();
        if (volume.persistentVolumeClaim() != null) {
            return namespace + "/" + volume.persistentVolumeClaim().claimName();
        }
        return volume.ephemeral() == null ? "" : namespace + "/" + pod.name() + "-" + volume.name();
    }

    private Answer claim(String name, Volume volume) {
        PersistentVolumeClaim claim = storage.claim(name);
        if (claim == null) {
            var template =
                    volume.ephemeral() == null ? null : volume.ephemeral().volumeClaimTemplate();
            return template == null
                    ? Answer.problem(Trouble.CLAIM_MISSING, "PersistentVolumeClaim " + name + " is not there")
                    : unbound(name, template.spec());
        }
        if (claim.metadata().deletionTimestamp() != null) {
            return Answer.problem(Trouble.CLAIM_DELETED, "PersistentVolumeClaim " + name + " is being deleted");
        }
        if (claim.status().phase().equals("Lost")) {
            return Answer.problem(Trouble.VOLUME_LOST, "PersistentVolumeClaim " + name + " has lost its volume");
        }
        return claim.spec().volumeName().isEmpty() ? unbound(name, claim.spec()) : bound(name, claim);
    }

    private Answer bound(String name, PersistentVolumeClaim claim) {
        PersistentVolume volume = storage.volume(claim.spec().volumeName());
        if (volume == null) {
            return Answer.problem(
                    Trouble.VOLUME_MISSING,
                    "PersistentVolume " + claim.spec().volumeName() + ", bound to PersistentVolumeClaim " + name
                            + ", is not there");
        }
        boolean onOneNode = !storage.staysOnItsNode()
                && (volume.spec().local() != null || volume.spec().hostPath() != null);
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
        return new Answer(alternatives, uses(driver, name), Trouble.NONE, "");
    }

    private Answer unbound(String name, PersistentVolumeClaim.Spec spec) {
        StorageClass found = spec.storageClassName() == null
                ? storage.defaultClass()
                : storage.storageClass(spec.storageClassName());
        if (found == null) {
            return Answer.problem(
                    Trouble.CLASS_MISSING,
                    spec.storageClassName() == null || spec.storageClassName().isEmpty()
                            ? "PersistentVolumeClaim " + name + " is not bound and has no StorageClass"
                            : "StorageClass " + spec.storageClassName() + " of PersistentVolumeClaim " + name
                                    + " is not there");
        }
        if (!found.volumeBindingMode().equals("WaitForFirstConsumer")) {
            return Answer.problem(
                    Trouble.NOT_BOUND,
                    "PersistentVolumeClaim " + name + " is not bound, and StorageClass " + found.name()
                            + " binds immediately; it should wait for its first consumer");
        }
        var alternatives = new ArrayList<Requirements>();
        for (var term : found.allowedTopologies()) {
            alternatives.add(Requirements.of(term.matchLabelExpressions().stream()
                    .map(expression ->
                            Requirement.of(Labels.normalized(expression.key()), Operator.IN, expression.values(), 0))
                    .toList()));
        }
        return new Answer(
                alternatives,
                uses(IN_TREE_DRIVERS.getOrDefault(found.provisioner(), found.provisioner()), name),
                Trouble.NONE,
                "");
    }

    private List<VolumeUse> uses(String driver, String claim) {
        if (driver.isEmpty()) {
            return List.of();
        }
        return List.of(new VolumeUse(driver, storage.sharedAs(claim)));
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
