package dev.wainwright.checker;

import dev.wainwright.api.apps.DaemonSet;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.storage.CsiNode;
import dev.wainwright.api.storage.StorageClass;
import dev.wainwright.model.instance.InstanceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The question that the plan answers: the objects by kind and qualified name, and what each pool may launch. */
record World(
        SortedMap<String, Pod> pods,
        SortedMap<String, Node> nodes,
        SortedMap<String, NodePool> pools,
        SortedMap<String, DaemonSet> daemonSets,
        SortedMap<String, Map<String, String>> namespaceLabels,
        SortedMap<String, PersistentVolumeClaim> claims,
        SortedMap<String, PersistentVolume> volumes,
        SortedMap<String, StorageClass> storageClasses,
        SortedMap<String, CsiNode> csiNodes,
        Map<String, SortedMap<String, InstanceType>> types,
        CheckOptions options) {

    /** The label that Kubernetes itself puts on every namespace. */
    private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

    static World of(
            List<? extends KubeObject> objects,
            Function<NodePool, List<InstanceType>> instanceTypes,
            CheckOptions options) {
        SortedMap<String, Pod> pods = byName(objects, Pod.class);
        SortedMap<String, NodePool> pools = byName(objects, NodePool.class);
        var types = new HashMap<String, SortedMap<String, InstanceType>>();
        pools.forEach((name, pool) -> {
            var ofPool = new TreeMap<String, InstanceType>();
            instanceTypes.apply(pool).forEach(type -> ofPool.put(type.name(), type));
            types.put(name, ofPool);
        });
        return new World(
                pods,
                byName(objects, Node.class),
                pools,
                byName(objects, DaemonSet.class),
                namespaceLabels(byName(objects, Namespace.class), pods),
                byName(objects, PersistentVolumeClaim.class),
                byName(objects, PersistentVolume.class),
                byName(objects, StorageClass.class),
                byName(objects, CsiNode.class),
                types,
                options);
    }

    SortedMap<String, InstanceType> typesOf(String pool) {
        return types.getOrDefault(pool, new TreeMap<>());
    }

    private static <T extends KubeObject> SortedMap<String, T> byName(
            List<? extends KubeObject> objects, Class<T> kind) {
        var byName = new TreeMap<String, T>();
        for (KubeObject object : objects) {
            if (kind.isInstance(object)) {
                byName.put(object.qualifiedName(), kind.cast(object));
            }
        }
        return byName;
    }

    /** Namespaces that only pods mention exist as well, with nothing but the label every namespace has. */
    private static SortedMap<String, Map<String, String>> namespaceLabels(
            SortedMap<String, Namespace> namespaces, SortedMap<String, Pod> pods) {
        var labels = new TreeMap<String, Map<String, String>>();
        for (Pod pod : pods.values()) {
            String name = pod.metadata().namespace();
            labels.put(name, Map.of(NAMESPACE_NAME, name));
        }
        namespaces.forEach((name, namespace) -> {
            var all = new HashMap<>(namespace.metadata().labels());
            all.put(NAMESPACE_NAME, name);
            labels.put(name, all);
        });
        return labels;
    }
}
