package dev.wainwright.apiserver.table;

import java.util.HashMap;
import java.util.Map;

/** Which kind's cells are made how; a kind's versions print alike. */
final class Printers {
    private static final Map<String, Printer> ALL = all();

    private Printers() {}

    /** Adds an object's cells to a row, in the order of the columns. */
    interface Printer {
        void print(Part object, Row row);
    }

    /** By group and plural; kinds without one of their own show their name and when they were created. */
    static Printer of(String group, String plural) {
        return ALL.getOrDefault(
                group + '/' + plural, (object, row) -> row.name().created());
    }

    private static Map<String, Printer> all() {
        var all = new HashMap<String, Printer>();
        core(all);
        workloads(all);
        network(all);
        storage(all);
        rights(all);
        admission(all);
        return all;
    }

    private static void core(Map<String, Printer> all) {
        all.put("/pods", PodCells::print);
        all.put("/nodes", NodeCells::node);
        all.put("/namespaces", NodeCells::namespace);
        all.put("/componentstatuses", NodeCells::componentStatus);
        all.put("/events", EventCells::print);
        all.put("events.k8s.io/events", EventCells::print);
        all.put("/serviceaccounts", Printers::nameAndAge);
        all.put("/resourcequotas", PolicyCells::quota);
        all.put("coordination.k8s.io/leases", PolicyCells::lease);
    }

    private static void workloads(Map<String, Printer> all) {
        all.put("apps/deployments", WorkloadCells::deployment);
        all.put("apps/replicasets", WorkloadCells::replicaSet);
        all.put("apps/statefulsets", WorkloadCells::statefulSet);
        all.put("apps/daemonsets", WorkloadCells::daemonSet);
        all.put("apps/controllerrevisions", WorkloadCells::controllerRevision);
        all.put("/replicationcontrollers", WorkloadCells::replicationController);
        all.put("/podtemplates", WorkloadCells::podTemplate);
        all.put("batch/jobs", WorkloadCells::job);
        all.put("batch/cronjobs", WorkloadCells::cronJob);
        all.put("autoscaling/horizontalpodautoscalers", AutoscalerCells::print);
        all.put("policy/poddisruptionbudgets", PolicyCells::budget);
        all.put("scheduling.k8s.io/priorityclasses", PolicyCells::priorityClass);
        all.put("node.k8s.io/runtimeclasses", PolicyCells::runtimeClass);
    }

    private static void network(Map<String, Printer> all) {
        all.put("/services", NetworkCells::service);
        all.put("/endpoints", NetworkCells::endpoints);
        all.put("discovery.k8s.io/endpointslices", NetworkCells::endpointSlice);
        all.put("networking.k8s.io/ingresses", NetworkCells::ingress);
        all.put("networking.k8s.io/ingressclasses", NetworkCells::ingressClass);
        all.put("networking.k8s.io/networkpolicies", NetworkCells::policy);
        all.put("networking.k8s.io/ipaddresses", NetworkCells::address);
        all.put("networking.k8s.io/servicecidrs", NetworkCells::serviceCidr);
    }

    private static void storage(Map<String, Printer> all) {
        all.put("/configmaps", StorageCells::configMap);
        all.put("/secrets", StorageCells::secret);
        all.put("/persistentvolumes", StorageCells::volume);
        all.put("/persistentvolumeclaims", StorageCells::claim);
        all.put("storage.k8s.io/storageclasses", StorageCells::storageClassItself);
        all.put("storage.k8s.io/csidrivers", StorageCells::driver);
        all.put("storage.k8s.io/csinodes", StorageCells::driversOfNode);
        all.put("storage.k8s.io/volumeattachments", StorageCells::attachment);
        all.put("storage.k8s.io/volumeattributesclasses", StorageCells::attributesClass);
        all.put("resource.k8s.io/deviceclasses", Printers::nameAndAge);
        all.put("resource.k8s.io/resourceclaims", StorageCells::deviceClaim);
        all.put("resource.k8s.io/resourceclaimtemplates", Printers::nameAndAge);
        all.put("resource.k8s.io/resourceslices", StorageCells::slice);
    }

    private static void rights(Map<String, Printer> all) {
        all.put("rbac.authorization.k8s.io/rolebindings", PolicyCells::binding);
        all.put("rbac.authorization.k8s.io/clusterrolebindings", PolicyCells::binding);
        all.put("certificates.k8s.io/certificatesigningrequests", PolicyCells::signingRequest);
        all.put("apiregistration.k8s.io/apiservices", PolicyCells::apiService);
        all.put("flowcontrol.apiserver.k8s.io/flowschemas", PolicyCells::flowSchema);
        all.put("flowcontrol.apiserver.k8s.io/prioritylevelconfigurations", PolicyCells::priorityLevel);
    }

    private static void admission(Map<String, Printer> all) {
        String group = "admissionregistration.k8s.io/";
        all.put(group + "validatingwebhookconfigurations", PolicyCells::webhooks);
        all.put(group + "mutatingwebhookconfigurations", PolicyCells::webhooks);
        all.put(group + "validatingadmissionpolicies", PolicyCells::validatingPolicy);
        all.put(group + "mutatingadmissionpolicies", PolicyCells::mutatingPolicy);
        all.put(group + "validatingadmissionpolicybindings", PolicyCells::policyBinding);
        all.put(group + "mutatingadmissionpolicybindings", PolicyCells::policyBinding);
    }

    private static void nameAndAge(Part object, Row row) {
        row.name().age();
    }
}
