package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.cloud.ec2.Instance;
import dev.wainwright.cloud.ec2.LaunchTemplate;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Requirements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Machines whose claim never heard of them: a process asked for them and died before it could write down what it got. A claim
 * that is as old as they are and wants just such a machine takes one of them instead of launching another.
 *
 * <p>Machines carry no mark of the one claim they were launched for, because then no two claims could be launched together.
 * They carry the pool, the class and a mark of their setup; claims that agree on these are as good as each other.
 */
final class Adoption {
    private final List<Instance> orphans;

    /**
     * @param known the ids of machines that some claim has
     * @param before when this process began; what is younger is its own
     */
    Adoption(List<Instance> instances, Set<String> known, Instant before) {
        this.orphans = new ArrayList<>(instances.stream()
                .filter(instance -> !instance.state().isEnding()
                        && !known.contains(instance.id())
                        && instance.launchTime().isBefore(before))
                .sorted(Comparator.comparing(Instance::launchTime).thenComparing(Instance::id))
                .toList());
    }

    /** Takes a machine that can serve the claim out of the orphans. */
    Optional<Hydration.Placed> adopt(
            NodeClaim claim, Ec2NodeClass nodeClass, List<InstanceType> types, String cluster) {
        for (Instance orphan : orphans) {
            Optional<InstanceType> type = types.stream()
                    .filter(each -> each.name().equals(orphan.instanceType()))
                    .findFirst();
            if (type.isPresent() && fits(orphan, type.get(), claim, nodeClass, cluster)) {
                orphans.remove(orphan);
                return Optional.of(new Hydration.Placed(
                        orphan.id(),
                        type.get(),
                        orphan.zone(),
                        orphan.capacityType(),
                        orphan.imageId(),
                        orphan.reservationId()));
            }
        }
        return Optional.empty();
    }

    private static boolean fits(
            Instance orphan, InstanceType type, NodeClaim claim, Ec2NodeClass nodeClass, String cluster) {
        LaunchTemplate template = Templates.template(
                claim, nodeClass, orphan.capacityType(), orphan.imageId(), orphan.reservationId(), cluster);
        String setup = Tags.setup(template.labels().toString() + template.taints());
        Requirements place = Requirements.ofLabels(Map.of(
                Labels.ZONE, orphan.zone(),
                Labels.CAPACITY_TYPE, orphan.capacityType()));
        Requirements wanted = Candidates.requirements(claim);
        var created = claim.metadata().creationTimestamp();
        return setup.equals(orphan.tags().get(Tags.SETUP))
                && nodeClass.name().equals(orphan.tags().get(Tags.NODE_CLASS))
                && claim.metadata()
                        .labels()
                        .getOrDefault(Labels.NODE_POOL, "")
                        .equals(orphan.tags().get(Tags.NODE_POOL))
                && created != null
                && !orphan.launchTime().isBefore(created)
                && type.requirements().intersects(wanted)
                && place.intersects(wanted)
                && Candidates.fits(claim, type);
    }
}
