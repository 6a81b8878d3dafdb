package dev.wainwright.cloud.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.aws.Ec2NodeClass.Subnet;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeLabelsTest {
    private static final List<String> HARDWARE_KEYS = List.of(
            "instance-hypervisor",
            "instance-encryption-in-transit-supported",
            "instance-category",
            "instance-family",
            "instance-generation",
            "instance-size",
            "instance-cpu",
            "instance-cpu-manufacturer",
            "instance-cpu-sustained-clock-speed-mhz",
            "instance-memory",
            "instance-ebs-bandwidth",
            "instance-network-bandwidth",
            "instance-local-nvme",
            "instance-gpu-name",
            "instance-gpu-manufacturer",
            "instance-gpu-count",
            "instance-gpu-memory",
            "instance-accelerator-name",
            "instance-accelerator-manufacturer",
            "instance-accelerator-count",
            "instance-capability-flex",
            "instance-tenancy",
            "nitro-sandbox",
            "capacity-reservation-id",
            "capacity-reservation-type",
            "capacity-reservation-interruptible",
            "placement-group-id",
            "placement-group-partition");

    @Test
    void everyKeyIsThereOnEveryType() {
        for (InstanceType type : Types.CATALOG.instanceTypes(CatalogOptions.DEFAULT)) {
            assertThat(HARDWARE_KEYS)
                    .as(type.name())
                    .allMatch(key -> type.requirements().has(Labels.AWS + key));
            assertThat(List.of(
                            Labels.INSTANCE_TYPE,
                            Labels.ARCH,
                            Labels.OS,
                            Labels.ZONE,
                            Labels.REGION,
                            Labels.CAPACITY_TYPE,
                            Labels.WINDOWS_BUILD))
                    .as(type.name())
                    .allMatch(key -> type.requirements().has(key));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "m5.large,           instance-category,            m",
        "m5.large,           instance-generation,          5",
        "m5.large,           instance-family,              m5",
        "m5.large,           instance-size,                large",
        "m5.large,           instance-cpu,                 2",
        "m5.large,           instance-memory,              8192",
        "m5.large,           instance-cpu-manufacturer,    intel",
        "m5.large,           instance-hypervisor,          nitro",
        "m5.large,           instance-ebs-bandwidth,       4750",
        "m5.large,           instance-network-bandwidth,   750",
        "m5.large,           instance-capability-flex,     false",
        "m5.large,           instance-cpu-sustained-clock-speed-mhz, 3100",
        "m5.metal,           instance-hypervisor,          ''",
        "t3.nano,            instance-network-bandwidth,   32",
        "c7i-flex.large,     instance-capability-flex,     true",
        "c7i-flex.large,     instance-family,              c7i-flex",
        "u7i-12tb.224xlarge, instance-category,            u",
        "u7i-12tb.224xlarge, instance-generation,          7",
        "u-6tb1.56xlarge,    instance-generation,          1",
        "p6-b200.48xlarge,   instance-category,            p",
        "p6-b200.48xlarge,   instance-generation,          6",
        "gr6.4xlarge,        instance-category,            gr",
        "g4ad.16xlarge,      instance-gpu-name,            radeon-pro-v520",
        "g4ad.16xlarge,      instance-gpu-manufacturer,    amd",
        "p5.48xlarge,        instance-gpu-name,            h100",
        "p5.48xlarge,        instance-gpu-count,           8",
        "p5.48xlarge,        instance-gpu-memory,          81920",
        "p5.48xlarge,        instance-local-nvme,          30400",
        "p5.48xlarge,        instance-network-bandwidth,   3200000",
        "g6f.large,          instance-gpu-count,           0",
        "inf1.24xlarge,      instance-accelerator-name,    inferentia",
        "inf1.24xlarge,      instance-accelerator-manufacturer, aws",
        "inf1.24xlarge,      instance-accelerator-count,   16"
    })
    void hardwareSpeaksThroughLabels(String type, String key, String value) {
        assertThat(Types.named(type).requirements().get(Labels.AWS + key).values())
                .containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource({
        "m5.large, instance-gpu-name",
        "m5.large, instance-local-nvme",
        "m5.large, instance-accelerator-count",
        "m5.large, capacity-reservation-id",
        "t2.micro, instance-ebs-bandwidth"
    })
    void whatIsNotKnownIsAbsent(String type, String key) {
        assertThat(Types.named(type).requirements().get(Labels.AWS + key).operator())
                .isEqualTo(Operator.DOES_NOT_EXIST);
    }

    @Test
    void i386BesideX86IsAmd64() {
        assertThat(Types.named("t2.micro").requirements().get(Labels.ARCH).values())
                .containsExactly("amd64");
    }

    @Test
    void windowsRunsOnAmd64Only() {
        var windows = NodeClasses.of("windows2025");

        assertThat(Types.named("m5.large", windows)
                        .requirements()
                        .get(Labels.OS)
                        .values())
                .containsExactly("windows");
        assertThat(Types.named("m5.large", windows)
                        .requirements()
                        .get(Labels.WINDOWS_BUILD)
                        .values())
                .containsExactly("10.0.26100");
        assertThat(Types.named("m6g.large", windows)
                        .requirements()
                        .get(Labels.OS)
                        .operator())
                .isEqualTo(Operator.DOES_NOT_EXIST);
    }

    @Test
    void zonesAreThoseOfTheSubnetsThatOfferTheType() {
        var nodeClass = NodeClasses.of("al2023")
                .subnets(
                        new Subnet("subnet-1", "us-east-1a", "use1-az1"),
                        new Subnet("subnet-2", "us-east-1b", null),
                        new Subnet("subnet-3", "us-east-1e", "use1-az3"));

        InstanceType type = Types.named("m5.large", nodeClass);

        assertThat(type.requirements().get(Labels.ZONE).values()).containsExactly("us-east-1a", "us-east-1b");
        assertThat(type.requirements().get(Labels.ZONE_ID).values()).containsExactly("use1-az1");
        assertThat(type.offerings())
                .hasSize(4)
                .allSatisfy(offering -> assertThat(offering.requirements().has(Labels.ZONE_ID))
                        .isEqualTo(offering.zone().equals("us-east-1a")));
    }
}
