package dev.wainwright.cluster.admission;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.Container;
import dev.wainwright.api.core.PodSpec.ResourceRequirements;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives the containers of new pods the amounts that their namespace's LimitRanges say, and refuses what is beyond the bounds.
 * Only limits of the type Container are read.
 */
public final class LimitRanges implements Admission {
    private static final Kind KIND = TreeKinds.builtIn("LimitRange");
    private static final String ANNOTATION = "kubernetes.io/limit-ranger";

    private Optional<ClusterStore> ranges = Optional.empty();

    /** To be called once with the store whose LimitRanges count. */
    public synchronized void look(ClusterStore store) {
        ranges = Optional.of(store);
    }

    @Override
    public synchronized Result<KubeObject> admit(@Nullable KubeObject before, KubeObject object) {
        if (before != null || ranges.isEmpty() || !(object instanceof Pod pod)) {
            return Result.ok(object);
        }
        List<Tree.Mapping> limits = limits(ranges.get(), pod.metadata().namespace());
        if (limits.isEmpty()) {
            return Result.ok(pod);
        }
        var notes = new ArrayList<String>();
        PodSpec spec = filled(pod.spec(), limits, notes);
        var objections = new ArrayList<String>();
        spec.initContainers().forEach(each -> check(each, limits, objections));
        spec.containers().forEach(each -> check(each, limits, objections));
        if (!objections.isEmpty()) {
            String why = objections.size() == 1 ? objections.getFirst() : objections.toString();
            return Result.refused(new Refusal.Forbidden("pods \"" + pod.name() + "\" is forbidden: " + why));
        }
        return Result.ok(notes.isEmpty() ? pod : noted(pod, spec, notes));
    }

    private static List<Tree.Mapping> limits(ClusterStore store, String namespace) {
        var limits = new ArrayList<Tree.Mapping>();
        for (KubeObject range :
                store.list(ListRequest.all(KIND).in(namespace)).orThrow().items()) {
            for (Tree limit : range.rest().mapping("spec").items("limits")) {
                if (limit instanceof Tree.Mapping mapping
                        && mapping.text("type", "").equals("Container")) {
                    limits.add(mapping);
                }
            }
        }
        return limits;
    }

    private static Pod noted(Pod pod, PodSpec spec, List<String> notes) {
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

    private static PodSpec filled(PodSpec spec, List<Tree.Mapping> limits, List<String> notes) {
        List<Container> containers = spec.containers().stream()
                .map(each -> filled(each, "container", limits, notes))
                .toList();
        List<Container> first = spec.initContainers().stream()
                .map(each -> filled(each, "init container", limits, notes))
                .toList();
        return notes.isEmpty() ? spec : spec.withContainers(first, containers);
    }

    private static Container filled(Container container, String what, List<Tree.Mapping> limits, List<String> notes) {
        ResourceRequirements given =
                container.resources() == null ? new ResourceRequirements(Map.of(), Map.of()) : container.resources();
        var requests = new TreeMap<>(given.requests());
        var caps = new TreeMap<>(given.limits());
        for (Tree.Mapping limit : limits) {
            amounts(limit, "default").forEach(caps::putIfAbsent);
            amounts(limit, "defaultRequest").forEach(requests::putIfAbsent);
        }
        note(given.requests(), requests, "request for " + what + ' ' + container.name(), notes);
        note(given.limits(), caps, "limit for " + what + ' ' + container.name(), notes);
        return new Container(
                container.name(),
                new ResourceRequirements(requests, caps),
                container.ports(),
                container.restartPolicy());
    }

    private static void note(
            Map<String, Quantity> before, Map<String, Quantity> after, String what, List<String> notes) {
        List<String> added = after.keySet().stream()
                .filter(name -> !before.containsKey(name))
                .toList();
        if (!added.isEmpty()) {
            notes.add(String.join(", ", added) + ' ' + what);
        }
    }

    private static void check(Container container, List<Tree.Mapping> limits, List<String> objections) {
        ResourceRequirements has =
                container.resources() == null ? new ResourceRequirements(Map.of(), Map.of()) : container.resources();
        for (Tree.Mapping limit : limits) {
            amounts(limit, "min").forEach((name, least) -> tooLittle(name, least, has, objections));
            amounts(limit, "max").forEach((name, most) -> tooMuch(name, most, has, objections));
        }
    }

    private static void tooLittle(String name, Quantity least, ResourceRequirements has, List<String> objections) {
        Quantity request = has.requests().get(name);
        Quantity limit = has.limits().get(name);
        String rule = "minimum " + name + " usage per Container is " + least;
        if (request == null) {
            objections.add(rule + ".  No request is specified");
        } else if (request.compareTo(least) < 0) {
            objections.add(rule + ", but request is " + request);
        } else if (limit != null && limit.compareTo(least) < 0) {
            objections.add(rule + ", but limit is " + limit);
        }
    }

    private static void tooMuch(String name, Quantity most, ResourceRequirements has, List<String> objections) {
        Quantity limit = has.limits().get(name);
        Quantity request = has.requests().get(name);
        String rule = "maximum " + name + " usage per Container is " + most;
        if (limit == null) {
            objections.add(rule + ".  No limit is specified");
        } else if (limit.compareTo(most) > 0) {
            objections.add(rule + ", but limit is " + limit);
        } else if (request != null && request.compareTo(most) > 0) {
            objections.add(rule + ", but request is " + request);
        }
    }

    private static Map<String, Quantity> amounts(Tree.Mapping limit, String field) {
        var amounts = new TreeMap<String, Quantity>();
        limit.mapping(field).fields().forEach((name, amount) -> {
            switch (amount) {
                case Tree.Text text -> amounts.put(name, Quantity.parse(text.value()));
                case Tree.Numeral number ->
                    amounts.put(name, Quantity.parse(number.value().toPlainString()));
                default -> {}
            }
        });
        return amounts;
    }
}
