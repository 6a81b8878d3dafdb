package dev.wainwright.bench.optimality;

import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogOptions;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import java.util.List;
import java.util.regex.Pattern;

/** What can be bought: a part of EC2's catalogue with its list prices, in three zones. */
public enum Offer {
    /** A single type, so that packing is all there is to it. */
    ONE("m6i\\.4xlarge", false),
    THREE("m6i\\.large|c6i\\.2xlarge|r6i\\.4xlarge", false),
    /** c, m and r from large to 4xlarge. */
    MIDDLE("[cmr]\\d[a-z0-9-]*\\.(large|xlarge|2xlarge|4xlarge)", false),
    MIDDLE_SPOT("[cmr]\\d[a-z0-9-]*\\.(large|xlarge|2xlarge|4xlarge)", true),
    /** c, m and r in all sizes. */
    CMR("[cmr]\\d[a-z0-9-]*\\..*", false),
    /** The middle ones and accelerated ones. */
    WITH_GPU("[cmr]\\d[a-z0-9-]*\\.(large|xlarge|2xlarge|4xlarge)|g\\d[a-z0-9-]*\\..*", false),
    EVERYTHING(".*", false),
    EVERYTHING_SPOT(".*", true);

    static final List<String> ZONES = List.of("us-east-1a", "us-east-1b", "us-east-1c");

    private final Pattern names;
    private final boolean spot;

    Offer(String names, boolean spot) {
        this.names = Pattern.compile(names);
        this.spot = spot;
    }

    /** By name; those that nobody sells in the zones are left out. */
    List<InstanceType> types() {
        return Catalog.embedded().instanceTypes(CatalogOptions.DEFAULT).stream()
                .filter(type -> names.matcher(type.name()).matches())
                .map(this::narrowed)
                .filter(type -> !type.offerings().isEmpty())
                .toList();
    }

    private InstanceType narrowed(InstanceType type) {
        return new InstanceType(
                type.name(),
                type.requirements(),
                type.offerings().stream().filter(this::includes).toList(),
                type.capacity(),
                type.overhead());
    }

    private boolean includes(Offering offering) {
        boolean wanted = offering.capacityType().equals(Labels.ON_DEMAND)
                || (spot && offering.capacityType().equals(Labels.SPOT));
        return wanted && offering.available() && ZONES.contains(offering.zone());
    }
}
