package dev.wainwright.solver.compile;

import dev.wainwright.api.apps.DaemonSet;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodeOverlay;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.storage.CsiNode;
import dev.wainwright.api.storage.StorageClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The objects of a cluster by kind, each kind sorted, so that the order of the input decides nothing. */
final class ClusterView {
    final List<Pod> pods;
    final List<Node> nodes;
    final List<NodePool> nodePools;
    final List<NodeClaim> nodeClaims;
    final List<NodeOverlay> overlays;
    final List<DaemonSet> daemonSets;
    final Map<String, PersistentVolumeClaim> volumeClaims;
    final Map<String, PersistentVolume> volumes;
    final Map<String, StorageClass> storageClasses;
    final Map<String, CsiNode> csiNodes;
    /** The labels of every namespace that some object names. */
    final Map<String, Map<String, String>> namespaces = new TreeMap<>();

    ClusterView(List<KubeObject> objects) {
        pods = sorted(objects, Pod.class);
        nodes = sorted(objects, Node.class);
        nodePools = sorted(objects, NodePool.class);
        nodeClaims = sorted(objects, NodeClaim.class);
        overlays = sorted(objects, NodeOverlay.class);
        daemonSets = sorted(objects, DaemonSet.class);
        volumeClaims = byName(objects, PersistentVolumeClaim.class);
        volumes = byName(objects, PersistentVolume.class);
        storageClasses = byName(objects, StorageClass.class);
        csiNodes = byName(objects, CsiNode.class);
        var names = new TreeSet<String>();
        pods.forEach(pod -> names.add(pod.metadata().namespace()));
        names.forEach(name -> namespaces.put(name, Map.of("kubernetes.io/metadata.name", name)));
        for (Namespace namespace : sorted(objects, Namespace.class)) {
            var labels = new TreeMap<>(namespace.metadata().labels());
            labels.putIfAbsent("kubernetes.io/metadata.name", namespace.name());
            namespaces.put(namespace.name(), labels);
        }
    }

    /** The claims whose machine has not joined yet. */
    List<NodeClaim> claimsWithoutNode() {
        var joined = new HashSet<String>();
        var names = new HashSet<String>();
        for (Node node : nodes) {
            joined.add(node.spec().providerID());
            names.add(node.name());
        }
        joined.remove("");
        return nodeClaims.stream()
                .filter(claim -> !joined.contains(claim.status().providerID()))
                .filter(claim -> !names.contains(claim.status().nodeName()))
                .toList();
    }

    private static <T extends KubeObject> List<T> sorted(List<KubeObject> objects, Class<T> kind) {
        var found = new ArrayList<T>();
        for (KubeObject object : objects) {
            if (kind.isInstance(object)) {
                found.add(kind.cast(object));
            }
        }
        found.sort(ClusterView::byName);
        return found;
    }

    /** A cluster's pods mostly come sorted already; then this is all there is to do, once for each of them. */
    private static int byName(KubeObject one, KubeObject other) {
        int byNamespace = one.metadata().namespace().compareTo(other.metadata().namespace());
        return byNamespace != 0
                ? byNamespace
                : one.metadata().name().compareTo(other.metadata().name());
    }

    private static <T extends KubeObject> Map<String, T> byName(List<KubeObject> objects, Class<T> kind) {
        var found = new TreeMap<String, T>();
        sorted(objects, kind).forEach(object -> found.put(object.qualifiedName(), object));
        return found;
    }
}
