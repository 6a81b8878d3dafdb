package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.cloud.ec2.Ec2;
import dev.wainwright.cloud.ec2.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a node class' status says after a look at EC2 (karpenter-aws §1.2). What could not be asked keeps what it was. */
final class NodeClassStatus {
    private static final Duration EXPIRING = Duration.ofMinutes(40);
    private static final String BLOCK = "capacity-block";

    private final Ec2NodeClass nodeClass;
    private final Discovery.Found found;
    private final String cluster;
    private final String region;
    private final Instant now;
    private final List<Condition> conditions = new ArrayList<>();

    private NodeClassStatus(Ec2NodeClass nodeClass, Discovery.Found found, String cluster, String region, Instant now) {
        this.nodeClass = nodeClass;
        this.found = found;
        this.cluster = cluster;
        this.region = region;
        this.now = now;
    }

    /** @param unsupported why the image alias cannot be used, if it cannot */
    static Ec2NodeClass.Status of(
            Ec2NodeClass nodeClass,
            Discovery.Found found,
            Optional<String> unsupported,
            String cluster,
            String region,
            Instant now) {
        return new NodeClassStatus(nodeClass, found, cluster, region, now).status(unsupported);
    }

    private Ec2NodeClass.Status status(Optional<String> unsupported) {
        Ec2NodeClass.Status old = nodeClass.status();
        List<Ec2NodeClass.Image> images = part(found.images(), Function.identity(), old.amis());
        List<Ec2NodeClass.Subnet> subnets =
                part(found.subnets(), each -> settled(subnets(each), old.subnets()), old.subnets());
        List<Ec2NodeClass.SecurityGroup> groups =
                part(found.securityGroups(), NodeClassStatus::groups, old.securityGroups());
        List<Ec2NodeClass.CapacityReservation> reservations =
                part(found.reservations(), this::reservations, old.capacityReservations());
        if (unsupported.isPresent()) {
            add("AMIsReady", "False", "UnsupportedAlias", unsupported.get());
        } else {
            presence("AMIsReady", images, "AMINotFound", "no image matches amiSelectorTerms");
        }
        add("CapacityReservationsReady", "True", "CapacityReservationsReady", "");
        add("InstanceProfileReady", "True", "InstanceProfileReady", "");
        placementGroup();
        presence("SubnetsReady", subnets, "SubnetsNotFound", "no subnet matches subnetSelectorTerms");
        presence(
                "SecurityGroupsReady",
                groups,
                "SecurityGroupsNotFound",
                "no security group matches securityGroupSelectorTerms");
        validation();
        readiness();
        conditions.sort(Comparator.comparing(Condition::type));
        return new Ec2NodeClass.Status(subnets, groups, reservations, images, profile(), conditions);
    }

    private static <T, R> List<R> part(
            @Nullable Response<List<T>> response, Function<List<T>, List<R>> change, List<R> before) {
        return response instanceof Response.Ok<List<T>> ok ? change.apply(ok.value()) : before;
    }

    private static List<Ec2NodeClass.Subnet> subnets(List<Ec2.Subnet> subnets) {
        return subnets.stream()
                .sorted(Comparator.comparingInt(Ec2.Subnet::availableIpAddressCount)
                        .reversed()
                        .thenComparing(Ec2.Subnet::id))
                .map(subnet -> new Ec2NodeClass.Subnet(subnet.id(), subnet.zone(), subnet.zoneId()))
                .toList();
    }

    /** The same subnets stay in the order in which they are: else every launch would change the status and all that hangs on it. */
    private static List<Ec2NodeClass.Subnet> settled(
            List<Ec2NodeClass.Subnet> found, List<Ec2NodeClass.Subnet> before) {
        return new HashSet<>(found).equals(new HashSet<>(before)) ? before : found;
    }

    private static List<Ec2NodeClass.SecurityGroup> groups(List<Ec2.SecurityGroup> groups) {
        return groups.stream()
                .sorted(Comparator.comparing(Ec2.SecurityGroup::id))
                .map(group -> new Ec2NodeClass.SecurityGroup(group.id(), group.name()))
                .toList();
    }

    private List<Ec2NodeClass.CapacityReservation> reservations(List<Ec2.CapacityReservation> reservations) {
        return reservations.stream()
                .filter(each -> !isOver(each.endDate()))
                .sorted(Comparator.comparing(Ec2.CapacityReservation::id))
                .map(each -> new Ec2NodeClass.CapacityReservation(
                        each.id(),
                        each.zone(),
                        each.instanceType(),
                        each.matchCriteria(),
                        each.ownerId(),
                        each.type(),
                        each.interruptible() ? true : null,
                        each.endDate().isEmpty() ? null : Instant.parse(each.endDate()),
                        isExpiring(each) ? "expiring" : "active"))
                .toList();
    }

    private boolean isOver(String endDate) {
        return !endDate.isEmpty() && !Instant.parse(endDate).isAfter(now);
    }

    private boolean isExpiring(Ec2.CapacityReservation reservation) {
        return reservation.type().equals(BLOCK)
                && !reservation.endDate().isEmpty()
                && Instant.parse(reservation.endDate()).minus(EXPIRING).isBefore(now);
    }

    private void presence(String type, List<?> items, String reason, String message) {
        if (items.isEmpty()) {
            add(type, "False", reason, message);
        } else {
            add(type, "True", type, "");
        }
    }

    private void placementGroup() {
        if (nodeClass.spec().placementGroupSelector() == null) {
            add("PlacementGroupReady", "True", "PlacementGroupReady", "");
        } else {
            add(
                    "PlacementGroupReady",
                    "False",
                    "PlacementGroupResolutionFailed",
                    "placement groups are not supported; take placementGroupSelector out");
        }
    }

    private void validation() {
        Optional<String> tag = Tags.restricted(nodeClass);
        if (tag.isPresent()) {
            add(
                    "ValidationSucceeded",
                    "False",
                    "TagValidationFailed",
                    "spec.tags sets " + tag.get() + ", which Karpenter sets itself");
        } else if (conditions.stream().allMatch(Condition::isTrue)) {
            add("ValidationSucceeded", "True", "ValidationSucceeded", "");
        } else {
            add("ValidationSucceeded", "False", "DependenciesNotReady", "waiting for " + untrue());
        }
    }

    private void readiness() {
        if (conditions.stream().allMatch(Condition::isTrue)) {
            add("Ready", "True", "Ready", "");
        } else {
            add("Ready", "False", "UnhealthyDependents", untrue());
        }
    }

    private String untrue() {
        return conditions.stream()
                .filter(condition -> !condition.isTrue())
                .map(condition -> condition.type() + "=" + condition.status())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private void add(String type, String status, String reason, String message) {
        Instant since = nodeClass.status().conditions().stream()
                .filter(known -> known.type().equals(type) && known.status().equals(status))
                .findFirst()
                .map(Condition::lastTransitionTime)
                .orElse(now);
        conditions.add(new Condition(
                type, status, reason, message, since, nodeClass.metadata().generation()));
    }

    /** The one that was named, or the one that is made for the role: Karpenter's older naming, which needs no memory. */
    private String profile() {
        String named = nodeClass.spec().instanceProfile();
        return named != null ? named : cluster + "_" + Tags.fnv1(region + nodeClass.name());
    }
}
