package dev.wainwright.cluster.limits;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.Container;
import dev.wainwright.api.core.PodSpec.ResourceRequirements;
import dev.wainwright.model.resource.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gives containers the amounts that they do not state, and notes in an annotation which ones. */
final class Givings {
    private static final String ANNOTATION = "kubernetes.io/limit-ranger";

    private final List<Limit> limits;
    private final List<String> notes = new ArrayList<>();

    private Givings(List<Limit> limits) {
        this.limits = limits;
    }

    static Pod to(Pod pod, List<Limit> limits) {
        return new Givings(limits.stream()
                        .filter(limit -> limit.type().equals(Limit.CONTAINER))
                        .toList())
                .filled(pod);
    }

    private Pod filled(Pod pod) {
        List<Container> containers = pod.spec().containers().stream()
                .map(each -> filled(each, "container"))
                .toList();
        List<Container> first = pod.spec().initContainers().stream()
                .map(each -> filled(each, "init container"))
                .toList();
        if (notes.isEmpty()) {
            return pod;
        }
        PodSpec spec = pod.spec().withContainers(first, containers);
        var annotations = new TreeMap<>(pod.metadata().annotations());
        annotations.put(ANNOTATION, "LimitRanger plugin set: " + String.join("; ", notes));
        return new Pod(
                pod.metadata().withAnnotations(annotations),
                pod.nodeName(),
                pod.volumes(),
                spec,
                pod.status(),
                pod.rest());
    }

    private Container filled(Container container, String what) {
        ResourceRequirements given =
                container.resources() == null ? new ResourceRequirements(Map.of(), Map.of()) : container.resources();
        // A limit of one's own is one's request before any other comes in question.
        var own = new TreeMap<>(given.limits());
        own.putAll(given.requests());
        var requests = new TreeMap<>(own);
        var caps = new TreeMap<>(given.limits());
        for (Limit limit : limits) {
            limit.given().forEach(caps::putIfAbsent);
            limit.givenRequests().forEach(requests::putIfAbsent);
        }
        note(own, requests, "request for " + what + ' ' + container.name());
        note(given.limits(), caps, "limit for " + what + ' ' + container.name());
        return new Container(
                container.name(),
                new ResourceRequirements(requests, caps),
                container.ports(),
                container.restartPolicy());
    }

    private void note(Map<String, Quantity> before, Map<String, Quantity> after, String what) {
        List<String> added = after.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .toList();
        if (!added.isEmpty()) {
            notes.add(String.join(", ", added) + ' ' + what);
        }
    }
}
