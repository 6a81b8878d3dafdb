package dev.wainwright.cli.workload;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which workloads are in the input, which of them have pods there, and which belong to another one. */
final class Owners {
    private static final String TEMPLATE_HASH = "pod-template-hash";

    private final Map<String, ObjectMeta> controllers = new HashMap<>();
    private final Set<String> withPods = new HashSet<>();

    Owners(List<KubeObject> objects) {
        for (KubeObject object : objects) {
            if (!(object instanceof Pod)) {
                controllers.put(key(kindOf(object), namespaceOf(object.metadata()), object.name()), object.metadata());
            }
        }
        for (KubeObject object : objects) {
            if (object instanceof Pod pod) {
                markChain(pod);
            }
        }
    }

    boolean hasPods(KubeObject workload) {
        return withPods.contains(key(kindOf(workload), namespaceOf(workload.metadata()), workload.name()));
    }

    /** Whether another object of the input makes this one. */
    boolean isOwned(KubeObject workload) {
        return controllerOf(workload.metadata())
                .filter(owner ->
                        controllers.containsKey(key(owner.kind(), namespaceOf(workload.metadata()), owner.name())))
                .isPresent();
    }

    private void markChain(Pod pod) {
        String namespace = namespaceOf(pod.metadata());
        Optional<OwnerReference> owner = controllerOf(pod.metadata());
        while (owner.isPresent()) {
            String key = key(owner.get().kind(), namespace, owner.get().name());
            if (!withPods.add(key)) {
                return;
            }
            ObjectMeta next = controllers.get(key);
            owner = next == null ? deploymentBehind(owner.get(), pod) : controllerOf(next);
        }
    }

    /**
     * Dumps often hold pods and Deployments without the ReplicaSets between them. A Deployment names its ReplicaSets
     * {@code NAME-HASH} and labels the pods with the hash.
     */
    private static Optional<OwnerReference> deploymentBehind(OwnerReference owner, Pod pod) {
        String suffix = "-" + pod.metadata().labels().getOrDefault(TEMPLATE_HASH, "");
        if (!owner.kind().equals("ReplicaSet")
                || suffix.length() == 1
                || !owner.name().endsWith(suffix)) {
            return Optional.empty();
        }
        String name = owner.name().substring(0, owner.name().length() - suffix.length());
        return Optional.of(new OwnerReference("apps/v1", "Deployment", name, "", true, null));
    }

    private static Optional<OwnerReference> controllerOf(ObjectMeta metadata) {
        return metadata.ownerReferences().stream()
                .filter(OwnerReference::isController)
                .findFirst();
    }

    /** The record's name is the kind's; true of every workload. */
    static String kindOf(KubeObject object) {
        return object.getClass().getSimpleName();
    }

    static String namespaceOf(ObjectMeta metadata) {
        return metadata.namespace().isEmpty() ? "default" : metadata.namespace();
    }

    private static String key(String kind, String namespace, String name) {
        return kind + " " + namespace + "/" + name;
    }
}
