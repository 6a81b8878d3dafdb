package dev.wainwright.apiserver.defaults;

import static dev.wainwright.api.tree.Fill.each;
import static dev.wainwright.api.tree.Fill.inside;

import dev.wainwright.api.rules.Defaults;
import dev.wainwright.api.tree.Tree;
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
                    container -> inside(container, "resources", resources -> Defaults.requests(resources, List.of())));
        }
        List<Tree> containers = filled.items("containers");
        return inside(filled, "resources", resources -> Defaults.requests(resources, containers));
    }
}
