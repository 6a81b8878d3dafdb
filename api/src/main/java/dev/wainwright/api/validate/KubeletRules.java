package dev.wainwright.api.validate;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.schema.SchemaCheck;
import dev.wainwright.api.time.GoDuration;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * What the controller asks of an EC2NodeClass' kubelet settings (karpenter-aws §1.3). As there, settings of the wrong type
 * are said alone.
 */
final class KubeletRules {
    private static final String PLACE = "spec.kubelet";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final Set<String> SIGNALS = Set.of(
            "memory.available",
            "nodefs.available",
            "nodefs.inodesFree",
            "imagefs.available",
            "imagefs.inodesFree",
            "pid.available");
    private static final Set<String> RESERVABLE = Set.of("cpu", "memory", "ephemeral-storage", "pid");
    private static final List<String> NOT_NEGATIVE = List.of("podsPerCore", "evictionMaxPodGracePeriod", "maxPods");

    private final Tree.Mapping kubelet;
    private final Problems problems = new Problems();

    private KubeletRules(Tree.Mapping kubelet) {
        this.kubelet = kubelet;
    }

    static List<Finding> check(Tree.Mapping kubelet, String family) {
        List<Finding> types = SchemaCheck.check(kubelet, KubeletSchema.SCHEMA).findings().stream()
                .map(finding -> Finding.error(PLACE + "." + finding.path(), finding.line(), finding.message()))
                .toList();
        if (!types.isEmpty()) {
            return types;
        }
        var rules = new KubeletRules(kubelet);
        rules.durations();
        rules.eviction();
        rules.reserved("kubeReserved");
        rules.reserved("systemReserved");
        rules.numbers();
        rules.taints();
        new KubeletSupport(kubelet, rules.problems).check(family);
        return rules.problems.findings();
    }

    private void taints() {
        Tree taints = kubelet.get("registerWithTaints");
        if (taints != null) {
            error(
                    "registerWithTaints",
                    taints,
                    "is Karpenter's to set; use the taints or startupTaints of the NodePool");
        }
    }

    private void durations() {
        for (String name : KubeletSchema.DURATIONS) {
            if (kubelet.get(name) instanceof Tree.Text duration) {
                duration(name, duration);
            }
        }
    }

    private void duration(String name, Tree.Text duration) {
        try {
            if (GoDuration.nanos(duration.value()) < 0) {
                error(name, duration, "must not be negative, got " + duration.value());
            }
        } catch (IllegalArgumentException e) {
            error(name, duration, String.valueOf(e.getMessage()));
        }
    }

    private void eviction() {
        for (String name : List.of("evictionHard", "evictionSoft", "evictionMinimumReclaim")) {
            kubelet.mapping(name).fields().forEach((signal, value) -> {
                signal(name, signal, value);
                threshold(name + "." + signal, value);
            });
        }
        Tree.Mapping soft = kubelet.mapping("evictionSoft");
        Tree.Mapping grace = kubelet.mapping("evictionSoftGracePeriod");
        grace.fields().forEach((signal, value) -> {
            signal("evictionSoftGracePeriod", signal, value);
            if (value instanceof Tree.Text duration) {
                duration("evictionSoftGracePeriod." + signal, duration);
            }
        });
        partner("evictionSoft", soft, "evictionSoftGracePeriod", grace);
        partner("evictionSoftGracePeriod", grace, "evictionSoft", soft);
    }

    private void signal(String name, String signal, Tree at) {
        if (!SIGNALS.contains(signal)) {
            error(name + "." + signal, at, "there is no such signal; there are " + sorted(SIGNALS));
        }
    }

    private void partner(String name, Tree.Mapping map, String otherName, Tree.Mapping other) {
        map.fields().forEach((signal, value) -> {
            if (other.get(signal) == null) {
                error(name + "." + signal, value, "needs an entry " + otherName + "." + signal + " beside it");
            }
        });
    }

    private void threshold(String name, Tree value) {
        String text = value instanceof Tree.Text written ? written.value() : "";
        boolean holds;
        try {
            holds = text.endsWith("%")
                    ? isPercentage(text.substring(0, text.length() - 1))
                    : Quantity.parse(text).value().signum() >= 0;
        } catch (IllegalArgumentException e) {
            holds = false;
        }
        if (!holds) {
            error(name, value, "must be a quantity or a percentage, such as 100Mi or 5%, got \"" + text + "\"");
        }
    }

    private static boolean isPercentage(String number) {
        var percent = new BigDecimal(number);
        return percent.signum() >= 0 && percent.compareTo(HUNDRED) <= 0;
    }

    private void reserved(String name) {
        kubelet.mapping(name).fields().forEach((resource, value) -> {
            String text = value instanceof Tree.Text written ? written.value() : "";
            if (!RESERVABLE.contains(resource)) {
                error(name + "." + resource, value, "cannot be reserved; " + sorted(RESERVABLE) + " can");
            } else if (text.startsWith("-")) {
                error(name + "." + resource, value, "must not be negative, got " + text);
            } else if (!isQuantity(text)) {
                expression(name + "." + resource, value, "a quantity such as 100m or 200Mi");
            }
        });
    }

    private void numbers() {
        for (String name : NOT_NEGATIVE) {
            if (number(name).signum() < 0) {
                error(name, kubelet, "must not be negative, got " + number(name));
            }
        }
        if (kubelet.get("maxPods") instanceof Tree.Text maxPods) {
            expression("maxPods", maxPods, "a whole number");
        }
        percentage("imageGCHighThresholdPercent");
        percentage("imageGCLowThresholdPercent");
        Tree low = kubelet.get("imageGCLowThresholdPercent");
        if (low != null
                && kubelet.get("imageGCHighThresholdPercent") != null
                && number("imageGCHighThresholdPercent").compareTo(number("imageGCLowThresholdPercent")) <= 0) {
            error("imageGCLowThresholdPercent", low, "must be below imageGCHighThresholdPercent");
        }
    }

    private void percentage(String name) {
        BigDecimal number = number(name);
        if (number.signum() < 0 || number.compareTo(HUNDRED) > 0) {
            error(name, kubelet, "must be between 0 and 100, got " + number);
        }
    }

    /** Texts that are no amounts are formulas, which the provider only understands when told to. */
    private void expression(String name, Tree value, String wanted) {
        String text = value instanceof Tree.Text written ? written.value() : "";
        error(
                name,
                value,
                "\"" + text + "\" is a formula, and those need the feature gate NodeClassCEL, which is off by default;"
                        + " write " + wanted);
    }

    private BigDecimal number(String name) {
        return kubelet.get(name) instanceof Tree.Numeral number ? number.value() : BigDecimal.ZERO;
    }

    private static boolean isQuantity(String text) {
        try {
            Quantity.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    private void error(String name, Tree at, String message) {
        Tree written = kubelet.get(name);
        problems.error(PLACE + "." + name, written == null ? at : written, message);
    }
}
