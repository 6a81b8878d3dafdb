package dev.wainwright.cluster.store;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
    private final Map<ObjectKey, KubeObject> objects = new HashMap<>();

    /** In the order of lists. Far more often one object is asked for than all. */
    private final TreeSet<ObjectKey> keys = new TreeSet<>();

    final List<Watching> watches = new ArrayList<>();

    Table(Kind kind) {
        this.kind = kind;
        this.hasGeneration = !WITHOUT_GENERATION.contains(kind.kind());
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    KubeObject get(ObjectKey key) {
        return objects.get(key);
    }

    boolean has(ObjectKey key) {
        return objects.containsKey(key);
    }

    void put(ObjectKey key, KubeObject object) {
        if (objects.put(key, object) == null) {
            keys.add(key);
        }
    }

    void remove(ObjectKey key) {
        objects.remove(key);
        keys.remove(key);
    }

    /** The keys of all objects, in order. */
    NavigableSet<ObjectKey> keys() {
        return Collections.unmodifiableNavigableSet(keys);
    }

    /** All objects, ordered by key. */
    List<KubeObject> all() {
        var all = new ArrayList<KubeObject>(keys.size());
        for (ObjectKey key : keys) {
            all.add(Objects.requireNonNull(objects.get(key)));
        }
        return all;
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
