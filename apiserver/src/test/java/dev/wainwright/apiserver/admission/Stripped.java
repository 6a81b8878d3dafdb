package dev.wainwright.apiserver.admission;

import dev.wainwright.api.tree.Fill;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Set;

/**
 * A stored object without what the two servers may differ in:
 *
 * <ul>
 *   <li>what each of them draws by lot (uids, times, revisions, generated names, addresses and ports of services);
 *   <li>the status of kinds that a controller reports on at once;
 *   <li>the token volume of pods: simulated containers read no tokens, and its drawn name would keep pods of one template
 *       from sharing their volumes;
 *   <li>finalizers that protect volumes in use, which the simulated cluster protects without;
 *   <li>the taint that new nodes get until their kubelet reports;
 *   <li>empty parts that records do not keep: the metadata of templates without any, a node's spec, a driver's keys.
 * </ul>
 */
final class Stripped {
    private static final List<String> DRAWN =
            List.of("uid", "creationTimestamp", "generation", "resourceVersion", "managedFields", "finalizers");
    private static final Set<String> REPORTED_ON = Set.of(
            "Deployment",
            "ReplicaSet",
            "StatefulSet",
            "DaemonSet",
            "Job",
            "CronJob",
            "Node",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "PodDisruptionBudget",
            "ResourceQuota",
            "Service",
            "Namespace");
    private static final String TOKENS = "kube-api-access-";

    private Stripped() {}

    static Tree.Mapping of(Tree.Mapping object) {
        String text = Json.print(object)
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UID")
                .replaceAll("\"name\":\"x-[a-z0-9]{5}\"", "\"name\":\"x-DRAWN\"");
        Tree.Mapping clean = (Tree.Mapping) Json.parse(text);
        clean = Fill.inside(clean, "metadata", metadata -> {
            Tree.Mapping left = metadata;
            for (String name : DRAWN) {
                left = left.without(name);
            }
            return left;
        });
        String kind = clean.text("kind", "");
        if (REPORTED_ON.contains(kind)) {
            clean = clean.without("status");
        }
        return switch (kind) {
            case "Pod" -> Fill.inside(clean, "spec", Stripped::withoutTokens);
            case "Service" -> Fill.inside(clean, "spec", Stripped::withoutAddresses);
            case "Node" -> withoutTaint(clean);
            case "CronJob" -> Fill.inside(clean, "spec", spec -> Fill.inside(spec, "jobTemplate", Stripped::bare));
            case "CSINode" ->
                Fill.inside(
                        clean, "spec", spec -> Fill.each(spec, "drivers", driver -> driver.without("topologyKeys")));
            case "Event" ->
                clean.without("firstTimestamp").without("lastTimestamp").without("eventTime");
            default -> clean;
        };
    }

    private static Tree.Mapping withoutTokens(Tree.Mapping spec) {
        Tree.Mapping left = without(spec, "volumes");
        for (String containers : List.of("containers", "initContainers")) {
            left = Fill.each(left, containers, container -> without(container, "volumeMounts"));
        }
        return left;
    }

    private static Tree.Mapping without(Tree.Mapping mapping, String list) {
        List<Tree> left = mapping.items(list).stream()
                .filter(item -> !((Tree.Mapping) item).text("name", "").startsWith(TOKENS))
                .toList();
        return left.isEmpty() ? mapping.without(list) : mapping.with(list, new Tree.Sequence(left, 0));
    }

    private static Tree.Mapping withoutAddresses(Tree.Mapping spec) {
        Tree.Mapping left = spec;
        if (!spec.text("clusterIP", "").equals("None")) {
            left = left.without("clusterIP").without("clusterIPs");
        }
        return Fill.each(left, "ports", port -> port.without("nodePort"));
    }

    /** Without empty metadata, the job's and its template's. */
    private static Tree.Mapping bare(Tree.Mapping job) {
        Tree.Mapping left = job.mapping("metadata").isEmpty() ? job.without("metadata") : job;
        return Fill.inside(
                left,
                "spec",
                spec -> Fill.inside(
                        spec,
                        "template",
                        template -> template.mapping("metadata").isEmpty() ? template.without("metadata") : template));
    }

    private static Tree.Mapping withoutTaint(Tree.Mapping node) {
        Tree.Mapping some = node.mapping("spec").isEmpty() ? node.without("spec") : node;
        return Fill.inside(some.with("spec", some.mapping("spec")), "spec", spec -> {
            List<Tree> left = spec.items("taints").stream()
                    .filter(item -> !((Tree.Mapping) item).text("key", "").equals("node.kubernetes.io/not-ready"))
                    .toList();
            return left.isEmpty() ? spec.without("taints") : spec.with("taints", new Tree.Sequence(left, 0));
        });
    }
}
