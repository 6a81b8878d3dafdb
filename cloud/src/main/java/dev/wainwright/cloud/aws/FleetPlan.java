package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.cloud.ec2.CreateFleet;
import dev.wainwright.cloud.ec2.CreateFleet.AllocationStrategy;
import dev.wainwright.cloud.ec2.LaunchTemplate;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The fleet that would launch one claim: the first of reserved, spot and on-demand that is to be had (karpenter-aws §4.2), and
 * every type in every zone of it (§4.5). Equal claims have equal requests, which is what lets them go together.
 *
 * @param subnets the subnets that the request names
 * @param addresses how many addresses the smallest machine may take from its subnet
 */
record FleetPlan(String capacityType, CreateFleet request, List<String> subnets, int addresses) {
    private static final List<String> PREFERENCE = List.of(Labels.RESERVED, Labels.SPOT, Labels.ON_DEMAND);
    private static final String OVERLAY = "karpenter.sh/price-overlay-applied";

    private record Group(String image, String reservation) {}

    /** @param subnetOf the subnet to use in each zone */
    static Optional<FleetPlan> of(
            NodeClaim claim,
            Ec2NodeClass nodeClass,
            List<Candidate> candidates,
            SortedMap<String, String> subnetOf,
            String cluster) {
        return PREFERENCE.stream()
                .filter(type -> candidates.stream().anyMatch(each -> each.offers(type)))
                .findFirst()
                .flatMap(type -> of(claim, nodeClass, candidates, subnetOf, cluster, type));
    }

    private static Optional<FleetPlan> of(
            NodeClaim claim,
            Ec2NodeClass nodeClass,
            List<Candidate> candidates,
            SortedMap<String, String> subnetOf,
            String cluster,
            String capacityType) {
        Map<Group, List<CreateFleet.Choice>> groups = groups(nodeClass, candidates, subnetOf, capacityType);
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        var configs = new ArrayList<CreateFleet.Config>();
        var subnets = new TreeSet<String>();
        groups.forEach((group, choices) -> {
            LaunchTemplate template =
                    Templates.template(claim, nodeClass, capacityType, group.image(), group.reservation(), cluster);
            configs.add(new CreateFleet.Config(template, choices));
            choices.forEach(choice -> subnets.add(choice.subnetId()));
        });
        boolean overlaid = claim.metadata().annotations().containsKey(OVERLAY);
        var request = new CreateFleet(
                "",
                capacityType.equals(Labels.SPOT) ? Labels.SPOT : Labels.ON_DEMAND,
                strategy(capacityType, overlaid),
                configs,
                1,
                Tags.of(claim, nodeClass, configs.getFirst().template(), cluster));
        int addresses = candidates.stream().mapToInt(Candidate::pods).min().orElse(0);
        return Optional.of(new FleetPlan(capacityType, request, List.copyOf(subnets), addresses));
    }

    private static Map<Group, List<CreateFleet.Choice>> groups(
            Ec2NodeClass nodeClass,
            List<Candidate> candidates,
            SortedMap<String, String> subnetOf,
            String capacityType) {
        var groups = new LinkedHashMap<Group, List<CreateFleet.Choice>>();
        var images = new Templates.Images(nodeClass);
        for (Candidate candidate : candidates) {
            Optional<String> image = images.of(candidate.type());
            if (image.isEmpty()) {
                continue;
            }
            for (Offering offering : candidate.offerings()) {
                String subnet = subnetOf.get(offering.zone());
                if (subnet != null && offering.capacityType().equals(capacityType)) {
                    var group = new Group(image.get(), Reservations.value(offering, Labels.RESERVATION_ID));
                    groups.computeIfAbsent(group, any -> new ArrayList<>())
                            .add(new CreateFleet.Choice(
                                    candidate.type().name(), subnet, offering.zone(), offering.price()));
                }
            }
        }
        return groups;
    }

    private static AllocationStrategy strategy(String capacityType, boolean overlaid) {
        if (capacityType.equals(Labels.SPOT)) {
            return overlaid
                    ? AllocationStrategy.CAPACITY_OPTIMIZED_PRIORITIZED
                    : AllocationStrategy.PRICE_CAPACITY_OPTIMIZED;
        }
        return overlaid ? AllocationStrategy.PRIORITIZED : AllocationStrategy.LOWEST_PRICE;
    }
}
