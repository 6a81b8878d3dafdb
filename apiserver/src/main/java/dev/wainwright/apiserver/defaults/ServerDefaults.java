package dev.wainwright.apiserver.defaults;

import static dev.wainwright.api.tree.Fill.inside;
import static dev.wainwright.api.tree.Fill.text;
import static java.util.Map.entry;

import dev.wainwright.api.Kind;
import dev.wainwright.api.schema.BuiltInSchemas;
import dev.wainwright.api.tree.Fill;
import dev.wainwright.api.tree.Tree;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The documents of Kubernetes' own kinds as its API server stores them. It takes the place of {@link Kind#defaults},
 * which fills in no more than decisions read; kinds that users define have the defaults of their schemas.
 *
 * <p>What depends on the object's uid or on other objects is {@link Newborn}'s.
 */
public final class ServerDefaults {
    private static final UnaryOperator<Tree.Mapping> NOTHING = UnaryOperator.identity();

    private static final Map<String, UnaryOperator<Tree.Mapping>> BY_KIND = Map.ofEntries(
            entry("v1/Pod", spec(ServerDefaults::pod)),
            entry("v1/PodTemplate", object -> inside(object, "template", PodSpecs::template)),
            entry("v1/ReplicationController", ServerDefaults::replicationController),
            entry("v1/Service", spec(Networks::service)),
            entry("v1/Endpoints", Networks::endpoints),
            entry("v1/Secret", Configurations::secret),
            entry("v1/LimitRange", spec(Configurations::limitRange)),
            entry("v1/Event", ServerDefaults::event),
            entry("v1/Node", ServerDefaults::node),
            entry("v1/PersistentVolumeClaim", spec(Volumes::claimSpec)),
            entry("v1/PersistentVolume", spec(Volumes::persistent)),
            entry("apps/v1/Deployment", spec(Workloads::deployment)),
            entry("apps/v1/ReplicaSet", spec(Workloads::replicaSet)),
            entry("apps/v1/StatefulSet", spec(Workloads::statefulSet)),
            entry("apps/v1/DaemonSet", ServerDefaults::daemonSet),
            entry("batch/v1/Job", ServerDefaults::job),
            entry("batch/v1/CronJob", spec(Workloads::cronJob)),
            entry("networking.k8s.io/v1/NetworkPolicy", spec(Networks::networkPolicy)),
            entry("discovery.k8s.io/v1/EndpointSlice", Networks::endpointSlice),
            entry("autoscaling/v1/HorizontalPodAutoscaler", spec(Autoscalers::first)),
            entry("autoscaling/v2/HorizontalPodAutoscaler", spec(Autoscalers::second)),
            entry("rbac.authorization.k8s.io/v1/RoleBinding", Configurations::binding),
            entry("rbac.authorization.k8s.io/v1/ClusterRoleBinding", Configurations::binding),
            entry("storage.k8s.io/v1/StorageClass", Configurations::storageClass),
            entry("storage.k8s.io/v1/CSIDriver", spec(Configurations::csiDriver)),
            entry("scheduling.k8s.io/v1/PriorityClass", each -> text(each, "preemptionPolicy", "PreemptLowerPriority")),
            entry("admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration", Configurations::webhooks),
            entry("admissionregistration.k8s.io/v1/MutatingWebhookConfiguration", Configurations::webhooks),
            entry("admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy", spec(Configurations::policy)),
            entry(
                    "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding",
                    spec(each -> inside(each, "matchResources", Configurations::matching))));

    private ServerDefaults() {}

    /** {@code object}, whose fields have the right types, with everything that the server fills in. */
    public static Tree.Mapping of(Kind kind, Tree.Mapping object) {
        String name = kind.apiVersion() + '/' + kind.kind();
        if (!BY_KIND.containsKey(name)
                && BuiltInSchemas.name(kind.schema().get()).isEmpty()) {
            return kind.defaults().apply(object);
        }
        return BY_KIND.getOrDefault(name, NOTHING)
                .apply(Tidy.tidy(object, kind.schema().get()));
    }

    /** Specs get their defaults even where there is none: the server's own objects have one always. */
    private static UnaryOperator<Tree.Mapping> spec(UnaryOperator<Tree.Mapping> defaults) {
        return object -> Fill.within(object, "spec", defaults);
    }

    private static Tree.Mapping pod(Tree.Mapping spec) {
        return Fill.bool(PodRequestDefaults.fill(PodSpecs.spec(spec)), "enableServiceLinks", true);
    }

    private static Tree.Mapping replicationController(Tree.Mapping controller) {
        Tree.Mapping filled = inside(controller, "spec", Workloads::replicaSet);
        Tree labels =
                filled.mapping("spec").mapping("template").mapping("metadata").get("labels");
        if (labels == null) {
            return filled;
        }
        filled = inside(filled, "spec", spec -> Fill.absent(spec, "selector", labels));
        return inside(filled, "metadata", metadata -> Fill.absent(metadata, "labels", labels));
    }

    private static Tree.Mapping daemonSet(Tree.Mapping daemonSet) {
        Tree.Mapping filled = Fill.within(daemonSet, "spec", Workloads::daemonSet);
        return inside(
                filled,
                "metadata",
                metadata -> Fill.within(
                        metadata,
                        "annotations",
                        annotations -> text(annotations, "deprecated.daemonset.template.generation", "1")));
    }

    private static Tree.Mapping job(Tree.Mapping job) {
        Tree.Mapping filled = Fill.within(job, "spec", Workloads::job);
        Tree labels =
                filled.mapping("spec").mapping("template").mapping("metadata").get("labels");
        return labels == null
                ? filled
                : inside(filled, "metadata", metadata -> Fill.absent(metadata, "labels", labels));
    }

    private static Tree.Mapping node(Tree.Mapping node) {
        Tree capacity = node.mapping("status").get("capacity");
        return capacity == null ? node : inside(node, "status", status -> Fill.absent(status, "allocatable", capacity));
    }

    /** Events keep fields of two ages, and show those of the other age as empty. */
    private static Tree.Mapping event(Tree.Mapping event) {
        Tree.Mapping filled = Fill.absent(event, "source", Tree.Mapping.EMPTY);
        filled = Fill.absent(filled, "reportingComponent", Tree.text(""));
        return Fill.absent(filled, "reportingInstance", Tree.text(""));
    }
}
