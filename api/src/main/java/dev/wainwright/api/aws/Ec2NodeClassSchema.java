package dev.wainwright.api.aws;

import static dev.wainwright.api.schema.SchemaBuilder.bool;
import static dev.wainwright.api.schema.SchemaBuilder.int32;
import static dev.wainwright.api.schema.SchemaBuilder.int64;
import static dev.wainwright.api.schema.SchemaBuilder.mapOf;
import static dev.wainwright.api.schema.SchemaBuilder.object;
import static dev.wainwright.api.schema.SchemaBuilder.text;

import dev.wainwright.api.schema.Check;
import dev.wainwright.api.schema.CommonShapes;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.schema.SchemaBuilder;
import java.util.List;

/** What an EC2NodeClass may look like (karpenter-aws §1.1–1.2). */
final class Ec2NodeClassSchema {
    private static final List<String> RESERVED_TAGS =
            List.of("karpenter.sh/nodepool", "karpenter.sh/nodeclaim", "karpenter.k8s.aws/ec2nodeclass");

    private static final Schema SCHEMA = build();

    private Ec2NodeClassSchema() {}

    static Schema schema() {
        return SCHEMA;
    }

    private static Schema build() {
        return CommonShapes.document("What AWS needs to know to launch machines.")
                .field("spec", spec())
                .field("status", Ec2NodeClassStatusSchema.status())
                .build();
    }

    private static SchemaBuilder spec() {
        SchemaBuilder spec = machine(object("What is asked for.")
                .required("subnetSelectorTerms", SelectorTermShapes.subnets())
                .required("securityGroupSelectorTerms", SelectorTermShapes.securityGroups())
                .required("amiSelectorTerms", ImageShapes.amiSelectorTerms())
                .field("capacityReservationSelectorTerms", SelectorTermShapes.capacityReservations())
                .field("placementGroupSelector", SelectorTermShapes.placementGroup())
                .field("amiFamily", ImageShapes.amiFamily())
                .field("userData", text("What the machine runs at its first start."))
                .field("role", name("The IAM role of the machines.", "role"))
                .field("instanceProfile", name("The IAM instance profile of the machines.", "instanceProfile"))
                .field("tags", tags()));
        spec.rule(
                "(has(self.role) && !has(self.instanceProfile)) || (!has(self.role) && has(self.instanceProfile))",
                "exactly one of role and instanceProfile must be set",
                Check.about(
                        self -> Check.has(self, "role") != Check.has(self, "instanceProfile"),
                        self -> Check.has(self, "role")
                                ? "role and instanceProfile exclude each other; keep one of the two"
                                : "the machines need an identity; set role (or instanceProfile)"));
        return ImageShapes.familyRules(spec);
    }

    private static SchemaBuilder machine(SchemaBuilder spec) {
        return spec.field(
                        "kubelet",
                        object("Settings of the kubelet, checked by the controller.")
                                .open())
                .field("blockDeviceMappings", DeviceShapes.blockDeviceMappings())
                .field(
                        "instanceStorePolicy",
                        text("What becomes of the machine's own disks.").oneOf("RAID0"))
                .field("networkInterfaces", DeviceShapes.networkInterfaces())
                .field("associatePublicIPAddress", bool("Whether machines get a public address; else the subnet says."))
                .field(
                        "ipPrefixCount",
                        int32("How many IPv4 prefixes the first interface gets.")
                                .atLeast(0))
                .field("detailedMonitoring", bool("Whether EC2 measures the machines every minute."))
                .field("metadataOptions", metadataOptions())
                .field("connectionTracking", DeviceShapes.connectionTracking())
                .field("context", text("Passed to EC2 as it is."))
                .field(
                        "cpuOptions",
                        object("Features of the processor.")
                                .field(
                                        "nestedVirtualization",
                                        text("Virtual machines inside of the machine.")
                                                .oneOf("enabled", "disabled")));
    }

    private static SchemaBuilder name(String description, String field) {
        return text(description)
                .rule(
                        "self != ''",
                        field + " may not be empty",
                        Check.that(
                                self -> !Check.text(self).isEmpty(),
                                field + " must not be empty; name it or take the field out"));
    }

    private static SchemaBuilder tags() {
        var tags = mapOf("The tags of everything that is made for the class.", text(""))
                .rule(
                        "self.all(k, k != '')",
                        "tag keys may not be empty",
                        Check.keys(key -> !key.isEmpty(), key -> "a tag needs a key"));
        reserve(tags, "k !='eks:eks-cluster-name'", "eks:eks-cluster-name", key -> !key.equals("eks:eks-cluster-name"));
        reserve(
                tags,
                "!k.startsWith('kubernetes.io/cluster') ",
                "kubernetes.io/cluster/",
                key -> !key.startsWith("kubernetes.io/cluster"));
        for (String reserved : RESERVED_TAGS) {
            String equals = reserved.endsWith("nodepool") ? " != " : " !=";
            reserve(tags, "k" + equals + "'" + reserved + "'", reserved, key -> !key.equals(reserved));
        }
        return tags;
    }

    private static void reserve(
            SchemaBuilder tags, String rule, String what, java.util.function.Predicate<String> holds) {
        tags.rule(
                "self.all(k, " + rule + ")",
                "the tag " + what + " is restricted",
                Check.keys(holds, key -> "the tag \"" + key + "\" is set by Karpenter itself; take it out"));
    }

    private static SchemaBuilder metadataOptions() {
        return object("How the machine may ask EC2 about itself.")
                .field(
                        "httpEndpoint",
                        text("Whether it may at all.")
                                .oneOf("enabled", "disabled")
                                .defaultsTo("'enabled'"))
                .field(
                        "httpProtocolIPv6",
                        text("Whether over IPv6.").oneOf("enabled", "disabled").defaultsTo("'disabled'"))
                .field(
                        "httpPutResponseHopLimit",
                        int64("How many hops an answer may travel.")
                                .between(1, 64)
                                .defaultsTo("1"))
                .field(
                        "httpTokens",
                        text("Whether questions need a token.")
                                .oneOf("required", "optional")
                                .defaultsTo("'required'"))
                .defaultsTo("{'httpEndpoint':'enabled','httpProtocolIPv6':'disabled','httpPutResponseHopLimit':1,"
                        + "'httpTokens':'required'}");
    }
}
