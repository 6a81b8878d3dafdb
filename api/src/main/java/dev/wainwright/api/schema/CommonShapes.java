package dev.wainwright.api.schema;

import static dev.wainwright.api.schema.SchemaBuilder.int64;
import static dev.wainwright.api.schema.SchemaBuilder.intOrString;
import static dev.wainwright.api.schema.SchemaBuilder.listOf;
import static dev.wainwright.api.schema.SchemaBuilder.mapOf;
import static dev.wainwright.api.schema.SchemaBuilder.object;
import static dev.wainwright.api.schema.SchemaBuilder.text;
import static dev.wainwright.api.schema.SchemaBuilder.time;

/** What the custom kinds have in common. */
public final class CommonShapes {
    private static final String QUANTITY =
            "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$";
    private static final String CONDITION_TYPE =
            "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$";

    private CommonShapes() {}

    /** The beginning of a whole object: what all kinds have. */
    public static SchemaBuilder document(String description) {
        return object(description)
                .field("apiVersion", text("The group and version that the object is written in."))
                .field("kind", text("The object's kind."))
                .field("metadata", BuiltInSchemas.of("meta.v1.ObjectMeta"));
    }

    /** A whole object with a spec, which must be there, and a status. */
    public static Schema document(String description, SchemaBuilder spec, SchemaBuilder status) {
        return document(description)
                .required("spec", spec)
                .field("status", status)
                .build();
    }

    /** Amounts by resource name. */
    public static SchemaBuilder quantities(String description) {
        return mapOf(description, intOrString("").pattern(QUANTITY, "500m or 4Gi"));
    }

    /** Observed conditions, told apart by their type. */
    public static SchemaBuilder conditions() {
        return unkeyedConditions().byKey("type");
    }

    /** The same for a kind whose CRD was published without keys for the list. */
    public static SchemaBuilder unkeyedConditions() {
        return conditions(condition()
                .required("message", message())
                .required(
                        "reason",
                        text("Why, in one word.")
                                .nonEmpty()
                                .maxLength(1024)
                                .pattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")));
    }

    /** Conditions whose reason and message may be left out. */
    public static SchemaBuilder relaxedConditions() {
        return conditions(condition()
                        .field("message", message())
                        .field(
                                "reason",
                                text("Why, in one word; may be empty.")
                                        .maxLength(1024)
                                        .pattern("^([A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?|)$")))
                .byKey("type");
    }

    private static SchemaBuilder conditions(SchemaBuilder condition) {
        return listOf("What is known about the object's health.", condition);
    }

    private static SchemaBuilder condition() {
        return object("")
                .required(
                        "type",
                        text("What the condition is about.").maxLength(316).pattern(CONDITION_TYPE))
                .required("status", text("Whether it holds.").oneOf("True", "False", "Unknown"))
                .required("lastTransitionTime", time("Since when the status is what it is."))
                .field(
                        "observedGeneration",
                        int64("The generation of the object that was looked at.")
                                .atLeast(0));
    }

    private static SchemaBuilder message() {
        return text("Why, in a sentence.").maxLength(32768);
    }
}
