package dev.wainwright.api.autoscaling;

import static dev.wainwright.api.schema.SchemaBuilder.int32;
import static dev.wainwright.api.schema.SchemaBuilder.int64;
import static dev.wainwright.api.schema.SchemaBuilder.object;
import static dev.wainwright.api.schema.SchemaBuilder.text;

import dev.wainwright.api.schema.Check;
import dev.wainwright.api.schema.CommonShapes;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.schema.SchemaBuilder;

/** What a CapacityBuffer may look like (karpenter-core §1.6). */
final class CapacityBufferSchema {
    private static final Schema SCHEMA = build();

    private CapacityBufferSchema() {}

    static Schema schema() {
        return SCHEMA;
    }

    private static Schema build() {
        return CommonShapes.document("Room kept free for pods that are yet to come.", spec(), status());
    }

    private static SchemaBuilder spec() {
        return rules(object("How much room, and for which pods.")
                .field(
                        "provisioningStrategy",
                        text("How the room is kept.").defaultsTo("'buffer.x-k8s.io/active-capacity'"))
                .field("podTemplateRef", podTemplateRef("The pod template, in the same namespace, to keep room for."))
                .field(
                        "scalableRef",
                        object("The workload, in the same namespace, whose pods to keep room for.")
                                .field("apiGroup", text("Its API group; empty for the core group."))
                                .required("kind", text("Its kind.").nonEmpty())
                                .required("name", text("Its name.").nonEmpty()))
                .field("replicas", int32("Room for this many pods.").atLeast(0))
                .field(
                        "percentage",
                        int32("Room for this share of the workload's pods.").atLeast(0))
                .field("limits", CommonShapes.quantities("Room for no more than this.")));
    }

    private static SchemaBuilder rules(SchemaBuilder spec) {
        return spec.rule(
                        "!has(self.podTemplateRef) || has(self.replicas) || has(self.limits)",
                        "podTemplateRef needs replicas or limits",
                        Check.that(
                                self -> !Check.has(self, "podTemplateRef")
                                        || Check.has(self, "replicas")
                                        || Check.has(self, "limits"),
                                "a buffer for a pod template needs replicas or limits, to know how much room to keep"))
                .rule(
                        "!(has(self.podTemplateRef) && has(self.scalableRef))",
                        "podTemplateRef and scalableRef exclude each other",
                        Check.that(
                                self -> !(Check.has(self, "podTemplateRef") && Check.has(self, "scalableRef")),
                                "podTemplateRef and scalableRef exclude each other; keep one of the two"));
    }

    private static SchemaBuilder podTemplateRef(String description) {
        return object(description).required("name", text("Its name.").nonEmpty());
    }

    private static SchemaBuilder status() {
        return object("What was observed.")
                .field("podTemplateRef", podTemplateRef("The template that was used."))
                .field("replicas", int32("How many pods there is room for."))
                .field("podTemplateGeneration", int64("The generation of the template that was used."))
                .field("provisioningStrategy", text("The strategy that was used."))
                .field("conditions", CommonShapes.conditions());
    }
}
