package dev.wainwright.cluster.workload;

import dev.wainwright.api.apps.DaemonSet;
import dev.wainwright.api.core.Affinity;
import dev.wainwright.api.core.Affinity.NodeAffinity;
import dev.wainwright.api.core.Affinity.NodeSelector;
import dev.wainwright.api.core.Affinity.NodeSelectorRequirement;
import dev.wainwright.api.core.Affinity.NodeSelectorTerm;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.model.taint.Toleration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Pods of DaemonSets: which nodes they are for, and how they are tied to them. */
final class DaemonPods {
    /** Which template a pod was made from. */
    static final String HASH = "controller-revision-hash";

    private static final String NODE_NAME = "metadata.name";

    /** A daemon stays when its node is in trouble. */
    private static final List<Toleration> STAYING = List.of(
            tolerating("not-ready", Effect.NO_EXECUTE),
            tolerating("unreachable", Effect.NO_EXECUTE),
            tolerating("disk-pressure", Effect.NO_SCHEDULE),
            tolerating("memory-pressure", Effect.NO_SCHEDULE),
            tolerating("pid-pressure", Effect.NO_SCHEDULE),
            tolerating("unschedulable", Effect.NO_SCHEDULE));

    private DaemonPods() {}

    private static Toleration tolerating(String condition, Effect effect) {
        return new Toleration("node.kubernetes.io/" + condition, Toleration.Kind.EXISTS, "", effect, null);
    }

    /** What a set makes of a node: it belongs there, it may stay there, or neither. */
    enum Place {
        WANTED,
        TOLERATED,
        WRONG
    }

    static Place place(DaemonSet set, Node node) {
        PodSpec spec = set.spec().template().spec();
        if (!NodeTerms.match(spec, node)) {
            return Place.WRONG;
        }
        List<Toleration> tolerations = tolerations(spec);
        List<Taint> repelling = node.spec().taints().stream()
                .filter(taint -> taint.effect() != Effect.PREFER_NO_SCHEDULE && !taint.toleratedBy(tolerations))
                .toList();
        return repelling.isEmpty()
                ? Place.WANTED
                : repelling.stream().anyMatch(taint -> taint.effect() == Effect.NO_EXECUTE)
                        ? Place.WRONG
                        : Place.TOLERATED;
    }

    /** The node a pod is on or, before it is bound, meant for. */
    static Optional<String> node(Pod pod) {
        if (pod.isBound()) {
            return Optional.of(pod.nodeName());
        }
        Affinity affinity = pod.spec().affinity();
        var nodes = affinity == null ? null : affinity.nodeAffinity();
        var required = nodes == null ? null : nodes.requiredDuringSchedulingIgnoredDuringExecution();
        return required == null
                ? Optional.empty()
                : required.nodeSelectorTerms().stream()
                        .flatMap(term -> term.matchFields().stream())
                        .filter(field -> field.key().equals(NODE_NAME))
                        .flatMap(field -> field.values().stream())
                        .findFirst();
    }

    /** A pod for one node. */
    static Pod make(DaemonSet set, String hash, String node, List<OwnerReference> owners) {
        PodTemplateSpec template = set.spec().template();
        var labels = new HashMap<>(template.metadata().labels());
        labels.put(HASH, hash);
        return Templates.pod(
                set,
                new PodTemplateSpec(
                        template.metadata().withLabels(labels), template.volumes(), tied(template.spec(), node)),
                set.name() + '-',
                owners);
    }

    private static List<Toleration> tolerations(PodSpec spec) {
        var tolerations = new ArrayList<>(spec.tolerations());
        tolerations.addAll(STAYING);
        if (Boolean.TRUE.equals(spec.hostNetwork())) {
            tolerations.add(tolerating("network-unavailable", Effect.NO_SCHEDULE));
        }
        return tolerations;
    }

    /** The spec for one node alone; where else it might run has been considered. */
    private static PodSpec tied(PodSpec spec, String node) {
        var term = new NodeSelectorTerm(
                List.of(), List.of(new NodeSelectorRequirement(NODE_NAME, Operator.IN, List.of(node))));
        Affinity before = spec.affinity();
        var preferred = before == null || before.nodeAffinity() == null
                ? List.<Affinity.PreferredTerm>of()
                : before.nodeAffinity().preferredDuringSchedulingIgnoredDuringExecution();
        var affinity = new Affinity(
                new NodeAffinity(new NodeSelector(List.of(term)), preferred),
                before == null ? null : before.podAffinity(),
                before == null ? null : before.podAntiAffinity());
        return new PodSpec(
                spec.initContainers(),
                spec.containers(),
                spec.overhead(),
                spec.resources(),
                spec.nodeSelector(),
                affinity,
                tolerations(spec),
                spec.topologySpreadConstraints(),
                spec.schedulingGates(),
                spec.resourceClaims(),
                spec.hostNetwork(),
                spec.priority(),
                spec.priorityClassName(),
                spec.preemptionPolicy(),
                spec.restartPolicy(),
                spec.terminationGracePeriodSeconds(),
                spec.schedulerName(),
                spec.runtimeClassName());
    }
}
