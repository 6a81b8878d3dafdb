package dev.wainwright.cloud.catalog;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The kubelet settings that change what a node can carry (karpenter-aws §3.1–3.2).
 *
 * <p>Values that are expressions instead of numbers are left out, as Karpenter does while its {@code NodeClassCEL} gate is
 * off; its validation keeps such a class from being ready anyway.
 *
 * @param maxPods how many pods a node takes, -1 when not set
 * @param podsPerCore 0 when not set
 * @param evictionHard thresholds by signal, as written
 */
record KubeletSettings(
        long maxPods,
        long podsPerCore,
        SortedMap<String, Quantity> kubeReserved,
        SortedMap<String, Quantity> systemReserved,
        SortedMap<String, String> evictionHard) {
    static final KubeletSettings NONE = new KubeletSettings(-1, 0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    KubeletSettings {
        kubeReserved = Collections.unmodifiableSortedMap(new TreeMap<>(kubeReserved));
        systemReserved = Collections.unmodifiableSortedMap(new TreeMap<>(systemReserved));
        evictionHard = Collections.unmodifiableSortedMap(new TreeMap<>(evictionHard));
    }

    static KubeletSettings of(Tree.@Nullable Mapping kubelet) {
        if (kubelet == null || kubelet.isEmpty()) {
            return NONE;
        }
        var evictionHard = new TreeMap<String, String>();
        kubelet.mapping("evictionHard")
                .fields()
                .forEach((signal, threshold) -> evictionHard.put(signal, text(threshold)));
        return new KubeletSettings(
                whole(kubelet.get("maxPods")).orElse(-1),
                whole(kubelet.get("podsPerCore")).orElse(0),
                quantities(kubelet.mapping("kubeReserved")),
                quantities(kubelet.mapping("systemReserved")),
                evictionHard);
    }

    private static OptionalLong whole(@Nullable Tree value) {
        return value instanceof Tree.Numeral number && number.value().signum() >= 0
                ? OptionalLong.of(number.value()
                        .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                        .longValue())
                : OptionalLong.empty();
    }

    private static SortedMap<String, Quantity> quantities(Tree.Mapping reserved) {
        var quantities = new TreeMap<String, Quantity>();
        reserved.fields().forEach((name, value) -> {
            try {
                quantities.put(name, Quantity.parse(text(value)));
            } catch (IllegalArgumentException expression) {
                // An expression; see the class comment.
            }
        });
        return quantities;
    }

    private static String text(Tree value) {
        return switch (value) {
            case Tree.Text text -> text.value();
            case Tree.Numeral number -> number.value().toPlainString();
            case Tree.Bool ignored -> "";
            case Tree.Null ignored -> "";
            case Tree.Mapping ignored -> "";
            case Tree.Sequence ignored -> "";
        };
    }
}
