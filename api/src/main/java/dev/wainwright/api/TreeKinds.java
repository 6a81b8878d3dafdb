package dev.wainwright.api;

import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.schema.BuiltInSchemas;
import dev.wainwright.api.schema.Schema;
import java.util.List;
import java.util.function.Supplier;

/** Kinds that no decision reads: kept as they were written, with their schema beside them. */
public final class TreeKinds {
    private static final boolean NAMESPACED = true;
    private static final boolean CLUSTER = false;

    private static final List<Kind> BUILT_IN = List.of(
            builtIn("v1", "ConfigMap", "configmaps", "cm", NAMESPACED, "core.v1"),
            builtIn("v1", "Secret", "secrets", "", NAMESPACED, "core.v1"),
            builtIn("v1", "ServiceAccount", "serviceaccounts", "sa", NAMESPACED, "core.v1"),
            builtIn("v1", "Event", "events", "ev", NAMESPACED, "core.v1"),
            builtIn("v1", "Endpoints", "endpoints", "ep", NAMESPACED, "core.v1"),
            builtIn("v1", "LimitRange", "limitranges", "limits", NAMESPACED, "core.v1"),
            builtIn("v1", "ResourceQuota", "resourcequotas", "quota", NAMESPACED, "core.v1"),
            builtIn("apps/v1", "ControllerRevision", "controllerrevisions", "", NAMESPACED, "apps.v1"),
            builtIn(
                    "autoscaling/v2",
                    "HorizontalPodAutoscaler",
                    "horizontalpodautoscalers",
                    "hpa",
                    NAMESPACED,
                    "autoscaling.v2"),
            builtIn("coordination.k8s.io/v1", "Lease", "leases", "", NAMESPACED, "coordination.v1"),
            builtIn("discovery.k8s.io/v1", "EndpointSlice", "endpointslices", "", NAMESPACED, "discovery.v1"),
            builtIn("networking.k8s.io/v1", "Ingress", "ingresses", "ing", NAMESPACED, "networking.v1"),
            builtIn("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies", "netpol", NAMESPACED, "networking.v1"),
            builtIn("rbac.authorization.k8s.io/v1", "Role", "roles", "", NAMESPACED, "rbac.v1"),
            builtIn("rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings", "", NAMESPACED, "rbac.v1"),
            builtIn("rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles", "", CLUSTER, "rbac.v1"),
            builtIn(
                    "rbac.authorization.k8s.io/v1",
                    "ClusterRoleBinding",
                    "clusterrolebindings",
                    "",
                    CLUSTER,
                    "rbac.v1"),
            builtIn("storage.k8s.io/v1", "VolumeAttachment", "volumeattachments", "", CLUSTER, "storage.v1"));

    private TreeKinds() {}

    /** Kubernetes' own. */
    public static List<Kind> builtIn() {
        return BUILT_IN;
    }

    /** One of them by its name. */
    public static Kind builtIn(String kind) {
        return BUILT_IN.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(kind + " is none of these kinds"));
    }

    /** A kind that a user defined. */
    public static Kind of(String apiVersion, String kind, String plural, boolean namespaced, Supplier<Schema> schema) {
        return Kind.of(apiVersion, kind, plural, List.of(), namespaced, TreeObject.class, schema);
    }

    private static Kind builtIn(
            String apiVersion, String kind, String plural, String shortName, boolean namespaced, String group) {
        return Kind.of(
                apiVersion,
                kind,
                plural,
                shortName.isEmpty() ? List.of() : List.of(shortName),
                namespaced,
                TreeObject.class,
                () -> BuiltInSchemas.of(group + '.' + kind));
    }
}
