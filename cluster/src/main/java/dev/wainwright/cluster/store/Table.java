package dev.wainwright.cluster.store;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The objects of one kind, and who watches them. */
final class Table {
    /** Kinds whose specs the API server does not count changes of, and those that have none. */
    private static final Set<String> WITHOUT_GENERATION = Set.of(
            "Node",
            "Namespace",
            "Service",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "ConfigMap",
            "Secret",
            "ServiceAccount",
            "Event",
            "Endpoints",
            "LimitRange",
            "ResourceQuota",
            "ControllerRevision",
            "Lease",
            "Role",
            "RoleBinding",
            "ClusterRole",
            "ClusterRoleBinding",
            "StorageClass",
            "CSINode",
            "HorizontalPodAutoscaler");

    private static final Set<String> EVENTS = Set.of("", "events.k8s.io");

    private Kind kind;
    private final boolean hasGeneration;
    final TreeMap<ObjectKey, KubeObject> objects = new TreeMap<>();
    final List<Watching> watches = new ArrayList<>();

    Table(Kind kind) {
        this.kind = kind;
        this.hasGeneration = !WITHOUT_GENERATION.contains(kind.kind());
    }

    Kind kind() {
        return kind;
    }

    /** Whether objects of that kind are these: it is another version, or Events under their newer group. */
    boolean isAlso(Kind other) {
        return kind.kind().equals(other.kind())
                && (kind.group().equals(other.group())
                        || (kind.kind().equals("Event") && EVENTS.containsAll(List.of(kind.group(), other.group()))));
    }

    /** The kind as it is defined from now on. */
    void define(Kind latest) {
        kind = latest;
    }

    /** Whether the status is written apart from the rest. */
    boolean hasStatus() {
        return kind.schema().get().properties().containsKey("status");
    }

    boolean hasGeneration() {
        return hasGeneration;
    }

    /** Whether what a creator says about the status is taken over; nodes come with theirs. */
    boolean keepsStatusOnCreation() {
        return !hasStatus() || kind.kind().equals("Node");
    }

    /** As messages name it: {@code pods "web-1"}, {@code deployments.apps "web"}. */
    String named(String name) {
        return resource() + " \"" + name + '"';
    }

    String resource() {
        return kind.groupResource();
    }
}
