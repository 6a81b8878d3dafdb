package dev.wainwright.cluster.quota;

import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.Service;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Amounts;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What objects count for in the names that quotas use, in the units of {@link Resources}. Not for many threads. */
final class Usages {
    static final String COUNT = "count/";
    static final String OF_CLASS = ".storageclass.storage.k8s.io/";

    /** Kinds that can be limited by their bare name, as well as by {@code count/}. */
    private static final Set<String> BARE = Set.of(
            "configmaps",
            "persistentvolumeclaims",
            "pods",
            "replicationcontrollers",
            "resourcequotas",
            "secrets",
            "services");

    private static final String STORAGE = "requests.storage";
    private static final int MOST_SPECS = 4096;

    private final IdentityHashMap<PodSpec, Map<String, Long>> specs = new IdentityHashMap<>();

    /** Whether a quota that limits {@code name} has to look at objects of that resource. */
    static boolean isAbout(String name, String resource) {
        return switch (resource) {
            case "pods" -> name.equals("pods") || name.equals("count/pods") || isOfPods(name);
            case "services" -> name.equals("count/services") || name.startsWith("services");
            case "persistentvolumeclaims" -> name.equals(STORAGE) || name.endsWith(resource) || name.contains(OF_CLASS);
            default -> name.equals(COUNT + resource) || (BARE.contains(resource) && name.equals(resource));
        };
    }

    private static boolean isOfPods(String name) {
        return name.equals(Resources.CPU)
                || name.equals(Resources.MEMORY)
                || name.equals(Resources.EPHEMERAL_STORAGE)
                || (name.startsWith("requests.") && !name.equals(STORAGE))
                || name.startsWith("limits.");
    }

    /** {@code resource} is the kind as {@code count/} names it. */
    Map<String, Long> of(String resource, KubeObject object) {
        return switch (object) {
            case Pod pod -> PodUsage.counts(pod) ? pod(pod.spec()) : Map.of();
            case Service service -> service(service.rest().mapping("spec"));
            case PersistentVolumeClaim claim -> claim(claim);
            default -> counted(resource);
        };
    }

    private Map<String, Long> pod(PodSpec spec) {
        if (specs.size() > MOST_SPECS) {
            specs.clear();
        }
        return specs.computeIfAbsent(spec, PodUsage::of);
    }

    private static Map<String, Long> counted(String resource) {
        return BARE.contains(resource)
                ? new TreeMap<>(Map.of(resource, 1L, COUNT + resource, 1L))
                : Map.of(COUNT + resource, 1L);
    }

    private static Map<String, Long> service(Tree.Mapping spec) {
        Map<String, Long> usage = counted("services");
        String type = spec.text("type", "ClusterIP");
        boolean balanced = type.equals("LoadBalancer");
        boolean withPorts = !(spec.get("allocateLoadBalancerNodePorts") instanceof Tree.Bool wanted) || wanted.value();
        long ports = spec.items("ports").size();
        usage.put("services.loadbalancers", balanced ? 1L : 0L);
        usage.put("services.nodeports", type.equals("NodePort") || (balanced && withPorts) ? ports : 0L);
        return usage;
    }

    private static Map<String, Long> claim(PersistentVolumeClaim claim) {
        Map<String, Long> usage = counted("persistentvolumeclaims");
        Tree asked = claim.rest()
                .mapping("spec")
                .mapping("resources")
                .mapping("requests")
                .get("storage");
        long storage = Amounts.of(asked).map(Quantity::units).orElse(0L);
        usage.put(STORAGE, storage);
        String storageClass = claim.spec().storageClassName();
        if (storageClass != null && !storageClass.isEmpty()) {
            usage.put(storageClass + OF_CLASS + STORAGE, storage);
            usage.put(storageClass + OF_CLASS + "persistentvolumeclaims", 1L);
        }
        return usage;
    }

    /** In what unit a quota's name counts: that of the resource it is about. */
    static long amount(String name, Quantity quantity) {
        return Resources.amount(unit(name), quantity);
    }

    static String shown(String name, long amount) {
        return Resources.quantity(unit(name), amount).toString();
    }

    private static String unit(String name) {
        return PodUsage.resource(name.substring(name.indexOf(OF_CLASS) < 0 ? 0 : name.lastIndexOf('/') + 1));
    }
}
