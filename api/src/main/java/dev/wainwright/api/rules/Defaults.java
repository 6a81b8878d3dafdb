package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Fill;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What the API server fills in by code, as far as decisions need it.
 *
 * <p>One liberty: the server turns limits into missing requests in pods only, here it happens in templates, too, because
 * plans make pods from templates without a server in between.
 */
public final class Defaults {
    private Defaults() {}

    public static Tree.Mapping pod(Tree.Mapping pod) {
        return Fill.inside(pod, "spec", Defaults::podSpec);
    }

    /** Deployments, ReplicaSets and StatefulSets. */
    public static Tree.Mapping replicated(Tree.Mapping workload) {
        return Fill.inside(workload, "spec", spec -> template(Fill.number(spec, "replicas", 1)));
    }

    public static Tree.Mapping daemonSet(Tree.Mapping daemonSet) {
        return Fill.inside(daemonSet, "spec", Defaults::template);
    }

    public static Tree.Mapping job(Tree.Mapping job) {
        return Fill.inside(job, "spec", Defaults::jobSpec);
    }

    public static Tree.Mapping cronJob(Tree.Mapping cronJob) {
        return Fill.inside(
                cronJob,
                "spec",
                spec -> Fill.inside(
                        Fill.text(spec, "concurrencyPolicy", "Allow"),
                        "jobTemplate",
                        job -> Fill.inside(job, "spec", Defaults::jobSpec)));
    }

    public static Tree.Mapping storageClass(Tree.Mapping storageClass) {
        return Fill.text(Fill.text(storageClass, "reclaimPolicy", "Delete"), "volumeBindingMode", "Immediate");
    }

    public static Tree.Mapping priorityClass(Tree.Mapping priorityClass) {
        return Fill.text(priorityClass, "preemptionPolicy", "PreemptLowerPriority");
    }

    /** Without either number one pod runs once; with parallelism alone any one success ends the job. */
    private static Tree.Mapping jobSpec(Tree.Mapping spec) {
        Tree.Mapping counted = spec.get("parallelism") == null ? Fill.number(spec, "completions", 1) : spec;
        return template(Fill.text(
                Fill.number(Fill.number(counted, "parallelism", 1), "backoffLimit", 6),
                "completionMode",
                "NonIndexed"));
    }

    /** The template of a workload; a job's restart policy is left as it is, for it has no default that is legal. */
    private static Tree.Mapping template(Tree.Mapping workloadSpec) {
        return Fill.inside(workloadSpec, "template", template -> Fill.inside(template, "spec", Defaults::podSpec));
    }

    private static Tree.Mapping podSpec(Tree.Mapping spec) {
        boolean hostNetwork = Values.isTrue(spec, "hostNetwork");
        Tree.Mapping filled = Fill.text(spec, "restartPolicy", "Always");
        filled = Fill.text(filled, "schedulerName", "default-scheduler");
        filled = Fill.number(filled, "terminationGracePeriodSeconds", 30);
        filled = Fill.each(filled, "containers", container -> container(container, hostNetwork));
        filled = Fill.each(filled, "initContainers", container -> container(container, hostNetwork));
        filled = Fill.each(
                filled,
                "topologySpreadConstraints",
                constraint ->
                        Fill.text(Fill.text(constraint, "nodeAffinityPolicy", "Honor"), "nodeTaintsPolicy", "Ignore"));
        return podRequests(filled);
    }

    private static Tree.Mapping container(Tree.Mapping container, boolean hostNetwork) {
        Tree.Mapping filled = Fill.inside(container, "resources", resources -> requests(resources, List.of()));
        return hostNetwork ? Fill.each(filled, "ports", Defaults::hostPort) : filled;
    }

    private static Tree.Mapping hostPort(Tree.Mapping port) {
        Tree containerPort = port.get("containerPort");
        return Values.integer(port, "hostPort", 0) == 0 && containerPort != null
                ? port.with("hostPort", containerPort)
                : port;
    }

    /** A limit of the whole pod stands for the request, unless a container asks for the resource itself. */
    private static Tree.Mapping podRequests(Tree.Mapping spec) {
        return Fill.inside(spec, "resources", resources -> requests(resources, spec.items("containers")));
    }

    /** Adds a request for every limit without one, except for what one of {@code containers} requests. */
    public static Tree.Mapping requests(Tree.Mapping resources, List<Tree> containers) {
        Tree.Mapping requests = resources.mapping("requests");
        var filled = new LinkedHashMap<>(requests.fields());
        resources.mapping("limits").fields().forEach((name, limit) -> {
            boolean asked = containers.stream()
                    .map(container ->
                            Values.mapping(container).mapping("resources").mapping("requests"))
                    .anyMatch(own -> own.get(name) != null);
            if (!asked) {
                filled.putIfAbsent(name, limit);
            }
        });
        return filled.size() == requests.fields().size()
                ? resources
                : resources.with("requests", new Tree.Mapping(filled, resources.line()));
    }
}
