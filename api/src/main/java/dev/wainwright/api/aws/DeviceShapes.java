package dev.wainwright.api.aws;

import static dev.wainwright.api.schema.SchemaBuilder.bool;
import static dev.wainwright.api.schema.SchemaBuilder.int32;
import static dev.wainwright.api.schema.SchemaBuilder.int64;
import static dev.wainwright.api.schema.SchemaBuilder.listOf;
import static dev.wainwright.api.schema.SchemaBuilder.object;
import static dev.wainwright.api.schema.SchemaBuilder.text;

import dev.wainwright.api.schema.Check;
import dev.wainwright.api.schema.SchemaBuilder;
import dev.wainwright.api.tree.Tree;
import java.math.BigDecimal;
import java.util.List;

/** Disks and network interfaces (karpenter-aws §1.1). */
final class DeviceShapes {
    /** 1Gi–59000Gi, 1G–64000G, 1Ti–58Ti, 1T–64T; a unit without a number passes, as published. */
    private static final String VOLUME_SIZE =
            "^((?:[1-9][0-9]{0,3}|[1-4][0-9]{4}|[5][0-8][0-9]{3}|59000)Gi|(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|[6][0-3][0-9]{3}|64000)G|([1-9]||[1-5][0-7]|58)Ti|([1-9]||[1-5][0-9]|6[0-3]|64)T)$";

    private DeviceShapes() {}

    static SchemaBuilder blockDeviceMappings() {
        return listOf(
                        "The machine's disks; without it, as the image family has them.",
                        object("One disk.")
                                .field("deviceName", text("The device, such as /dev/xvda."))
                                .field("rootVolume", bool("Whether the kubelet's files are on it."))
                                .field("ebs", ebs()))
                .maxItems(50)
                .rule(
                        "self.filter(x, has(x.rootVolume)?x.rootVolume==true:false).size() <= 1",
                        "only one disk may be the root volume",
                        Check.that(
                                self -> Check.itemsOf(self).stream()
                                                .filter(DeviceShapes::isRoot)
                                                .count()
                                        <= 1,
                                "only one disk may have rootVolume: true"));
    }

    private static boolean isRoot(Tree mapping) {
        return mapping instanceof Tree.Mapping fields
                && fields.get("rootVolume") instanceof Tree.Bool root
                && root.value();
    }

    private static SchemaBuilder ebs() {
        return ebsRules(object("An EBS volume.")
                .field("volumeSize", text("Its size in Gi, G, Ti or T.").pattern(VOLUME_SIZE))
                .field("volumeType", text("Its type.").oneOf("standard", "io1", "io2", "gp2", "sc1", "st1", "gp3"))
                .field("iops", int64("Input and output operations per second."))
                .field("throughput", int64("MiB per second."))
                .field("encrypted", bool("Whether it is encrypted."))
                .field("kmsKeyID", text("The key it is encrypted with."))
                .field("deleteOnTermination", bool("Whether it goes with the machine."))
                .field("snapshotID", text("The snapshot it starts from."))
                .field(
                        "volumeInitializationRate",
                        int32("MiB per second at which the snapshot is read.").between(100, 300)));
    }

    private static SchemaBuilder ebsRules(SchemaBuilder ebs) {
        return ebs.rule(
                        "has(self.snapshotID) || has(self.volumeSize)",
                        "one of snapshotID and volumeSize is needed",
                        Check.that(
                                self -> Check.has(self, "snapshotID") || Check.has(self, "volumeSize"),
                                "the volume's size is not known; set volumeSize or snapshotID"))
                .rule(
                        "!has(self.volumeInitializationRate) || (has(self.snapshotID) && self.snapshotID != '')",
                        "volumeInitializationRate needs a snapshotID",
                        Check.that(
                                self -> !Check.has(self, "volumeInitializationRate")
                                        || !((Tree.Mapping) self)
                                                .text("snapshotID", "")
                                                .isEmpty(),
                                "only volumes from a snapshot are initialized; set snapshotID or take"
                                        + " volumeInitializationRate out"));
    }

