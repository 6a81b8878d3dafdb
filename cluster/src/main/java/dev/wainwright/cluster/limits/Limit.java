package dev.wainwright.cluster.limits;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Amounts;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
                        Amounts.of(limit.mapping("min")),
                        Amounts.of(limit.mapping("max")),
                        Amounts.of(limit.mapping("default")),
                        Amounts.of(limit.mapping("defaultRequest")),
                        Amounts.of(limit.mapping("maxLimitRequestRatio"))));
            }
        }
        return List.copyOf(limits);
    }
}
