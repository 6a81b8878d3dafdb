package dev.wainwright.api.karpenter;

import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KeepEmpty;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.taint.Taint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which machines may be launched for pods, and when they may be taken away again (karpenter-core §1.1–1.3). */
public record NodePool(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest) implements KubeObject {
    /**
     * What was asked for.
     *
     * @param weight higher goes first; absent counts as 0
     * @param replicas present on pools with a fixed number of nodes
     */
    public record Spec(
            Template template,
            @Nullable Disruption disruption,
            Map<String, Quantity> limits,
            @Nullable Integer weight,
            @Nullable Long replicas) {
        public Spec {
            limits = Map.copyOf(limits);
        }
    }

    /** What the pool's node claims are made from. */
    public record Template(@Nullable TemplateMeta metadata, TemplateSpec spec) {}

    /** The labels and annotations that nodes of the pool get. */
    public record TemplateMeta(Map<String, String> labels, Map<String, String> annotations) {
        public TemplateMeta {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }
    }

    /** What nodes of the pool are like; durations are as written, {@code Never} included. */
    public record TemplateSpec(
            NodeClassReference nodeClassRef,
            List<NodeRequirement> requirements,
            List<Taint> taints,
            List<Taint> startupTaints,
            @Nullable String expireAfter,
            @Nullable String terminationGracePeriod) {
        public TemplateSpec {
            requirements = List.copyOf(requirements);
            taints = List.copyOf(taints);
            startupTaints = List.copyOf(startupTaints);
        }
    }

    /** When nodes may be taken away; durations are as written. */
    public record Disruption(
            @Nullable String consolidateAfter, @Nullable String consolidationPolicy, List<Budget> budgets) {
        public Disruption {
            budgets = List.copyOf(budgets);
        }
    }

    /** How many nodes may be taken away at once, for which reasons and when. */
    public record Budget(
            String nodes,
            List<String> reasons,
            @Nullable String schedule,
            @Nullable String duration) {
        public Budget {
            reasons = List.copyOf(reasons);
        }
    }

    /** What was observed. */
    public record Status(
            Map<String, Quantity> resources,
            @Nullable Long nodes,
            @KeepEmpty("message") List<Condition> conditions,
            @Nullable Long nodeClassObservedGeneration) {
        public Status {
            resources = Map.copyOf(resources);
            conditions = List.copyOf(conditions);
        }

        public Status(Map<String, Quantity> resources, @Nullable Long nodes, List<Condition> conditions) {
            this(resources, nodes, conditions, null);
        }
    }
}
