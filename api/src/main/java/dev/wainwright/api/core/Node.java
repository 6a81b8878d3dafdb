package dev.wainwright.api.core;

import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.taint.Taint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A machine that pods run on. */
public record Node(ObjectMeta metadata, Spec spec, Status status, Tree.Mapping rest) implements KubeObject {
    /** What was decided about a node. */
    public record Spec(String providerID, @Nullable Boolean unschedulable, List<Taint> taints) {
        public Spec {
            taints = List.copyOf(taints);
        }
    }

    /** What was observed of a node. */
    public record Status(
            Map<String, Quantity> capacity,
            Map<String, Quantity> allocatable,
            List<Condition> conditions,
            List<Image> images) {
        public Status {
            capacity = Map.copyOf(capacity);
            allocatable = Map.copyOf(allocatable);
            conditions = List.copyOf(conditions);
            images = List.copyOf(images);
        }

        public Status(Map<String, Quantity> capacity, Map<String, Quantity> allocatable, List<Condition> conditions) {
            this(capacity, allocatable, conditions, List.of());
        }
    }

    /** A container image that is on the machine. */
    public record Image(List<String> names, @Nullable Long sizeBytes) {
        public Image {
            names = List.copyOf(names);
        }
    }

    public boolean isReady() {
        for (Condition condition : status.conditions()) {
            if (condition.type().equals("Ready")) {
                return condition.isTrue();
            }
        }
        return false;
    }
}
