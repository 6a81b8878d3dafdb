package dev.wainwright.cli.catalog;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirements;
import java.util.List;

/** The types that meet a demand, each with those of its offerings that do. */
record Selection(Requirements demand) {

    List<InstanceType> from(List<InstanceType> types) {
        return types.stream()
                .filter(type -> type.requirements().satisfies(demand, key -> false))
                .map(this::narrowed)
                .filter(type -> !type.offerings().isEmpty())
                .toList();
    }

    private InstanceType narrowed(InstanceType type) {
        List<Offering> fitting = type.offerings().stream()
                .filter(offering -> offering.requirements().intersects(demand))
                .toList();
        return new InstanceType(type.name(), type.requirements(), fitting, type.capacity(), type.overhead());
    }
}
