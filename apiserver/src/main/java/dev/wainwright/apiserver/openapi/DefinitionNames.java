package dev.wainwright.apiserver.openapi;

import dev.wainwright.api.BuiltInResources;
import dev.wainwright.api.Kind;
import dev.wainwright.apiserver.resource.Resources.Served;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How definitions are called: shortly in our data, in full in documents. */
final class DefinitionNames {
    private static final List<String> MACHINERY = List.of("api.", "runtime.", "util.", "version.");
    private static final String PACKAGE = "io.k8s.apimachinery.pkg.";

    private DefinitionNames() {}

    /** Such as {@code io.k8s.api.core.v1.Pod} for {@code core.v1.Pod}. */
    static String full(String name) {
        if (MACHINERY.stream().anyMatch(name::startsWith)) {
            return PACKAGE + name;
        }
        if (name.startsWith("meta.")) {
            return PACKAGE + "apis." + name;
        }
        // Names of more parts are in full already: com.example.v1.Cart, io.k8s.kube-aggregator….
        return name.chars().filter(c -> c == '.').count() > 2 ? name : "io.k8s.api." + name;
    }

    /** The short name of a kind's definition; for a kind that users define the only one. */
    static String of(Served served) {
        Kind kind = served.resource().kind();
        return served.definition().isEmpty()
                ? BuiltInResources.definition(kind).orElse("")
                : reversed(kind.group()) + '.' + kind.version() + '.' + kind.kind();
    }

    private static String reversed(String group) {
        var parts = new ArrayList<>(Arrays.asList(group.split("\\.")));
        return String.join(".", parts.reversed());
    }
}