    static SchemaBuilder networkInterfaces() {
        return listOf("The machine's network interfaces; without it, one.", networkInterface())
                .maxItems(150)
                .rule(
                        "self.size() == 0 || self.exists(x, x.deviceIndex == 0 && x.networkCardIndex == 0"
                                + " && x.interfaceType == 'interface')",
                        "there must be an ordinary interface at card 0, device 0",
                        Check.that(
                                DeviceShapes::hasPrimary,
                                "the first interface is missing: add networkCardIndex 0, deviceIndex 0, interfaceType"
                                        + " interface"))
                .rule(
                        "self.all(x, self.filter(y, x.networkCardIndex == y.networkCardIndex && x.deviceIndex =="
                                + " y.deviceIndex).size() == 1 && (x.interfaceType != 'efa-only' || self.filter(y,"
                                + " x.networkCardIndex == y.networkCardIndex && y.interfaceType =="
                                + " 'efa-only').size() == 1))",
                        "every place may be used once, and every card may have one EFA interface",
                        Check.that(
                                DeviceShapes::placesAreDistinct,
                                "two interfaces share a card and device index, or a card has two efa-only interfaces;"
                                        + " give each its own place"));
    }

    private static SchemaBuilder networkInterface() {
        return object("One interface.")
                .required(
                        "networkCardIndex", int32("The network card it is on.").atLeast(0))
                .required("deviceIndex", int32("Its place on the card.").atLeast(0))
                .required(
                        "interfaceType",
                        text("An ordinary interface, or one for EFA alone.").oneOf("interface", "efa-only"));
    }

    private static boolean hasPrimary(Tree self) {
        List<Tree> interfaces = Check.itemsOf(self);
        return interfaces.isEmpty()
                || interfaces.stream()
                        .anyMatch(each -> number(each, "deviceIndex").signum() == 0
                                && number(each, "networkCardIndex").signum() == 0
                                && type(each).equals("interface"));
    }

    private static boolean placesAreDistinct(Tree self) {
        List<Tree> interfaces = Check.itemsOf(self);
        return interfaces.stream().allMatch(x -> {
            List<Tree> onCard = interfaces.stream()
                    .filter(y -> same(x, y, "networkCardIndex"))
                    .toList();
            return onCard.stream().filter(y -> same(x, y, "deviceIndex")).count() == 1
                    && (!type(x).equals("efa-only")
                            || onCard.stream()
                                            .filter(y -> type(y).equals("efa-only"))
                                            .count()
                                    == 1);
        });
    }

    private static boolean same(Tree x, Tree y, String field) {
        return number(x, field).compareTo(number(y, field)) == 0;
    }

    private static BigDecimal number(Tree object, String field) {
        return object instanceof Tree.Mapping mapping && mapping.get(field) instanceof Tree.Numeral numeral
                ? numeral.value()
                : BigDecimal.ONE.negate();
    }

    private static String type(Tree each) {
        return each instanceof Tree.Mapping mapping ? mapping.text("interfaceType", "") : "";
    }

    static SchemaBuilder connectionTracking() {
        return object("After how many seconds of silence connections are forgotten.")
                .field("tcpEstablishedTimeout", int32("Of TCP.").between(60, 432000))
                .field(
                        "udpStreamTimeout",
                        int32("Of UDP with more than one question.").between(60, 180))
                .field("udpTimeout", int32("Of UDP with one question.").between(30, 60))
                .rule(
                        "has(self.tcpEstablishedTimeout) || has(self.udpStreamTimeout) || has(self.udpTimeout)",
                        "one of the timeouts is needed",
                        Check.that(
                                self -> SelectorTermShapes.hasOne(
                                        self, List.of("tcpEstablishedTimeout", "udpStreamTimeout", "udpTimeout")),
                                "must set tcpEstablishedTimeout, udpStreamTimeout or udpTimeout; else take it out"));
    }
}
