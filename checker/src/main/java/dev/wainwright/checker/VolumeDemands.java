package dev.wainwright.checker;

import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.Volume;
import dev.wainwright.api.storage.StorageClass;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a pod's volumes demand of its node (karpenter-core §3.9): a bound claim, to be where its volume can be reached; an
 * unbound one, to be where its storage class makes volumes.
 */
final class VolumeDemands {
    private static final String EBS_DRIVER = "ebs.csi.aws.com";
    private static final Map<String, String> DRIVER_OF_IN_TREE = Map.of("kubernetes.io/aws-ebs", EBS_DRIVER);

    private final World world;

    VolumeDemands(World world) {
        this.world = world;
    }

    /** A claim by its qualified name, which also tells whether two pods share it. */
    private record Claim(String name, PersistentVolumeClaim.Spec spec, String phase, boolean deleting) {}

    /** The demands of the pod's volumes, each of which must be met. */
    List<NodeDemand> of(Pod pod) {
        var demands = new ArrayList<NodeDemand>();
        for (Claim claim : claims(pod)) {
            List<NodeTerm> alternatives = alternatives(claim);
            if (!alternatives.isEmpty()) {
                demands.add(new NodeDemand(alternatives));
            }
        }
        return demands;
    }

    /** Why the pod can be scheduled nowhere for its volumes' sake; empty when they are in order. */
    Optional<String> defect(Pod pod) {
        for (Volume volume : pod.volumes()) {
            Optional<Claim> claim = claim(pod, volume);
            if (isClaim(volume) && claim.isEmpty()) {
                return Optional.of("volume " + volume.name() + " names a claim that does not exist");
            }
            Optional<String> defect = claim.flatMap(this::defect);
            if (defect.isPresent()) {
                return defect;
            }
        }
        return Optional.empty();
    }

    /** The distinct volumes that the pods attach, by driver. */
    Map<String, Long> attachments(Stream<Pod> pods) {
        var byDriver = new TreeMap<String, Long>();
        pods.flatMap(pod -> claims(pod).stream())
                .collect(Collectors.toMap(Claim::name, claim -> claim, (a, b) -> a, TreeMap::new))
                .values()
                .forEach(claim -> driver(claim).ifPresent(driver -> byDriver.merge(driver, 1L, Long::sum)));
        return byDriver;
    }

    private List<Claim> claims(Pod pod) {
        return pod.volumes().stream()
                .map(volume -> claim(pod, volume))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isClaim(Volume volume) {
        return volume.persistentVolumeClaim() != null;
    }

    private Optional<Claim> claim(Pod pod, Volume volume) {
        String prefix = pod.metadata().namespace() + "/";
        if (volume.persistentVolumeClaim() != null) {
            return existing(prefix + volume.persistentVolumeClaim().claimName());
        }
        if (volume.ephemeral() == null) {
            return Optional.empty();
        }
        String name = prefix + pod.name() + "-" + volume.name();
        Volume.ClaimTemplate template = volume.ephemeral().volumeClaimTemplate();
        return existing(name)
                .or(() -> Optional.ofNullable(template).map(made -> new Claim(name, made.spec(), "", false)));
    }

    private Optional<Claim> existing(String name) {
        return Optional.ofNullable(world.claims().get(name))
                .map(claim -> new Claim(
                        name,
                        claim.spec(),
                        claim.status().phase(),
                        claim.metadata().deletionTimestamp() != null));
    }

    private Optional<String> defect(Claim claim) {
        if (claim.deleting() || claim.phase().equals("Lost")) {
            return Optional.of("claim " + claim.name() + " is lost or being deleted");
        }
        if (!claim.spec().volumeName().isEmpty()) {
            return world.volumes().containsKey(claim.spec().volumeName())
                    ? Optional.empty()
                    : Optional.of("claim %s is bound to volume %s, which does not exist"
                            .formatted(claim.name(), claim.spec().volumeName()));
        }
        Optional<StorageClass> storageClass = storageClass(claim);
        if (storageClass.isEmpty()) {
            return Optional.of("claim " + claim.name() + " is unbound and its storage class does not exist");
        }
        return storageClass.get().volumeBindingMode().equals("WaitForFirstConsumer")
                ? Optional.empty()
                : Optional.of("claim %s is unbound although class %s binds at once"
                        .formatted(claim.name(), storageClass.get().name()));
    }

    private Optional<StorageClass> storageClass(Claim claim) {
        return Optional.ofNullable(claim.spec().storageClassName())
                .map(name -> world.storageClasses().get(name));
    }

    private List<NodeTerm> alternatives(Claim claim) {
        if (claim.spec().volumeName().isEmpty()) {
            return storageClass(claim).map(VolumeDemands::topologies).orElse(List.of());
        }
        PersistentVolume volume = world.volumes().get(claim.spec().volumeName());
        if (volume == null || volume.spec().requiredNodes() == null) {
            return List.of();
        }
        List<NodeTerm> terms = NodeTerm.alternatives(volume.spec().requiredNodes());
        boolean onOneNode = volume.spec().local() != null || volume.spec().hostPath() != null;
        return onOneNode ? withoutHostname(terms) : terms;
    }

    /** Storage of one machine goes with the machine, so the pod may start anew elsewhere (karpenter-core §3.9). */
    private static List<NodeTerm> withoutHostname(List<NodeTerm> terms) {
        return terms.stream()
                .map(term -> new NodeTerm(term.conditions().stream()
                        .filter(condition -> !condition.key().equals(Labels.HOSTNAME))
                        .toList()))
                .toList();
    }

    private static List<NodeTerm> topologies(StorageClass storageClass) {
        return storageClass.allowedTopologies().stream()
                .map(term -> new NodeTerm(term.matchLabelExpressions().stream()
                        .map(label -> Requirement.in(
                                Labels.normalized(label.key()), label.values().toArray(String[]::new)))
                        .toList()))
                .toList();
    }

    private Optional<String> driver(Claim claim) {
        PersistentVolume volume = world.volumes().get(claim.spec().volumeName());
        if (volume != null) {
            if (volume.spec().csi() != null) {
                return Optional.of(volume.spec().csi().driver());
            }
            return volume.spec().awsElasticBlockStore() == null ? Optional.empty() : Optional.of(EBS_DRIVER);
        }
        return storageClass(claim)
                .map(StorageClass::provisioner)
                .map(provisioner -> DRIVER_OF_IN_TREE.getOrDefault(provisioner, provisioner));
    }
}
