package dev.wainwright.api.rules;

import static java.util.Map.entry;

import dev.wainwright.api.Validator;
import java.util.List;
import java.util.Map;

/** The rules of the kinds that have no record of their own. */
public final class TreeKindRules {
    private static final Map<String, Validator> BY_KIND = Map.ofEntries(
            entry("/ConfigMap", ConfigRules::configMap),
            entry("/Secret", ConfigRules::secret),
            entry("/Endpoints", ServiceRules::endpoints),
            entry("/Event", ClusterRules::event),
            entry("/LimitRange", LimitRules::limitRange),
            entry("/ResourceQuota", LimitRules::quota),
            entry("/ReplicationController", WorkloadRules::replicationController),
            entry("networking.k8s.io/Ingress", NetworkRules::ingress),
            entry("networking.k8s.io/IngressClass", NetworkRules::ingressClass),
            entry("networking.k8s.io/NetworkPolicy", NetworkRules::networkPolicy),
            entry("discovery.k8s.io/EndpointSlice", ServiceRules::endpointSlice),
            entry("autoscaling/HorizontalPodAutoscaler", AutoscalerRules::autoscaler),
            entry("coordination.k8s.io/Lease", ClusterRules::lease),
            entry("node.k8s.io/RuntimeClass", ClusterRules::runtimeClass),
            entry("admissionregistration.k8s.io/ValidatingAdmissionPolicy", AdmissionRules::policy),
            entry("admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding", AdmissionRules::binding),
            entry("rbac.authorization.k8s.io/Role", AccessRules::role),
            entry("rbac.authorization.k8s.io/ClusterRole", AccessRules::clusterRole),
            entry("rbac.authorization.k8s.io/RoleBinding", AccessRules::roleBinding),
            entry("rbac.authorization.k8s.io/ClusterRoleBinding", AccessRules::clusterRoleBinding));

    private TreeKindRules() {}

    /** All versions of a kind have the same rules; none, where there are none. */
    public static List<Validator> of(String group, String kind) {
        Validator rules = BY_KIND.get(group + '/' + kind);
        return rules == null ? List.of() : List.of(rules);
    }
}
