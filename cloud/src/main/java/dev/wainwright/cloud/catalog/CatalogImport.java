package dev.wainwright.cloud.catalog;

import dev.wainwright.cloud.ec2.Ec2Query;
import dev.wainwright.cloud.ec2.Xml;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Writes a catalogue from what an EC2 endpoint says: DescribeInstanceTypes, DescribeInstanceTypeOfferings and
 * DescribeSpotPriceHistory, all pages of each.
 *
 * <p>Filtering is done here and not by the endpoint: test servers know EC2's filters only in part (moto drops the types that can run
 * i386 as well), and the whole list is a few megabytes.
 */
public final class CatalogImport {
    private final Ec2Query ec2;
    private final String region;
    private final Consumer<String> remarks;

    /** @param remarks is told, in a sentence each, what was left out and why */
    public CatalogImport(Ec2Query ec2, String region, Consumer<String> remarks) {
        this.ec2 = ec2;
        this.region = region;
        this.remarks = remarks;
    }

    /**
     * The catalogue file's text. Throws {@link dev.wainwright.cloud.ec2.Ec2Exception} when the endpoint fails, and
     * {@link CatalogException} when it has nothing to tell.
     *
     * @param now spot prices are those that hold at this time
     */
    public String run(Instant now) {
        List<InstanceFacts> described =
                ec2.all("DescribeInstanceTypes", Map.of("MaxResults", "100"), "instanceTypeSet").stream()
                        .map(FactsImport::read)
                        .toList();
        Map<String, SortedSet<String>> zones = zones();
        Map<String, SortedMap<String, Double>> spot = spotPrices(now);
        var types = new ArrayList<InstanceFacts>();
        int unusable = 0;
        int elsewhere = 0;
        for (InstanceFacts facts : described) {
            if (!FactsImport.isUsable(facts)) {
                unusable++;
            } else if (!zones.containsKey(facts.name())) {
                elsewhere++;
            } else {
                types.add(facts.withZones(
                        List.copyOf(zones.get(facts.name())), spot.getOrDefault(facts.name(), new TreeMap<>())));
            }
        }
        remark(unusable, "instance types left out: neither hvm on x86_64 nor on arm64");
        remark(elsewhere, "instance types left out: no zone of " + region + " offers them");
        if (types.isEmpty()) {
            throw new CatalogException(
                    "the endpoint described %d instance types, and no zone of %s offers any of them. "
                                    .formatted(described.size(), region)
                            + "Is it the endpoint of that region?");
        }
        return FactsFile.write(region, "written by `wain catalog import`; see docs/catalog.md", types);
    }

    private Map<String, SortedSet<String>> zones() {
        var zones = new HashMap<String, SortedSet<String>>();
        var parameters = Map.of("LocationType", "availability-zone", "MaxResults", "1000");
        for (Xml item : ec2.all("DescribeInstanceTypeOfferings", parameters, "instanceTypeOfferingSet")) {
            zones.computeIfAbsent(item.text("instanceType"), type -> new TreeSet<>())
                    .add(item.text("location"));
        }
        return zones;
    }

    /** By type and zone; of several records for one pair the latest, and among equally late ones the last. */
    private Map<String, SortedMap<String, Double>> spotPrices(Instant now) {
        var parameters = Map.of(
                "StartTime", now.truncatedTo(ChronoUnit.SECONDS).toString(),
                "ProductDescription.1", "Linux/UNIX",
                "ProductDescription.2", "Linux/UNIX (Amazon VPC)",
                "MaxResults", "1000");
        var prices = new HashMap<String, SortedMap<String, Double>>();
        var since = new HashMap<String, String>();
        for (Xml item : ec2.all("DescribeSpotPriceHistory", parameters, "spotPriceHistorySet")) {
            String type = item.text("instanceType");
            String zone = item.text("availabilityZone");
            String timestamp = item.text("timestamp");
            double price = item.number("spotPrice");
            // Timestamps of one format sort as texts.
            if (price > 0 && since.getOrDefault(type + "/" + zone, "").compareTo(timestamp) <= 0) {
                since.put(type + "/" + zone, timestamp);
                prices.computeIfAbsent(type, name -> new TreeMap<>()).put(zone, price);
            }
        }
        return isPlaceholder(prices) ? Map.of() : prices;
    }

    /** A market on which everything costs the same is none. */
    private boolean isPlaceholder(Map<String, SortedMap<String, Double>> prices) {
        var different = prices.values().stream()
                .flatMap(byZone -> byZone.values().stream())
                .collect(Collectors.toSet());
        boolean placeholder = prices.size() > 1 && different.size() == 1;
        if (placeholder) {
            remarks.accept("spot prices left out: the endpoint says "
                    + different.iterator().next()
                    + " for every type, which is a placeholder; spot prices will be modelled");
        }
        return placeholder;
    }

    private void remark(int count, String what) {
        if (count > 0) {
            remarks.accept(count + " " + what);
        }
    }
}
