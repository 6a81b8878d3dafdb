package dev.wainwright.cloud.simulated;

import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.ec2.Ec2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an account has in a region before the first machine.
 *
 * @param catalog what is sold, where, and at which price
 * @param obliging whether a selector finds something whatever it asks for: every tag fits, and an id that is not listed is
 *     taken to exist. For manifests that were written for another account
 * @param tags of subnets, security groups, images and reservations, by id
 */
public record SimulatedRegion(
        Catalog catalog,
        boolean obliging,
        List<Ec2.Subnet> subnets,
        List<Ec2.SecurityGroup> securityGroups,
        List<Ec2.Image> images,
        List<Ec2.CapacityReservation> reservations,
        SortedMap<String, SortedMap<String, String>> tags) {
    /** As large as AWS makes a subnet: a /16 less the five addresses that it keeps for itself. */
    private static final int ADDRESSES = 65_531;

    public SimulatedRegion {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
        images = List.copyOf(images);
        reservations = List.copyOf(reservations);
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** A large subnet in every zone, one security group, and a place where every selector finds something. */
    public static SimulatedRegion of(Catalog catalog) {
        var subnets = new ArrayList<Ec2.Subnet>();
        for (String zone : catalog.zones()) {
            subnets.add(new Ec2.Subnet("subnet-" + zone.replace("-", ""), zone, zoneId(zone), ADDRESSES));
        }
        return new SimulatedRegion(
                catalog,
                true,
                subnets,
                List.of(new Ec2.SecurityGroup("sg-nodes", "nodes")),
                List.of(),
                List.of(),
                new TreeMap<>());
    }

    /** The same region where selectors find what is there, and nothing else. */
    public SimulatedRegion strict() {
        return new SimulatedRegion(catalog, false, subnets, securityGroups, images, reservations, tags);
    }

    public SimulatedRegion withSubnets(List<Ec2.Subnet> only) {
        return new SimulatedRegion(catalog, obliging, only, securityGroups, images, reservations, tags);
    }

    public SimulatedRegion withImages(List<Ec2.Image> newImages) {
        return new SimulatedRegion(catalog, obliging, subnets, securityGroups, newImages, reservations, tags);
    }

    public SimulatedRegion withReservations(List<Ec2.CapacityReservation> newReservations) {
        return new SimulatedRegion(catalog, obliging, subnets, securityGroups, images, newReservations, tags);
    }

    /** The same region where the resource {@code id} carries these tags. */
    public SimulatedRegion withTags(String id, Map<String, String> newTags) {
        var all = new TreeMap<>(tags);
        all.put(id, new TreeMap<>(newTags));
        return new SimulatedRegion(catalog, obliging, subnets, securityGroups, images, reservations, all);
    }

    /** The zone's id as AWS forms it: {@code use1-az1} for {@code us-east-1a}. In truth accounts differ in the mapping. */
    public static String zoneId(String zone) {
        String region = Catalog.regionOf(zone).orElse(zone);
        String letter = zone.substring(region.length());
        var id = new StringBuilder();
        String[] words = region.split("-");
        for (int i = 0; i < words.length; i++) {
            id.append(i == 0 ? words[i] : compass(words[i]));
        }
        int number = letter.isEmpty() ? 1 : letter.charAt(0) - 'a' + 1;
        return id.append("-az").append(number).toString();
    }

    private static String compass(String word) {
        return switch (word) {
            case "southeast" -> "se";
            case "southwest" -> "sw";
            case "northeast" -> "ne";
            case "northwest" -> "nw";
            default -> word.substring(0, 1);
        };
    }
}
