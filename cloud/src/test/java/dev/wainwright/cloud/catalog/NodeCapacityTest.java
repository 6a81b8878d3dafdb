package dev.wainwright.cloud.catalog;

import static dev.wainwright.cloud.catalog.Types.amount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.aws.Ec2NodeClass.NetworkInterface;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.resource.Resources;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeCapacityTest {
    private static final String EFA = "vpc.amazonaws.com/efa";

    /** karpenter-aws §16.2. */
    @ParameterizedTest
    @CsvSource({
        "a1.medium,      940m,    1392Mi,     8",
        "t3.nano,        1930m,   74Mi,       4",
        "m5.large,       1930m,   6903Mi,     29",
        "a1.xlarge,      3920m,   6525Mi,     58",
        "m5.metal,       95690m,  355262Mi,   737",
        "p5.48xlarge,    191450m, 1938410Mi,  100",
        "inf1.24xlarge,  95690m,  177976Mi,   321",
        "g4ad.16xlarge,  63770m,  239554Mi,   234"
    })
    void allocatableIsWhatKarpenterDocuments(String name, String cpu, String memory, String pods) {
        Resources allocatable = Types.named(name).allocatable();

        assertThat(amount(allocatable, "cpu")).isEqualTo(cpu);
        assertThat(amount(allocatable, "memory")).isEqualTo(memory);
        assertThat(amount(allocatable, "pods")).isEqualTo(pods);
        assertThat(amount(allocatable, "ephemeral-storage")).isEqualTo("17Gi");
    }

    @ParameterizedTest
    @CsvSource({
        "p5.48xlarge,    nvidia.com/gpu,              8",
        "p5.48xlarge,    vpc.amazonaws.com/efa,       32",
        "inf1.24xlarge,  aws.amazon.com/neuron,       16",
        "inf1.24xlarge,  aws.amazon.com/neuroncore,   64",
        "inf1.24xlarge,  vpc.amazonaws.com/efa,       1",
        "g4ad.16xlarge,  amd.com/gpu,                 4",
        "dl1.24xlarge,   habana.ai/gaudi,             8",
        "m5.large,       nvidia.com/gpu,              0",
        "g6f.large,      nvidia.com/gpu,              0",
        "m5.large,       vpc.amazonaws.com/PrivateIPv4Address, 0"
    })
    void devicesAreCounted(String type, String resource, long count) {
        assertThat(Types.named(type).capacity().get(resource)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({"1000,60", "2000,70", "3000,75", "4000,80", "8000,90", "192000,550", "500,30", "0,0"})
    void reservedCpuFallsFromBandToBand(long milli, long reserved) {
        assertThat(NodeCapacity.reservedMilliCpu(milli)).isEqualTo(reserved);
    }

    @Test
    void bottlerocketReservesMemoryForThePodsTheNodeTakes() {
        InstanceType few =
                Types.named("m5.large", NodeClasses.of("bottlerocket").kubelet(Map.of("maxPods", 10)));

        assertThat(few.capacity().get("pods")).isEqualTo(10);
        assertThat(amount(few.allocatable(), "memory")).isEqualTo((8192 - 615 - (11 * 10 + 255) - 100) + "Mi");
    }

    @Test
    void al2023ReservesMemoryForThePodsTheInterfacesAllow() {
        InstanceType few = Types.named("m5.large", NodeClasses.of("al2023").kubelet(Map.of("maxPods", 10)));

        assertThat(few.capacity().get("pods")).isEqualTo(10);
        assertThat(amount(few.allocatable(), "memory")).isEqualTo("6903Mi");
    }

    @Test
    void podsPerCoreLowersThePodsExceptOnBottlerocket() {
        Map<String, Integer> perCore = Map.of("podsPerCore", 2);

        assertThat(pods("m5.large", NodeClasses.of("al2023").kubelet(perCore))).isEqualTo(4);
        assertThat(pods("m5.large", NodeClasses.of("bottlerocket").kubelet(perCore)))
                .isEqualTo(29);
        assertThat(pods("m5.large", NodeClasses.of("al2023").kubelet(Map.of("podsPerCore", 2, "maxPods", 3))))
                .isEqualTo(3);
    }

    @Test
    void windowsNodesTake110PodsAndCountAddresses() {
        InstanceType windows = Types.named("m5.large", NodeClasses.of("windows2022"));

        assertThat(windows.capacity().get("pods")).isEqualTo(110);
        assertThat(windows.capacity().get(NodeCapacity.PRIVATE_IPV4)).isEqualTo(9);
        assertThat(amount(windows.capacity(), "ephemeral-storage")).isEqualTo("50Gi");
    }

    @Test
    void reservedInterfacesLeaveRoomForFewerPodsButNoLessMemory() {
        var options = CatalogOptions.DEFAULT.withReservedEnis(1);
        InstanceType type = Types.named("m5.large", NodeClasses.of("al2023").build(), options);

        assertThat(type.capacity().get("pods")).isEqualTo(2 * 9 + 2);
        assertThat(amount(type.allocatable(), "memory")).isEqualTo("6903Mi");
        assertThat(Types.named("m5.large", NodeClasses.of("al2023").build(), options.withReservedEnis(3))
                        .capacity()
                        .get("pods"))
                .isZero();
    }

    @Test
    void kubeAndSystemReservedReplaceAndAdd() {
        InstanceType type = Types.named(
                "m5.large",
                NodeClasses.of("al2023")
                        .kubelet(Map.of(
                                "kubeReserved", Map.of("cpu", "200m"),
                                "systemReserved", Map.of("cpu", "100m", "memory", "1Gi", "pid", "1000"))));

        assertThat(amount(type.allocatable(), "cpu")).isEqualTo("1700m");
        assertThat(amount(type.allocatable(), "memory")).isEqualTo((6903 - 1024) + "Mi");
        assertThat(type.allocatable().has("pid")).isFalse();
    }

    @Test
    void expressionsInsteadOfNumbersAreLeftOutAsWithTheGateOff() {
        InstanceType type = Types.named(
                "m5.large",
                NodeClasses.of("al2023")
                        .kubelet(Map.of("maxPods", "vcpus * 10", "kubeReserved", Map.of("memory", "max_pods * 11"))));

        assertThat(type.capacity().get("pods")).isEqualTo(29);
        assertThat(amount(type.allocatable(), "memory")).isEqualTo("6903Mi");
    }

    @ParameterizedTest
    @CsvSource({"200Mi,6803", "10%,6245", "100%,7003", "0,7003"})
    void evictionThresholdsReplaceTheDefault(String threshold, long mib) {
        InstanceType type = Types.named(
                "m5.large",
                NodeClasses.of("al2023").kubelet(Map.of("evictionHard", Map.of("memory.available", threshold))));

        // 10 % of the 7577Mi that are left of 8192Mi is 757.7Mi, rounded up to a byte.
        assertThat(type.allocatable().get("memory") >> 20).isEqualTo(mib);
    }

    @Test
    void diskThresholdsAreOfTheDisk() {
        InstanceType type = Types.named(
                "m5.large",
                NodeClasses.of("al2023")
                        .disk("/dev/xvda", false, "100Gi")
                        .kubelet(Map.of("evictionHard", Map.of("nodefs.available", "5%"))));

        assertThat(amount(type.capacity(), "ephemeral-storage")).isEqualTo("100Gi");
        assertThat(amount(type.allocatable(), "ephemeral-storage")).isEqualTo("94Gi");
    }

    @ParameterizedTest
    @CsvSource({
        "al2023,       /dev/xvda, false, 50Gi",
        "al2023,       /dev/xvdb, false, 20Gi",
        "al2023,       /dev/xvdb, true,  50Gi",
        "bottlerocket, /dev/xvdb, false, 50Gi",
        "bottlerocket, /dev/xvda, false, 20Gi",
        "custom,       /dev/sdz,  false, 50Gi"
    })
    void theDiskThatPodsLiveOnDependsOnTheFamily(String family, String device, boolean root, String size) {
        InstanceType type = Types.named("m5.large", NodeClasses.of(family).disk(device, root, "50Gi"));

        assertThat(amount(type.capacity(), "ephemeral-storage")).isEqualTo(size);
    }

    @Test
    void raid0MakesLocalDisksThePodsStorage() {
        assertThat(Types.named("m5d.large", NodeClasses.of("al2023").raid0())
                        .capacity()
                        .get("ephemeral-storage"))
                .isEqualTo(75_000_000_000L);
        assertThat(amount(
                        Types.named("m5.large", NodeClasses.of("al2023").raid0())
                                .capacity(),
                        "ephemeral-storage"))
                .isEqualTo("20Gi");
    }

    @Test
    void efaOnlyInterfacesTakePlacesAndAreAllTheEfaThereIs() {
        InstanceType type = Types.named(
                "p5.48xlarge",
                NodeClasses.of("al2023")
                        .interfaces(
                                new NetworkInterface(0, 0, "interface"),
                                new NetworkInterface(0, 1, "efa-only"),
                                new NetworkInterface(1, 0, "efa-only")));

        assertThat(type.capacity().get(EFA)).isEqualTo(2);
        assertThat(type.capacity().get("pods")).isEqualTo(49 + 2);
        assertThat(type.offerings()).allMatch(offering -> offering.available());
    }

    private static long pods(String type, NodeClasses nodeClass) {
        return Types.named(type, nodeClass).capacity().get("pods");
    }
}
