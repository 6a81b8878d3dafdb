package dev.wainwright.cloud.simulated;

import dev.wainwright.cloud.ec2.Ec2.CapacityReservation;
import dev.wainwright.cloud.ec2.Ec2.Filter;
import dev.wainwright.cloud.ec2.Ec2.Image;
import dev.wainwright.cloud.ec2.Ec2.SecurityGroup;
import dev.wainwright.cloud.ec2.Ec2.Subnet;
import dev.wainwright.runtime.chance.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What an account has beside machines, and how selectors find it. */
final class Inventory {
    private static final SortedMap<String, String> UNTAGGED = new TreeMap<>();

    private final SimulatedRegion region;
    private final Subnets subnets;
    private final Chance chance;
    private final SortedMap<String, Integer> reserved = new TreeMap<>();
    private int release;

    Inventory(SimulatedRegion region, Subnets subnets, Chance chance) {
        this.region = region;
        this.subnets = subnets;
        this.chance = chance.of("image");
        region.reservations().forEach(each -> reserved.put(each.id(), each.availableInstanceCount()));
    }

    List<Subnet> subnets(List<Filter> filters) {
        if (region.obliging()) {
            filters.stream()
                    .filter(filter -> filter.name().equals("subnet-id"))
                    .forEach(filter -> filter.values().forEach(this::oblige));
        }
        return subnets.all().stream()
                .filter(subnet -> passes(filters, subnet.id(), name -> switch (name) {
                    case "subnet-id" -> subnet.id();
                    case "availability-zone" -> subnet.zone();
                    default -> "";
                }))
                .toList();
    }

    private void oblige(String id) {
        List<Subnet> known = subnets.all();
        if (subnets.find(id).isEmpty() && !region.subnets().isEmpty()) {
            int more = known.size() - region.subnets().size();
            Subnet twin = region.subnets().get(more % region.subnets().size());
            subnets.add(new Subnet(id, twin.zone(), twin.zoneId(), twin.availableIpAddressCount()));
        }
    }

    List<SecurityGroup> securityGroups(List<Filter> filters) {
        var known = new ArrayList<>(region.securityGroups());
        if (region.obliging()) {
            filters.forEach(filter -> filter.values().stream()
                    .filter(value -> !filter.name().startsWith("tag"))
                    .map(value -> filter.name().equals("group-id")
                            ? new SecurityGroup(value, value)
                            : new SecurityGroup("sg-" + value, value))
                    .forEach(known::add));
        }
        return known.stream()
                .filter(group -> passes(filters, group.id(), name -> switch (name) {
                    case "group-id" -> group.id();
                    case "group-name" -> group.name();
                    default -> "";
                }))
                .toList();
    }

    List<Image> images(List<Filter> filters) {
        var known = new ArrayList<>(region.images());
        for (Filter filter : filters) {
            if (filter.name().equals("image-id")
                    && (region.obliging() || region.images().isEmpty())) {
                filter.values().forEach(id -> known.add(standIn(id, id)));
            } else if (filter.name().equals("name") && region.obliging()) {
                filter.values().forEach(name -> known.add(standIn(id(name), name)));
            }
        }
        if (known.isEmpty() && region.obliging()) {
            known.add(new Image(id("x86_64"), "node-x86_64", "x86_64", "2026-01-01T00:00:00.000Z", false));
            known.add(new Image(id("arm64"), "node-arm64", "arm64", "2026-01-01T00:00:00.000Z", false));
        }
        return known.stream()
                .filter(image -> passes(filters, image.id(), name -> switch (name) {
                    case "image-id" -> image.id();
                    case "name" -> image.name();
                    case "state" -> "available";
                    default -> "";
                }))
                .toList();
    }

    private static Image standIn(String id, String name) {
        String architecture = name.contains("arm64") || name.contains("aarch64") ? "arm64" : "x86_64";
        return new Image(id, name, architecture, "2026-01-01T00:00:00.000Z", false);
    }

    /** The image that AWS publishes under an SSM parameter; a moving one changes with every release. */
    String imageParameter(String name) {
        boolean moves = name.contains("/recommended/") || name.contains("/latest/");
        return id(moves ? name + "#" + release : name);
    }

    /** AWS publishes new images under the moving parameters. */
    void releaseImages() {
        release++;
    }

    private String id(String name) {
        return "ami-" + String.format("%017x", chance.of(name).bits(0) & 0xF_FFFF_FFFF_FFFFL);
    }

    List<CapacityReservation> reservations(List<Filter> filters) {
        return region.reservations().stream()
                .filter(each -> passes(filters, each.id(), name -> switch (name) {
                    case "capacity-reservation-id" -> each.id();
                    case "instance-match-criteria" -> each.matchCriteria();
                    case "owner-id" -> each.ownerId();
                    case "state" -> "active";
                    default -> "";
                }))
                .map(each -> new CapacityReservation(
                        each.id(),
                        each.ownerId(),
                        each.instanceType(),
                        each.zone(),
                        each.matchCriteria(),
                        each.type(),
                        each.interruptible(),
                        reserved.getOrDefault(each.id(), 0),
                        each.endDate()))
                .toList();
    }

    int leftIn(String reservation) {
        return reserved.getOrDefault(reservation, 0);
    }

    /** Takes instances of a reservation; a negative count gives them back. */
    void reserve(String reservation, int count) {
        reserved.computeIfPresent(reservation, (id, left) -> left - count);
    }

    private boolean passes(List<Filter> filters, String id, Function<String, String> field) {
        return filters.stream()
                .allMatch(filter -> filter.name().startsWith("tag")
                        ? (region.obliging() && !region.tags().containsKey(id))
                                || isTagged(region.tags().getOrDefault(id, UNTAGGED), filter)
                        : filter.values().stream()
                                .anyMatch(value -> PoolSelector.matches(value, field.apply(filter.name()))));
    }

    static boolean isTagged(Map<String, String> tags, Filter filter) {
        boolean byKey = filter.name().equals("tag-key");
        String tagged = byKey ? null : tags.get(filter.name().substring("tag:".length()));
        for (String wanted : filter.values()) {
            if (byKey ? tags.containsKey(wanted) : tagged != null && PoolSelector.matches(wanted, tagged)) {
                return true;
            }
        }
        return false;
    }
}
