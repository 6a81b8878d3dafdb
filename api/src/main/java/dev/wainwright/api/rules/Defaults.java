package dev.wainwright.api.rules;

import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the API server fills in by code, as far as decisions need it.
 *
 * <p>One liberty: the server turns limits into missing requests in pods only, here it happens in templates, too, because
 * plans make pods from templates without a server in between.
 */
@SuppressWarnings("ReferenceEquality") // The same instance means that nothing changed.
public final class Defaults {
    private Defaults() {}

    public static Tree.Mapping pod(Tree.Mapping pod) {
        return inside(pod, "spec", Defaults::podSpec);
    }

    /** Deployments, ReplicaSets and StatefulSets. */
    public static Tree.Mapping replicated(Tree.Mapping workload) {
        return inside(workload, "spec", spec -> template(number(spec, "replicas", 1)));
    }

    public static Tree.Mapping daemonSet(Tree.Mapping daemonSet) {
        return inside(daemonSet, "spec", Defaults::template);
    }

    public static Tree.Mapping job(Tree.Mapping job) {
        return inside(job, "spec", Defaults::jobSpec);
    }

    public static Tree.Mapping cronJob(Tree.Mapping cronJob) {
        return inside(
                cronJob,
                "spec",
                spec -> inside(
                        text(spec, "concurrencyPolicy", "Allow"),
                        "jobTemplate",
                        job -> inside(job, "spec", Defaults::jobSpec)));
    }

    public static Tree.Mapping storageClass(Tree.Mapping storageClass) {
        return text(text(storageClass, "reclaimPolicy", "Delete"), "volumeBindingMode", "Immediate");
    }

    public static Tree.Mapping priorityClass(Tree.Mapping priorityClass) {
        return text(priorityClass, "preemptionPolicy", "PreemptLowerPriority");
    }

    /** Without either number one pod runs once; with parallelism alone any one success ends the job. */
    private static Tree.Mapping jobSpec(Tree.Mapping spec) {
        Tree.Mapping counted = spec.get("parallelism") == null ? number(spec, "completions", 1) : spec;
        return template(
                text(number(number(counted, "parallelism", 1), "backoffLimit", 6), "completionMode", "NonIndexed"));
    }

    /** The template of a workload; a job's restart policy is left as it is, for it has no default that is legal. */
    private static Tree.Mapping template(Tree.Mapping workloadSpec) {
        return inside(workloadSpec, "template", template -> inside(template, "spec", Defaults::podSpec));
    }

    private static Tree.Mapping podSpec(Tree.Mapping spec) {
        boolean hostNetwork = Values.isTrue(spec, "hostNetwork");
        Tree.Mapping filled = text(spec, "restartPolicy", "Always");
        filled = text(filled, "schedulerName", "default-scheduler");
        filled = number(filled, "terminationGracePeriodSeconds", 30);
        filled = eachItem(filled, "containers", container -> container(container, hostNetwork));
        filled = eachItem(filled, "initContainers", container -> container(container, hostNetwork));
        filled = eachItem(
                filled,
                "topologySpreadConstraints",
                constraint -> text(text(constraint, "nodeAffinityPolicy", "Honor"), "nodeTaintsPolicy", "Ignore"));
        return podRequests(filled);
    }

    private static Tree.Mapping container(Tree.Mapping container, boolean hostNetwork) {
        Tree.Mapping filled = inside(container, "resources", resources -> requests(resources, List.of()));
        return hostNetwork ? eachItem(filled, "ports", Defaults::hostPort) : filled;
    }

    private static Tree.Mapping hostPort(Tree.Mapping port) {
        Tree containerPort = port.get("containerPort");
        return Values.integer(port, "hostPort", 0) == 0 && containerPort != null
                ? port.with("hostPort", containerPort)
                : port;
    }

    /** A limit of the whole pod stands for the request, unless a container asks for the resource itself. */
    private static Tree.Mapping podRequests(Tree.Mapping spec) {
        return inside(spec, "resources", resources -> requests(resources, spec.items("containers")));
    }

    /** Adds a request for every limit without one, except for what one of {@code containers} requests. */
    private static Tree.Mapping requests(Tree.Mapping resources, List<Tree> containers) {
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

    private static Tree.Mapping text(Tree.Mapping mapping, String name, String value) {
        return mapping.get(name) == null || mapping.text(name, "?").isEmpty()
                ? mapping.with(name, new Tree.Text(value, mapping.line()))
                : mapping;
    }

    private static Tree.Mapping number(Tree.Mapping mapping, String name, long value) {
        return mapping.get(name) == null ? mapping.with(name, Tree.number(value)) : mapping;
    }

    /** Changes the mapping in a field; one that is absent stays absent. */
    private static Tree.Mapping inside(Tree.Mapping mapping, String name, UnaryOperator<Tree.Mapping> change) {
        if (!(mapping.get(name) instanceof Tree.Mapping before)) {
            return mapping;
        }
        Tree.Mapping after = change.apply(before);
        return after == before ? mapping : mapping.with(name, after);
    }

    private static Tree.Mapping eachItem(Tree.Mapping mapping, String name, UnaryOperator<Tree.Mapping> change) {
        if (!(mapping.get(name) instanceof Tree.Sequence before)) {
            return mapping;
        }
        var after = new ArrayList<Tree>();
        boolean changed = false;
        for (Tree item : before.items()) {
            Tree replaced = item instanceof Tree.Mapping inner ? change.apply(inner) : item;
            changed |= replaced != item;
            after.add(replaced);
        }
        return changed ? mapping.with(name, new Tree.Sequence(after, before.line())) : mapping;
    }
}
