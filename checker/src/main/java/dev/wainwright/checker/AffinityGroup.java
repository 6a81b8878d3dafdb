package dev.wainwright.checker;

import dev.wainwright.api.core.Affinity;
import dev.wainwright.api.core.Affinity.PodAffinity;
import dev.wainwright.api.core.Affinity.PodAffinityTerm;
import dev.wainwright.api.core.Pod;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.requirement.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Terms of pod affinity or anti-affinity that mean the same pods in the same topology. */
record AffinityGroup(String key, Set<String> namespaces, LabelSelector selector) {

    static AffinityGroup of(Pod owner, PodAffinityTerm term, World world) {
        return new AffinityGroup(
                Labels.normalized(term.topologyKey()),
                namespaces(owner, term, world),
                Selectors.withKeys(term.labelSelector(), owner, term.matchLabelKeys(), term.mismatchLabelKeys()));
    }

    static List<AffinityGroup> required(@Nullable PodAffinity affinity, Pod owner, World world) {
        return affinity == null
                ? List.of()
                : affinity.requiredDuringSchedulingIgnoredDuringExecution().stream()
                        .map(term -> of(owner, term, world))
                        .distinct()
                        .toList();
    }

    static List<AffinityGroup> requiredAffinity(Pod pod, World world) {
        Affinity affinity = pod.spec().affinity();
        return affinity == null ? List.of() : required(affinity.podAffinity(), pod, world);
    }

    static List<AffinityGroup> requiredAntiAffinity(Pod pod, World world) {
        Affinity affinity = pod.spec().affinity();
        return affinity == null ? List.of() : required(affinity.podAntiAffinity(), pod, world);
    }

    /** Listed and selected namespaces together; the pod's own when the term says nothing. */
    private static Set<String> namespaces(Pod owner, PodAffinityTerm term, World world) {
        LabelSelector selector = term.namespaceSelector();
        if (term.namespaces().isEmpty() && selector == null) {
            return Set.of(owner.metadata().namespace());
        }
        var names = new TreeSet<>(term.namespaces());
        if (selector != null) {
            world.namespaceLabels().entrySet().stream()
                    .filter(namespace -> selector.matches(namespace.getValue()))
                    .map(Map.Entry::getKey)
                    .forEach(names::add);
        }
        return names;
    }

    boolean selects(Pod pod) {
        return namespaces.contains(pod.metadata().namespace())
                && !pod.isTerminating()
                && selector.matches(pod.metadata().labels());
    }
}
