package dev.wainwright.api.karpenter;

import static dev.wainwright.api.schema.SchemaBuilder.object;
import static dev.wainwright.api.schema.SchemaBuilder.text;
import static dev.wainwright.api.schema.SchemaBuilder.time;

import dev.wainwright.api.schema.Check;
import dev.wainwright.api.schema.CommonShapes;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.schema.SchemaBuilder;

/** What a NodeClaim may look like (karpenter-core §1.4). */
final class NodeClaimSchema {
    private static final Schema SCHEMA = build();

    private NodeClaimSchema() {}

    static Schema schema() {
        return SCHEMA;
    }

    private static Schema build() {
        return CommonShapes.document("One machine asked for, from the wish to its end.", spec(), status());
    }

    private static SchemaBuilder spec() {
        return object("What is asked for; never changes.")
                .required("nodeClassRef", TemplateShapes.nodeClassRef())
                .required("requirements", TemplateShapes.claimRequirements())
                .field(
                        "resources",
                        object("What the machine must have.")
                                .field("requests", CommonShapes.quantities("At least this much of each resource.")))
                .field("taints", TemplateShapes.taints("Taints of the node."))
                .field("startupTaints", TemplateShapes.taints("Taints that something on the node takes away soon."))
                .field("terminationGracePeriod", TemplateShapes.terminationGracePeriod())
                .field("expireAfter", TemplateShapes.expireAfter())
                .rule(
                        "self == oldSelf",
                        "the spec is immutable",
                        Check.change(
                                (self, old) -> self.equals(old),
                                "the spec of a node claim cannot be changed; delete the claim, and its pool makes another"));
    }

    private static SchemaBuilder status() {
        return object("What was observed.")
                .field("nodeName", text("The node that the machine became."))
                .field("providerID", text("The cloud's name for the machine."))
                .field("imageID", text("The image it runs."))
                .field("capacity", CommonShapes.quantities("What the machine has."))
                .field("allocatable", CommonShapes.quantities("What pods may use of it."))
                .field("conditions", CommonShapes.relaxedConditions())
                .field("lastPodEventTime", time("When a pod last came to the node or went."));
    }
}
