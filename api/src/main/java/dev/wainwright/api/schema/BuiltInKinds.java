package dev.wainwright.api.schema;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Validator;
import dev.wainwright.api.apps.DaemonSet;
import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.apps.StatefulSet;
import dev.wainwright.api.batch.CronJob;
import dev.wainwright.api.batch.Job;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.Service;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.policy.PodDisruptionBudget;
import dev.wainwright.api.rules.ClusterRules;
import dev.wainwright.api.rules.Defaults;
import dev.wainwright.api.rules.JobRules;
import dev.wainwright.api.rules.PodRules;
import dev.wainwright.api.rules.ServiceRules;
import dev.wainwright.api.rules.StorageRules;
import dev.wainwright.api.rules.WorkloadRules;
import dev.wainwright.api.scheduling.PriorityClass;
import dev.wainwright.api.storage.CsiNode;
import dev.wainwright.api.storage.StorageClass;
import java.util.List;

/** Kubernetes' own kinds: those that decisions about nodes need. */
public final class BuiltInKinds {
    private static final boolean NAMESPACED = true;
    private static final boolean CLUSTER = false;

    private static final List<Kind> ALL = List.of(
            kind("v1", "Pod", "pods", "po", NAMESPACED, Pod.class, "core.v1.Pod", PodRules::pod)
                    .withDefaults(Defaults::pod),
            kind("v1", "Node", "nodes", "no", CLUSTER, Node.class, "core.v1.Node", ClusterRules::node),
            kind("v1", "Namespace", "namespaces", "ns", CLUSTER, Namespace.class, "core.v1.Namespace"),
            kind(
                    "v1",
                    "Service",
                    "services",
                    "svc",
                    NAMESPACED,
                    Service.class,
                    "core.v1.Service",
                    ServiceRules::service),
            kind(
                    "v1",
                    "PersistentVolumeClaim",
                    "persistentvolumeclaims",
                    "pvc",
                    NAMESPACED,
                    PersistentVolumeClaim.class,
                    "core.v1.PersistentVolumeClaim",
                    StorageRules::claim),
            kind(
                    "v1",
                    "PersistentVolume",
                    "persistentvolumes",
                    "pv",
                    CLUSTER,
                    PersistentVolume.class,
                    "core.v1.PersistentVolume",
                    StorageRules::volume),
            kind(
                            "apps/v1",
                            "Deployment",
                            "deployments",
                            "deploy",
                            NAMESPACED,
                            Deployment.class,
                            "apps.v1.Deployment",
                            WorkloadRules::deployment)
                    .withDefaults(Defaults::replicated),
            kind(
                            "apps/v1",
                            "ReplicaSet",
                            "replicasets",
                            "rs",
                            NAMESPACED,
                            ReplicaSet.class,
                            "apps.v1.ReplicaSet",
                            WorkloadRules::replicaSet)
                    .withDefaults(Defaults::replicated),
            kind(
                            "apps/v1",
                            "StatefulSet",
                            "statefulsets",
                            "sts",
                            NAMESPACED,
                            StatefulSet.class,
                            "apps.v1.StatefulSet",
                            WorkloadRules::statefulSet)
                    .withDefaults(Defaults::replicated),
            kind(
                            "apps/v1",
                            "DaemonSet",
                            "daemonsets",
                            "ds",
                            NAMESPACED,
                            DaemonSet.class,
                            "apps.v1.DaemonSet",
                            WorkloadRules::daemonSet)
                    .withDefaults(Defaults::daemonSet),
            kind("batch/v1", "Job", "jobs", "", NAMESPACED, Job.class, "batch.v1.Job", JobRules::job)
                    .withDefaults(Defaults::job),
            kind(
                            "batch/v1",
                            "CronJob",
                            "cronjobs",
                            "cj",
                            NAMESPACED,
                            CronJob.class,
                            "batch.v1.CronJob",
                            JobRules::cronJob)
                    .withDefaults(Defaults::cronJob),
            kind(
                            "storage.k8s.io/v1",
                            "StorageClass",
                            "storageclasses",
                            "sc",
                            CLUSTER,
                            StorageClass.class,
                            "storage.v1.StorageClass",
                            StorageRules::storageClass)
                    .withDefaults(Defaults::storageClass),
            kind(
                    "storage.k8s.io/v1",
                    "CSINode",
                    "csinodes",
                    "",
                    CLUSTER,
                    CsiNode.class,
                    "storage.v1.CSINode",
                    StorageRules::csiNode),
            kind(
                            "scheduling.k8s.io/v1",
                            "PriorityClass",
                            "priorityclasses",
                            "pc",
                            CLUSTER,
                            PriorityClass.class,
                            "scheduling.v1.PriorityClass",
                            ClusterRules::priorityClass)
                    .withDefaults(Defaults::priorityClass),
            kind(
                    "policy/v1",
                    "PodDisruptionBudget",
                    "poddisruptionbudgets",
                    "pdb",
                    NAMESPACED,
                    PodDisruptionBudget.class,
                    "policy.v1.PodDisruptionBudget",
                    ClusterRules::disruptionBudget));

    private BuiltInKinds() {}

    public static List<Kind> all() {
        return ALL;
    }

    private static Kind kind(
            String apiVersion,
            String kind,
            String plural,
            String shortName,
            boolean namespaced,
            Class<? extends KubeObject> type,
            String definition,
            Validator... validators) {
        return Kind.of(
                apiVersion,
                kind,
                plural,
                shortName.isEmpty() ? List.of() : List.of(shortName),
                namespaced,
                type,
                () -> BuiltInSchemas.of(definition),
                validators);
    }
}
