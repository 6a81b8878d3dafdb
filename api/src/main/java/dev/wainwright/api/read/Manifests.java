package dev.wainwright.api.read;

import dev.wainwright.api.meta.KubeObject;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was read.
 *
 * @param objects the objects without errors, in the order of reading; in the lenient profile NodePools and
 *     EC2NodeClasses come last, because settings may move between them
 * @param findings everything there is to say, in the order of reading
 * @param unknownKinds how often each kind occurred that has no record, such as {@code Ingress (networking.k8s.io/v1)}
 * @param documents how many documents there were, empty ones included
 */
public record Manifests(
        List<KubeObject> objects, List<Finding> findings, SortedMap<String, Integer> unknownKinds, int documents) {
    public Manifests {
        objects = List.copyOf(objects);
        findings = List.copyOf(findings);
        unknownKinds = Collections.unmodifiableSortedMap(new TreeMap<>(unknownKinds));
    }

    /** Whether something was refused. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }

    /** The objects of one kind, in the order of reading. */
    public <T extends KubeObject> List<T> of(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
