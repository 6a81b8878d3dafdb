package dev.wainwright.cloud.catalog;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What EC2 says of one instance type in one region, as DescribeInstanceTypes and its sisters put it. Nothing here is
 * computed. Texts that EC2 leaves out are empty, counts are 0.
 *
 * @param hypervisor {@code nitro}, {@code xen} or empty on bare metal
 * @param usageClasses {@code on-demand}, {@code spot}, {@code capacity-block}
 * @param placementStrategies the placement group strategies it supports
 * @param zones where the region sells it, sorted
 * @param spotPrices US dollars per hour by zone, where the price history was asked for
 */
public record InstanceFacts(
        String name,
        boolean currentGeneration,
        boolean bareMetal,
        String hypervisor,
        List<String> usageClasses,
        List<String> virtualizationTypes,
        Processor processor,
        long memoryMib,
        Storage storage,
        Network network,
        Devices devices,
        boolean enclaves,
        List<String> placementStrategies,
        List<String> zones,
        SortedMap<String, Double> spotPrices) {

    private static final SortedMap<String, Double> NO_PRICES = Collections.unmodifiableSortedMap(new TreeMap<>());

    public InstanceFacts {
        usageClasses = List.copyOf(usageClasses);
        virtualizationTypes = List.copyOf(virtualizationTypes);
        placementStrategies = List.copyOf(placementStrategies);
        zones = List.copyOf(zones);
        spotPrices = spotPrices.isEmpty() ? NO_PRICES : Collections.unmodifiableSortedMap(new TreeMap<>(spotPrices));
    }

    /**
     * @param architectures as EC2 orders them, {@code i386} included
     * @param clockGhz sustained clock speed, 0 when EC2 does not say
     */
    public record Processor(
            int vcpus, List<String> architectures, String manufacturer, double clockGhz, List<String> features) {
        public Processor {
            architectures = List.copyOf(architectures);
            features = List.copyOf(features);
        }
    }

    /**
     * @param localGb size of the instance store in decimal gigabytes, 0 for none
     * @param localNvme NVMe support of the instance store: {@code required}, {@code supported}, {@code unsupported} or empty
     * @param ebsOptimized {@code default}, {@code supported} or {@code unsupported}
     * @param ebsMbps maximum bandwidth to EBS
     */
    public record Storage(long localGb, String localNvme, String ebsOptimized, int ebsMbps) {}

    /**
     * @param ena {@code required}, {@code supported} or {@code unsupported}
     * @param cards by index
     * @param efa how many EFA interfaces can be attached
     */
    public record Network(
            String ena,
            List<NetworkCard> cards,
            int defaultCard,
            int ipv4PerInterface,
            int efa,
            boolean encryptionInTransit) {
        public Network {
            cards = List.copyOf(cards);
        }

        /** How many interfaces the default card holds; pods live on that card. */
        public int defaultCardInterfaces() {
            return defaultCard < cards.size() ? cards.get(defaultCard).interfaces() : 0;
        }
    }

    /** A network card: how many interfaces it holds and its baseline bandwidth. */
    public record NetworkCard(int interfaces, double baselineGbps) {}

    /** Accelerators of all sorts. Inference accelerators are the older way of saying what Neuron devices say. */
    public record Devices(List<Device> gpus, List<Neuron> neurons, List<Device> inferenceAccelerators) {
        public static final Devices NONE = new Devices(List.of(), List.of(), List.of());

        public Devices {
            gpus = List.copyOf(gpus);
            neurons = List.copyOf(neurons);
            inferenceAccelerators = List.copyOf(inferenceAccelerators);
        }
    }

    /** A GPU or inference accelerator model; memory is that of one. A count of 0 means a fraction of one. */
    public record Device(String manufacturer, String name, int count, long memoryMib) {}

    /** A Neuron device model; cores and memory are those of one. */
    public record Neuron(String name, int count, int cores, long memoryMib) {}

    public String family() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    public InstanceFacts withZones(List<String> newZones, SortedMap<String, Double> newSpotPrices) {
        return new InstanceFacts(
                name,
                currentGeneration,
                bareMetal,
                hypervisor,
                usageClasses,
                virtualizationTypes,
                processor,
                memoryMib,
                storage,
                network,
                devices,
                enclaves,
                placementStrategies,
                newZones,
                newSpotPrices);
    }
}
