package dev.wainwright.apiserver.defaults;

import static dev.wainwright.api.tree.Fill.each;
import static dev.wainwright.api.tree.Fill.inside;

import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;

/** A limit without a request stands for both. The server does so in pods, not in the templates they are made from. */
final class PodRequestDefaults {
    private PodRequestDefaults() {}

    static Tree.Mapping fill(Tree.Mapping spec) {
        Tree.Mapping filled = spec;
        for (String containers : List.of("initContainers", "containers")) {
            filled = each(
                    filled,
                    containers,
                    container -> inside(container, "resources", resources -> requests(resources, List.of())));
        }
        List<Tree> containers = filled.items("containers");
        return inside(filled, "resources", resources -> requests(resources, containers));
    }

    /** Adds a request for every limit without one, except for what one of {@code containers} requests. */
    private static Tree.Mapping requests(Tree.Mapping resources, List<Tree> containers) {
        Tree.Mapping requests = resources.mapping("requests");
        var filled = new LinkedHashMap<>(requests.fields());
        resources.mapping("limits").fields().forEach((name, limit) -> {
            boolean asked = containers.stream()
                    .map(container -> container instanceof Tree.Mapping mapping
                            ? mapping.mapping("resources").mapping("requests")
                            : Tree.Mapping.EMPTY)
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
