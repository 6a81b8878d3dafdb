package dev.wainwright.cluster.limits;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One entry of a LimitRange.
 *
 * @param type {@code Container}, {@code Pod} or {@code PersistentVolumeClaim}
 * @param given the limits of containers that state none
 * @param givenRequests the requests of containers that state none
 * @param ratio how many times the request a limit may be
 */
record Limit(
        String type,
        Map<String, Quantity> min,
        Map<String, Quantity> max,
        Map<String, Quantity> given,
        Map<String, Quantity> givenRequests,
        Map<String, Quantity> ratio) {
    static final String CONTAINER = "Container";
    static final String POD = "Pod";
    static final String CLAIM = "PersistentVolumeClaim";

    static List<Limit> of(KubeObject range) {
        var limits = new ArrayList<Limit>();
        for (Tree each : range.rest().mapping("spec").items("limits")) {
            if (each instanceof Tree.Mapping limit) {
                limits.add(new Limit(
                        limit.text("type", ""),
                        amounts(limit, "min"),
                        amounts(limit, "max"),
                        amounts(limit, "default"),
                        amounts(limit, "defaultRequest"),
                        amounts(limit, "maxLimitRequestRatio")));
            }
        }
        return List.copyOf(limits);
    }

    /** Sorted, so that what is wrong is told in a fixed order. */
    private static Map<String, Quantity> amounts(Tree.Mapping limit, String field) {
        var amounts = new TreeMap<String, Quantity>();
        limit.mapping(field).fields().forEach((name, amount) -> {
            switch (amount) {
                case Tree.Text text -> amounts.put(name, Quantity.parse(text.value()));
                case Tree.Numeral number ->
                    amounts.put(name, Quantity.parse(number.value().toPlainString()));
                default -> {}
            }
        });
        return amounts;
    }
}
