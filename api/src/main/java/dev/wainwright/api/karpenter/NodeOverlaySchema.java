package dev.wainwright.api.karpenter;

import static dev.wainwright.api.schema.SchemaBuilder.int32;
import static dev.wainwright.api.schema.SchemaBuilder.object;
import static dev.wainwright.api.schema.SchemaBuilder.text;

import dev.wainwright.api.schema.Check;
import dev.wainwright.api.schema.CommonShapes;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.schema.SchemaBuilder;
import java.util.Set;

/** What a NodeOverlay may look like (karpenter-core §1.5). */
final class NodeOverlaySchema {
    private static final Set<String> MEASURED = Set.of("cpu", "memory", "ephemeral-storage", "pods");

    private static final Schema SCHEMA = build();

    private NodeOverlaySchema() {}

    static Schema schema() {
        return SCHEMA;
    }

    private static Schema build() {
        return CommonShapes.document(
                "Corrects prices and capacities of instance types.",
                spec(),
                object("What was observed.").field("conditions", CommonShapes.conditions()));
    }

    private static SchemaBuilder spec() {
        return object("What to correct.")
                .required("requirements", TemplateShapes.overlayRequirements())
                .field(
                        "price",
                        text("The price per hour, in place of the cloud's.").pattern("^\\d+(\\.\\d+)?$"))
                .field(
                        "priceAdjustment",
                        text("What to add to the cloud's price, or by how many percent to change it.")
                                .pattern(
                                        "^(([+-]{1}(\\d*\\.?\\d+))|(\\+{1}\\d*\\.?\\d+%)|(^(-\\d{1,2}(\\.\\d+)?%)$)|(-100%))$"))
                .field("capacity", capacity())
                .field(
                        "weight",
                        int32("Overlays with a higher weight win; without one an overlay has 0.")
                                .between(1, 10000))
                .rule(
                        "!has(self.price) || !has(self.priceAdjustment)",
                        "price and priceAdjustment exclude each other",
                        Check.that(
                                self -> !Check.has(self, "price") || !Check.has(self, "priceAdjustment"),
                                "price and priceAdjustment exclude each other; keep one of the two"));
    }

    private static SchemaBuilder capacity() {
        return CommonShapes.quantities("Resources that the machines have besides the measured ones.")
                .rule(
                        "self.all(x, !(x in ['cpu', 'memory', 'ephemeral-storage', 'pods']))",
                        "cpu, memory, ephemeral-storage and pods cannot be overlaid",
                        Check.keys(
                                key -> !MEASURED.contains(key),
                                key -> "the capacity of " + key
                                        + " comes from the cloud and cannot be overlaid; take it out"));
    }
}
