package dev.wainwright.apiserver.version;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Fill;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.defaults.ServerDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * HorizontalPodAutoscalers are kept as {@code autoscaling/v2}. What {@code v1} has no fields for, everything but the share of
 * CPU, stands there in annotations, whose names and contents are Kubernetes'.
 */
final class AutoscalerVersions {
    private static final String FIRST = "autoscaling/v1";
    private static final String SECOND = "autoscaling/v2";
    private static final String PREFIX = "autoscaling.alpha.kubernetes.io/";
    private static final String METRICS = PREFIX + "metrics";
    private static final String BEHAVIOR = PREFIX + "behavior";
    private static final String CURRENT = PREFIX + "current-metrics";
    private static final String CONDITIONS = PREFIX + "conditions";
    private static final String SHARE = "averageUtilization";

    private static final Kind KEPT = TreeKinds.builtIn().stream()
            .filter(kind -> kind.kind().equals("HorizontalPodAutoscaler")
                    && kind.apiVersion().equals(SECOND))
            .findFirst()
            .orElseThrow();

    private AutoscalerVersions() {}

    /** As {@code autoscaling/v1} shows it. */
    static TreeObject first(TreeObject object) {
        Tree.Mapping spec = object.rest().mapping("spec");
        Tree.Mapping status = object.rest().mapping("status");
        var annotations = new TreeMap<>(object.metadata().annotations());
        List<Tree> others = spec.items("metrics").stream()
                .filter(metric -> !isCpuShare((Tree.Mapping) metric))
                .toList();
        note(annotations, METRICS, others.stream().map(AutoscalerMetrics::first).toList());
        note(
                annotations,
                CURRENT,
                status.items("currentMetrics").stream()
                        .map(AutoscalerMetrics::firstNow)
                        .toList());
        note(annotations, CONDITIONS, AutoscalerMetrics.conditions(status.items("conditions")));
        if (spec.get("behavior") instanceof Tree.Mapping behavior) {
            annotations.put(BEHAVIOR, AutoscalerBehavior.internal(behavior));
        }
        return new TreeObject(
                FIRST,
                object.kind(),
                object.metadata().withAnnotations(annotations),
                object.rest().with("spec", firstSpec(spec)).with("status", firstStatus(status)));
    }

    private static void note(Map<String, String> annotations, String name, List<? extends Tree> items) {
        if (!items.isEmpty()) {
            annotations.put(name, AutoscalerMetrics.goJson(Fields.sequence(items)));
        }
    }

    private static boolean isCpuShare(Tree.Mapping metric) {
        Tree.Mapping resource = metric.mapping("resource");
        return metric.text("type", "").equals("Resource")
                && resource.text("name", "").equals("cpu")
                && resource.mapping("target").get(SHARE) != null;
    }

    private static Tree.Mapping firstSpec(Tree.Mapping spec) {
        Tree.Mapping plain = spec.without("metrics").without("behavior");
        return spec.items("metrics").stream()
                .map(metric -> (Tree.Mapping) metric)
                .filter(AutoscalerVersions::isCpuShare)
                .flatMap(
                        metric -> Optional.ofNullable(
                                metric.mapping("resource").mapping("target").get(SHARE))
                                .stream())
                .findFirst()
                .map(share -> plain.with("targetCPUUtilizationPercentage", share))
                .orElse(plain);
    }

    private static Tree.Mapping firstStatus(Tree.Mapping status) {
        Tree.Mapping plain = Fill.number(
                Fill.number(status.without("currentMetrics").without("conditions"), "currentReplicas", 0),
                "desiredReplicas",
                0);
        return status.items("currentMetrics").stream()
                .map(metric -> ((Tree.Mapping) metric).mapping("resource"))
                .filter(resource -> resource.text("name", "").equals("cpu"))
                .flatMap(resource ->
                        Optional.ofNullable(resource.mapping("current").get(SHARE)).stream())
                .findFirst()
                .map(share -> plain.with("currentCPUUtilizationPercentage", share))
                .orElse(plain);
    }

    /** As it is kept. Annotations that cannot be read are as good as none. */
    static TreeObject second(TreeObject object) {
        ObjectMeta metadata = object.metadata();
        var annotations = new TreeMap<>(metadata.annotations());
        annotations.keySet().removeAll(List.of(METRICS, BEHAVIOR, CURRENT, CONDITIONS));
        Tree.Mapping rest = object.rest().with("spec", secondSpec(object.rest().mapping("spec"), metadata));
        if (rest.get("status") instanceof Tree.Mapping status) {
            rest = rest.with("status", secondStatus(status, metadata));
        }
        var kept = new TreeObject(SECOND, object.kind(), metadata.withAnnotations(annotations), rest);
        return (TreeObject) Codec.read(KEPT, ServerDefaults.of(KEPT, Codec.write(kept)), new Interner());
    }

    private static Tree.Mapping secondSpec(Tree.Mapping spec, ObjectMeta metadata) {
        var metrics = new ArrayList<Tree>();
        noted(metadata, METRICS).forEach(metric -> metrics.add(AutoscalerMetrics.second(metric)));
        Tree share = spec.get("targetCPUUtilizationPercentage");
        if (share != null) {
            metrics.add(AutoscalerMetrics.cpuShare(share));
        }
        Tree.Mapping plain = spec.without("targetCPUUtilizationPercentage").with("metrics", Fields.sequence(metrics));
        String behavior = metadata.annotations().getOrDefault(BEHAVIOR, "");
        return AutoscalerBehavior.external(behavior)
                .map(rules -> plain.with("behavior", rules))
                .orElse(plain);
    }

    private static Tree.Mapping secondStatus(Tree.Mapping status, ObjectMeta metadata) {
        var measured = new ArrayList<Tree>();
        noted(metadata, CURRENT).forEach(metric -> measured.add(AutoscalerMetrics.secondNow(metric)));
        Tree share = status.get("currentCPUUtilizationPercentage");
        if (measured.isEmpty() && share != null) {
            measured.add(AutoscalerMetrics.cpuShareNow(share));
        }
        Tree.Mapping plain = status.without("currentCPUUtilizationPercentage")
                .with("currentMetrics", measured.isEmpty() ? new Tree.Null(0) : Fields.sequence(measured));
        if (Tree.number(0).equals(plain.get("currentReplicas"))) {
            plain = plain.without("currentReplicas");
        }
        List<Tree.Mapping> conditions = noted(metadata, CONDITIONS);
        return conditions.isEmpty() ? plain : plain.with("conditions", Fields.sequence(conditions));
    }

    private static List<Tree.Mapping> noted(ObjectMeta metadata, String annotation) {
        try {
            return Json.parse(metadata.annotations().getOrDefault(annotation, "[]")) instanceof Tree.Sequence sequence
                    ? sequence.items().stream()
                            .filter(Tree.Mapping.class::isInstance)
                            .map(Tree.Mapping.class::cast)
                            .toList()
                    : List.of();
        } catch (RuntimeException e) {
            return List.of();
        }
    }
}
