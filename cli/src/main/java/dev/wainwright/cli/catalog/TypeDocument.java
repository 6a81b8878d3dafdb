package dev.wainwright.cli.catalog;

import dev.wainwright.cli.output.Document;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.requirement.Requirement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Instance types as JSON or YAML; docs/catalog.md describes the fields. */
final class TypeDocument {
    private TypeDocument() {}

    static void write(List<InstanceType> types, Document document) {
        document.beginArray();
        types.forEach(type -> write(type, document));
        document.endArray();
        document.end();
    }

    private static void write(InstanceType type, Document document) {
        document.beginObject();
        document.field("name", type.name());
        document.field("labels", labels(type));
        document.field("capacity", type.capacity().toQuantities());
        document.field("allocatable", type.allocatable().toQuantities());
        document.key("offerings").beginArray();
        for (Offering offering : type.offerings()) {
            document.beginObject();
            document.field("zone", offering.zone());
            document.field("capacityType", offering.capacityType());
            document.price("price", offering.price());
            document.field("available", offering.available());
            if (offering.modelled()) {
                document.field("modelled", true);
            }
            document.endObject();
        }
        document.endArray();
        document.endObject();
    }

    /** The labels that a node of the type has for certain; zone and capacity type are up to the offering. */
    static Map<String, String> labels(InstanceType type) {
        var labels = new TreeMap<String, String>();
        for (Requirement requirement : type.requirements().byKey().values()) {
            if (!requirement.complement() && requirement.values().size() == 1) {
                labels.put(requirement.key(), requirement.values().first());
            }
        }
        return labels;
    }
}
