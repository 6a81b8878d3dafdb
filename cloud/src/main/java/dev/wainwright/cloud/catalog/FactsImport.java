package dev.wainwright.cloud.catalog;

import dev.wainwright.cloud.catalog.InstanceFacts.Device;
import dev.wainwright.cloud.catalog.InstanceFacts.Devices;
import dev.wainwright.cloud.catalog.InstanceFacts.Network;
import dev.wainwright.cloud.catalog.InstanceFacts.NetworkCard;
import dev.wainwright.cloud.catalog.InstanceFacts.Neuron;
import dev.wainwright.cloud.catalog.InstanceFacts.Processor;
import dev.wainwright.cloud.catalog.InstanceFacts.Storage;
import dev.wainwright.cloud.ec2.Xml;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** One {@code item} of DescribeInstanceTypes as facts, without zones and spot prices, which come from elsewhere. */
final class FactsImport {
    private FactsImport() {}

    static InstanceFacts read(Xml item) {
        return new InstanceFacts(
                item.text("instanceType"),
                item.truth("currentGeneration"),
                item.truth("bareMetal"),
                item.text("hypervisor"),
                sorted(item.texts("supportedUsageClasses")),
                sorted(item.texts("supportedVirtualizationTypes")),
                processor(item),
                (long) item.child("memoryInfo").number("sizeInMiB"),
                storage(item),
                network(item.child("networkInfo")),
                devices(item),
                item.text("nitroEnclavesSupport").equals("supported"),
                sorted(item.child("placementGroupInfo").texts("supportedStrategies")),
                List.of(),
                new TreeMap<>());
    }

    /** What Karpenter considers: hardware-virtualised, for one of the two architectures. */
    static boolean isUsable(InstanceFacts facts) {
        List<String> architectures = facts.processor().architectures();
        return facts.virtualizationTypes().contains("hvm")
                && (architectures.contains("x86_64") || architectures.contains("arm64"));
    }

    private static Processor processor(Xml item) {
        Xml info = item.child("processorInfo");
        return new Processor(
                item.child("vCpuInfo").count("defaultVCpus"),
                info.texts("supportedArchitectures"),
                info.text("manufacturer"),
                info.number("sustainedClockSpeedInGhz"),
                sorted(info.texts("supportedFeatures")));
    }

    private static Storage storage(Xml item) {
        Xml local = item.child("instanceStorageInfo");
        Xml ebs = item.child("ebsInfo");
        return new Storage(
                (long) local.number("totalSizeInGB"),
                local.text("nvmeSupport"),
                ebs.text("ebsOptimizedSupport"),
                ebs.child("ebsOptimizedInfo").count("maximumBandwidthInMbps"));
    }

    private static Network network(Xml info) {
        return new Network(
                info.text("enaSupport"),
                info.child("networkCards").items().stream()
                        .sorted(Comparator.comparingInt((Xml card) -> card.count("networkCardIndex")))
                        .map(card -> new NetworkCard(
                                card.count("maximumNetworkInterfaces"), card.number("baselineBandwidthInGbps")))
                        .toList(),
                info.count("defaultNetworkCardIndex"),
                info.count("ipv4AddressesPerInterface"),
                info.child("efaInfo").count("maximumEfaInterfaces"),
                info.truth("encryptionInTransitSupported"));
    }

    private static Devices devices(Xml item) {
        return new Devices(
                item.child("gpuInfo").child("gpus").items().stream()
                        .map(FactsImport::device)
                        .toList(),
                item.child("neuronInfo").child("neuronDevices").items().stream()
                        .map(FactsImport::neuron)
                        .toList(),
                item.child("inferenceAcceleratorInfo").child("accelerators").items().stream()
                        .map(FactsImport::device)
                        .toList());
    }

    private static Device device(Xml device) {
        return new Device(
                device.text("manufacturer"),
                device.text("name"),
                device.count("count"),
                device.child("memoryInfo").count("sizeInMiB"));
    }

    private static Neuron neuron(Xml device) {
        return new Neuron(
                device.text("name"),
                device.count("count"),
                device.child("coreInfo").count("count"),
                device.child("memoryInfo").count("sizeInMiB"));
    }

    /** Lists without an order of their own, so that equal facts make equal files. */
    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted().toList();
    }
}
