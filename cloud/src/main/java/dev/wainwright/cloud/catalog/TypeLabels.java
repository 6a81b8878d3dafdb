package dev.wainwright.cloud.catalog;

import static dev.wainwright.model.instance.Labels.AWS;

import dev.wainwright.cloud.catalog.InstanceFacts.Device;
import dev.wainwright.cloud.catalog.InstanceFacts.Devices;
import dev.wainwright.cloud.catalog.InstanceFacts.NetworkCard;
import dev.wainwright.cloud.catalog.InstanceFacts.Neuron;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The labels that an instance type's hardware implies (karpenter-aws §2). Every well-known key is there; what EC2 does not
 * say is a demand for the label's absence. Most labels occur on many types, so their requirements are shared.
 */
final class TypeLabels {
    /** Category and generation: u7i-12tb.224xlarge is u and 7, u-6tb1.metal is u and 1, mac2.metal is mac and 2. */
    private static final Pattern CATEGORY = Pattern.compile("(^[a-z]+)(-[0-9]+tb)?([0-9]+).*\\.");

    private static final Requirement TENANCY = Requirement.in(AWS + "instance-tenancy", "default", "dedicated");

    private final Map<String, Map<String, Requirement>> shared = new HashMap<>();
    private final Map<String, Requirement> absent = new HashMap<>();

    /** A fresh map that the caller may add to. */
    SortedMap<String, Requirement> of(InstanceFacts facts) {
        var labels = new TreeMap<String, Requirement>();
        put(labels, Labels.INSTANCE_TYPE, facts.name());
        put(labels, Labels.ARCH, architecture(facts));
        put(labels, AWS + "instance-hypervisor", facts.hypervisor());
        put(
                labels,
                AWS + "instance-encryption-in-transit-supported",
                truth(facts.network().encryptionInTransit()));
        put(labels, AWS + "nitro-sandbox", truth(facts.enclaves()));
        put(labels, AWS + "instance-memory", Long.toString(facts.memoryMib()));
        name(labels, facts);
        processor(labels, facts.processor());
        bandwidths(labels, facts);
        devices(labels, facts.devices());
        labels.put(AWS + "instance-tenancy", TENANCY);
        for (String key : new String[] {
            Labels.WINDOWS_BUILD,
            Labels.RESERVATION_ID,
            Labels.RESERVATION_TYPE,
            Labels.RESERVATION_INTERRUPTIBLE,
            AWS + "placement-group-id",
            AWS + "placement-group-partition"
        }) {
            absent(labels, key);
        }
        return labels;
    }

    /** A label with one value. */
    Requirement label(String key, String value) {
        return shared.computeIfAbsent(key, k -> new HashMap<>()).computeIfAbsent(value, v -> Requirement.in(key, v));
    }

    Requirement absence(String key) {
        return absent.computeIfAbsent(key, k -> Requirement.of(k, Operator.DOES_NOT_EXIST));
    }

    /** {@code amd64} or {@code arm64}, after the first architecture that Kubernetes has a name for. */
    static String architecture(InstanceFacts facts) {
        for (String architecture : facts.processor().architectures()) {
            if (architecture.equals("x86_64")) {
                return "amd64";
            }
            if (architecture.equals("arm64")) {
                return "arm64";
            }
        }
        return "";
    }

    private void name(SortedMap<String, Requirement> labels, InstanceFacts facts) {
        Matcher matcher = CATEGORY.matcher(facts.name());
        boolean found = matcher.find();
        putOrAbsent(labels, AWS + "instance-category", found ? matcher.group(1) : "");
        putOrAbsent(labels, AWS + "instance-generation", found ? matcher.group(3) : "");
        String family = facts.family();
        String size = family.length() < facts.name().length() ? facts.name().substring(family.length() + 1) : "";
        boolean twoParts = !size.isEmpty() && size.indexOf('.') < 0;
        putOrAbsent(labels, AWS + "instance-family", twoParts ? family : "");
        putOrAbsent(labels, AWS + "instance-size", twoParts ? size : "");
        put(labels, AWS + "instance-capability-flex", truth(family.contains("-flex")));
    }

    private void processor(SortedMap<String, Requirement> labels, InstanceFacts.Processor processor) {
        put(labels, AWS + "instance-cpu", Integer.toString(processor.vcpus()));
        putOrAbsent(labels, AWS + "instance-cpu-manufacturer", kebab(processor.manufacturer()));
        putOrAbsent(
                labels,
                AWS + "instance-cpu-sustained-clock-speed-mhz",
                number(Math.round(processor.clockGhz() * 1000)));
    }

    private void bandwidths(SortedMap<String, Requirement> labels, InstanceFacts facts) {
        InstanceFacts.Storage storage = facts.storage();
        boolean ebs = storage.ebsOptimized().equals("default");
        putOrAbsent(labels, AWS + "instance-ebs-bandwidth", ebs ? number(storage.ebsMbps()) : "");
        boolean nvme = !storage.localNvme().isEmpty() && !storage.localNvme().equals("unsupported");
        putOrAbsent(labels, AWS + "instance-local-nvme", nvme ? number(storage.localGb()) : "");
        double gbps = facts.network().cards().stream()
                .mapToDouble(NetworkCard::baselineGbps)
                .sum();
        putOrAbsent(labels, AWS + "instance-network-bandwidth", number(Math.round(gbps * 1000)));
    }

    private void devices(SortedMap<String, Requirement> labels, Devices devices) {
        if (devices.gpus().size() == 1) {
            Device gpu = devices.gpus().getFirst();
            put(labels, AWS + "instance-gpu-name", kebab(gpu.name()));
            put(labels, AWS + "instance-gpu-manufacturer", kebab(gpu.manufacturer()));
            put(labels, AWS + "instance-gpu-count", Integer.toString(gpu.count()));
            put(labels, AWS + "instance-gpu-memory", Long.toString(gpu.memoryMib()));
        } else {
            absent(labels, AWS + "instance-gpu-name");
            absent(labels, AWS + "instance-gpu-manufacturer");
            absent(labels, AWS + "instance-gpu-count");
            absent(labels, AWS + "instance-gpu-memory");
        }
        if (devices.neurons().size() == 1) {
            Neuron neuron = devices.neurons().getFirst();
            accelerator(labels, neuron.name(), "aws", Integer.toString(neuron.count()));
        } else if (devices.neurons().isEmpty()
                && devices.inferenceAccelerators().size() == 1) {
            Device device = devices.inferenceAccelerators().getFirst();
            accelerator(labels, device.name(), device.manufacturer(), Integer.toString(device.count()));
        } else {
            accelerator(labels, "", "", "");
        }
    }

    private void accelerator(SortedMap<String, Requirement> labels, String name, String manufacturer, String count) {
        putOrAbsent(labels, AWS + "instance-accelerator-name", kebab(name));
        putOrAbsent(labels, AWS + "instance-accelerator-manufacturer", kebab(manufacturer));
        putOrAbsent(labels, AWS + "instance-accelerator-count", count);
    }

    private void put(SortedMap<String, Requirement> labels, String key, String value) {
        labels.put(key, label(key, value));
    }

    private void putOrAbsent(SortedMap<String, Requirement> labels, String key, String value) {
        labels.put(key, value.isEmpty() ? absence(key) : label(key, value));
    }

    private void absent(SortedMap<String, Requirement> labels, String key) {
        labels.put(key, absence(key));
    }

    private static String number(long value) {
        return value == 0 ? "" : Long.toString(value);
    }

    private static String truth(boolean value) {
        return value ? "true" : "false";
    }

    private static String kebab(String text) {
        return text.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
