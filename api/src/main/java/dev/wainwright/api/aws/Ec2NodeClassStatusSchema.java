package dev.wainwright.api.aws;

import static dev.wainwright.api.schema.SchemaBuilder.bool;
import static dev.wainwright.api.schema.SchemaBuilder.listOf;
import static dev.wainwright.api.schema.SchemaBuilder.object;
import static dev.wainwright.api.schema.SchemaBuilder.text;
import static dev.wainwright.api.schema.SchemaBuilder.time;

import dev.wainwright.api.schema.CommonShapes;
import dev.wainwright.api.schema.SchemaBuilder;

/** What an EC2NodeClass reports (karpenter-aws §1.2). */
final class Ec2NodeClassStatusSchema {
    private Ec2NodeClassStatusSchema() {}

    static SchemaBuilder status() {
        return object("What was found in AWS.")
                .field("subnets", listOf("The subnets found.", subnet()))
                .field("securityGroups", listOf("The security groups found.", securityGroup()))
                .field("capacityReservations", listOf("The reservations found.", capacityReservation()))
                .field("amis", listOf("The images found, the newest first.", image()))
                .field("instanceProfile", text("The instance profile in use."))
                .field("conditions", CommonShapes.unkeyedConditions());
    }

    private static SchemaBuilder subnet() {
        return object("")
                .required("id", text("Its id."))
                .required("zone", text("Its zone."))
                .field("zoneID", text("The id of its zone, which is the same in all accounts."));
    }

    private static SchemaBuilder securityGroup() {
        return object("").required("id", text("Its id.")).field("name", text("Its name."));
    }

    private static SchemaBuilder capacityReservation() {
        return object("")
                .required("id", text("Its id.").pattern("^cr-[0-9a-z]+$"))
                .required("availabilityZone", text("Its zone."))
                .required("instanceType", text("What is reserved."))
                .required(
                        "instanceMatchCriteria",
                        text("Which launches use it by themselves.").oneOf("open", "targeted"))
                .required("ownerID", text("The account that owns it.").pattern("^[0-9]{12}$"))
                .field(
                        "reservationType",
                        text("Its type.").oneOf("default", "capacity-block").defaultsTo("'default'"))
                .field("interruptible", bool("Whether it may be taken back."))
                .field("endTime", time("When it ends, if it does."))
                .field(
                        "state",
                        text("Whether it is about to end.")
                                .oneOf("active", "expiring")
                                .defaultsTo("'active'"));
    }

    private static SchemaBuilder image() {
        return object("")
                .required("id", text("Its id."))
                .field("name", text("Its name."))
                .field("deprecated", bool("Whether AWS advises against it."))
                .required(
                        "requirements",
                        listOf(
                                "The machines it runs on.",
                                object("")
                                        .required("key", text("A label."))
                                        .required("operator", text("How the values relate to it."))
                                        .field("values", listOf("", text("")).atomic())));
    }
}
