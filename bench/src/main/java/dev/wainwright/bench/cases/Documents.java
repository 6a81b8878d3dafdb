package dev.wainwright.bench.cases;

import java.util.List;
import java.util.Map;

/** The documents that cases are made of, complete enough for a strict reader. */
public final class Documents {
    public static final String ZONE = "topology.kubernetes.io/zone";
    public static final String HOSTNAME = "kubernetes.io/hostname";
    public static final String CAPACITY_TYPE = "karpenter.sh/capacity-type";
    public static final String INSTANCE_TYPE = "node.kubernetes.io/instance-type";
    public static final String ARCH = "kubernetes.io/arch";
    public static final String FAMILY = "karpenter.kwok.sh/instance-family";
    public static final String CPU = "karpenter.kwok.sh/instance-cpu";

    private Documents() {}

    /** An amount that is empty is not asked for. */
    public static Doc container(String name, String cpu, String memory) {
        Doc requests = new Doc();
        if (!cpu.isEmpty()) {
            requests.set(cpu, "cpu");
        }
        if (!memory.isEmpty()) {
            requests.set(memory, "memory");
        }
        return Doc.of("name", name, "image", "registry.k8s.io/pause:3.10", "resources", Doc.of("requests", requests));
    }

    public static Doc namespace(String name, Map<String, String> labels) {
        Doc namespace = named("v1", "Namespace", name);
        namespace.set(name, "metadata", "labels", "kubernetes.io/metadata.name");
        labels.forEach((key, value) -> namespace.set(value, "metadata", "labels", key));
        return namespace;
    }

    public static Doc pool(String name, int weight) {
        Doc pool = named("karpenter.sh/v1", "NodePool", name);
        pool.set(
                Doc.of("group", "karpenter.kwok.sh", "kind", "KWOKNodeClass", "name", "default"),
                "spec",
                "template",
                "spec",
                "nodeClassRef");
        pool.set("720h", "spec", "template", "spec", "expireAfter");
        pool.set("30s", "spec", "disruption", "consolidateAfter");
        if (weight > 0) {
            pool.set(weight, "spec", "weight");
        }
        requirement(pool, "kubernetes.io/os", "In", "linux");
        return pool;
    }

    public static void requirement(Doc pool, String key, String operator, String... values) {
        Doc requirement = expression(key, operator, values);
        pool.add(requirement, "spec", "template", "spec", "requirements");
    }

    public static Doc expression(String key, String operator, String... values) {
        Doc expression = Doc.of("key", key, "operator", operator);
        if (values.length > 0) {
            expression.set(List.of(values), "values");
        }
        return expression;
    }

    public static Doc taint(String key, String value, String effect) {
        return value.isEmpty()
                ? Doc.of("key", key, "effect", effect)
                : Doc.of("key", key, "value", value, "effect", effect);
    }

    public static Doc node(String name, Map<String, String> labels, String cpu, String memory, int pods) {
        Doc node = named("v1", "Node", name);
        node.set(Doc.ofLabels(labels), "metadata", "labels");
        node.set(name, "metadata", "labels", HOSTNAME);
        Doc amounts = Doc.of("cpu", cpu, "memory", memory, "pods", Integer.toString(pods), "ephemeral-storage", "20Gi");
        node.set("kwok://" + name, "spec", "providerID");
        node.set(amounts, "status", "capacity");
        node.set(amounts, "status", "allocatable");
        node.add(
                Doc.of(
                        "type", "Ready",
                        "status", "True",
                        "reason", "KubeletReady",
                        "lastHeartbeatTime", "2026-01-01T00:00:00Z",
                        "lastTransitionTime", "2026-01-01T00:00:00Z"),
                "status",
                "conditions");
        return node;
    }

    public static Doc daemonSet(String name, String cpu, String memory) {
        Doc set = named("apps/v1", "DaemonSet", name);
        set.set("kube-system", "metadata", "namespace");
        set.set(name, "spec", "selector", "matchLabels", "app");
        set.set(name, "spec", "template", "metadata", "labels", "app");
        set.add(container("agent", cpu, memory), "spec", "template", "spec", "containers");
        return set;
    }

    public static Doc storageClass(String name, List<String> zones) {
        Doc storageClass = named("storage.k8s.io/v1", "StorageClass", name);
        storageClass.set("ebs.csi.aws.com", "provisioner");
        storageClass.set("WaitForFirstConsumer", "volumeBindingMode");
        if (!zones.isEmpty()) {
            storageClass.add(
                    Doc.of("matchLabelExpressions", List.of(Doc.of("key", ZONE, "values", zones))),
                    "allowedTopologies");
        }
        return storageClass;
    }

    public static Doc claim(String namespace, String name, String storageClass, String volume) {
        Doc claim = named("v1", "PersistentVolumeClaim", name);
        claim.set(namespace, "metadata", "namespace");
        claim.set(List.of("ReadWriteOnce"), "spec", "accessModes");
        claim.set("10Gi", "spec", "resources", "requests", "storage");
        claim.set(storageClass, "spec", "storageClassName");
        if (!volume.isEmpty()) {
            claim.set(volume, "spec", "volumeName");
            claim.set("yes", "metadata", "annotations", "pv.kubernetes.io/bind-completed");
        }
        claim.set(volume.isEmpty() ? "Pending" : "Bound", "status", "phase");
        return claim;
    }

    public static Doc volume(String name, String storageClass, String zone) {
        Doc volume = named("v1", "PersistentVolume", name);
        volume.set("10Gi", "spec", "capacity", "storage");
        volume.set(List.of("ReadWriteOnce"), "spec", "accessModes");
        volume.set(storageClass, "spec", "storageClassName");
        volume.set(Doc.of("driver", "ebs.csi.aws.com", "volumeHandle", "vol-" + name), "spec", "csi");
        volume.add(
                Doc.of("matchExpressions", List.of(expression(ZONE, "In", zone))),
                "spec",
                "nodeAffinity",
                "required",
                "nodeSelectorTerms");
        return volume;
    }

    public static Doc csiNode(String node, int limit) {
        Doc csiNode = named("storage.k8s.io/v1", "CSINode", node);
        csiNode.add(
                Doc.of("name", "ebs.csi.aws.com", "nodeID", node, "allocatable", Doc.of("count", limit)),
                "spec",
                "drivers");
        return csiNode;
    }

    public static Doc constraint(String key, int maxSkew, String whenUnsatisfiable, Doc selector) {
        return Doc.of(
                "maxSkew",
                maxSkew,
                "topologyKey",
                key,
                "whenUnsatisfiable",
                whenUnsatisfiable,
                "labelSelector",
                selector);
    }

    public static Doc podTerm(String key, Doc selector) {
        return Doc.of("topologyKey", key, "labelSelector", selector);
    }

    private static Doc named(String apiVersion, String kind, String name) {
        return Doc.of("apiVersion", apiVersion, "kind", kind, "metadata", Doc.of("name", name));
    }
}
