package dev.wainwright.solver.compile;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.placement.HostPorts;
import dev.wainwright.api.placement.NodeTerms;
import dev.wainwright.api.placement.PodRequests;
import dev.wainwright.api.placement.PodTerms;
import dev.wainwright.api.placement.VolumeTerms;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.problem.NodeCap;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.problem.PodDemand.PreferredTerm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Groups pods by what they ask. Two pods are of one class when spec, namespace, volumes and those labels that some selector
 * looks at are equal; so the numbered labels of a StatefulSet's pods do not tell them apart unless somebody selects by
 * them.
 */
final class PodClasses {
    private final PodTerms podTerms;
    private final VolumeTerms volumeTerms;
    private final NodeCaps nodeCaps;
    private final Set<String> askedLabels = new HashSet<>();
    private final IdentityHashMap<PodSpec, Template> templatesByIdentity = new IdentityHashMap<>();
    private final Map<PodSpec, Template> templates = new HashMap<>();
    private final Map<Key, Integer> numbers = new HashMap<>();
    private final List<PodDemand> classes = new ArrayList<>();

    /** What a spec asks whatever the pod's name and labels. */
    private record Template(
            PodSpec spec,
            Resources requests,
            List<Requirements> required,
            List<PreferredTerm> preferred,
            List<HostPort> hostPorts,
            boolean asksForNoPool,
            String impossible) {}

    private record Key(
            Template template,
            String namespace,
            Map<String, String> labels,
            VolumeTerms.Answer volumes,
            NodeCap nodeCap) {
        /** Templates are one per distinct spec, so their identity says it all. */
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            return other instanceof Key that
                    && template == that.template
                    && namespace.equals(that.namespace)
                    && labels.equals(that.labels)
                    && volumes.equals(that.volumes)
                    && nodeCap.equals(that.nodeCap);
        }

        @Override
        public int hashCode() {
            return (System.identityHashCode(template) * 31 + namespace.hashCode()) * 31 + labels.hashCode();
        }
    }

    PodClasses(ClusterView cluster, NodeCaps nodeCaps) {
        this.nodeCaps = nodeCaps;
        podTerms = new PodTerms(cluster.namespaces);
        volumeTerms = new VolumeTerms(new ClusterStorage(cluster));
        Set<PodSpec> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Pod pod : cluster.pods) {
            if (!pod.isTerminal() && seen.add(pod.spec())) {
                askedLabels.addAll(PodTerms.askedKeys(pod.spec()));
            }
        }
    }

    /** The class number of a pod. */
    int number(Pod pod) {
        var key = new Key(
                template(pod.spec()),
                pod.metadata().namespace(),
                asked(pod.metadata().labels()),
                pod.volumes().isEmpty() ? VolumeTerms.Answer.NOTHING : volumeTerms.of(pod),
                nodeCaps.of(pod));
        Integer known = numbers.get(key);
        if (known == null) {
            known = classes.size();
            classes.add(demand(key));
            numbers.put(key, known);
        }
        return known;
    }

    /** What a pod with this spec takes of a node; worked out once per spec. */
    Resources requests(PodSpec spec) {
        return template(spec).requests;
    }

    /** Whether every node that the spec allows is outside of any NodePool. */
    boolean asksForNoPool(PodSpec spec) {
        return template(spec).asksForNoPool;
    }

    List<PodDemand> classes() {
        return classes;
    }

    PodTerms podTerms() {
        return podTerms;
    }

    VolumeTerms volumeTerms() {
        return volumeTerms;
    }

    /** Those of the labels that some selector looks at. */
    Map<String, String> asked(Map<String, String> labels) {
        if (askedLabels.isEmpty() || labels.isEmpty()) {
            return Map.of();
        }
        Map<String, String> asked = Map.of();
        for (var label : labels.entrySet()) {
            if (askedLabels.contains(label.getKey())) {
                if (asked.isEmpty()) {
                    asked = new TreeMap<>();
                }
                asked.put(label.getKey(), label.getValue());
            }
        }
        return asked;
    }

    private Template template(PodSpec spec) {
        return templatesByIdentity.computeIfAbsent(spec, same -> templates.computeIfAbsent(same, PodClasses::compile));
    }

    private static Template compile(PodSpec spec) {
        String impossible = "";
        List<Requirements> required = List.of(Requirements.NONE);
        List<PreferredTerm> preferred = List.of();
        if (NodeTerms.usesFields(spec)) {
            impossible = "asks for a node by field (matchFields), which no new node can promise";
        } else if (!spec.resourceClaims().isEmpty()) {
            impossible = "asks for devices by dynamic resource allocation, which is not planned for";
        } else {
            required = NodeTerms.required(spec);
            preferred = NodeTerms.preferred(spec).stream()
                    .map(term -> new PreferredTerm(term.weight(), term.requirements()))
                    .toList();
            if (required.isEmpty()) {
                impossible = "has only empty node affinity terms, which match no node";
                required = List.of(Requirements.NONE);
            }
        }
        return new Template(
                spec, PodRequests.of(spec), required, preferred, HostPorts.of(spec), hasNoPool(spec), impossible);
    }

    private static boolean hasNoPool(PodSpec spec) {
        List<Requirements> terms = NodeTerms.required(spec);
        return !terms.isEmpty()
                && terms.stream()
                        .allMatch(term -> term.has(Labels.NODE_POOL)
                                && term.get(Labels.NODE_POOL).operator() == Operator.DOES_NOT_EXIST);
    }

    private PodDemand demand(Key key) {
        Template template = key.template;
        return new PodDemand(
                key.namespace,
                key.labels,
                template.requests,
                template.spec.tolerations(),
                template.required,
                template.preferred,
                podTerms.of(template.spec, key.namespace, key.labels),
                template.hostPorts,
                key.volumes.alternatives(),
                key.volumes.uses(),
                key.nodeCap,
                template.impossible.isEmpty() ? key.volumes.problem() : template.impossible);
    }
}
