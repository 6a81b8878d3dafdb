package dev.wainwright.apiserver.discovery;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Resource.Subresource;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.resource.Resources.Served;
import java.util.List;

/** Discovery in one document (apidiscovery.k8s.io/v2), which kubectl asks for since 1.30. */
public final class FullDiscovery {
    /** Who accepts this gets it, and finds it as the answer's content type. */
    public static final String MEDIA_TYPE = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private FullDiscovery() {}

    static Tree.Mapping list(List<Tree.Mapping> groups) {
        return new Fields()
                .put("kind", "APIGroupDiscoveryList")
                .put("apiVersion", "apidiscovery.k8s.io/v2")
                .put("metadata", Tree.Mapping.EMPTY)
                .put("items", groups)
                .build();
    }

    static Tree.Mapping group(String name, Groups groups) {
        return new Fields()
                .put("metadata", new Fields().putIfAny("name", name).build())
                .put(
                        "versions",
                        groups.versions(name).stream()
                                .map(version -> version(
                                        version, groups.resources(name, version).orElseThrow()))
                                .toList())
                .build();
    }

    private static Tree.Mapping version(String version, List<Served> resources) {
        return new Fields()
                .put("version", version)
                .put(
                        "resources",
                        resources.stream().map(FullDiscovery::resource).toList())
                .put("freshness", "Current")
                .build();
    }

    private static Tree.Mapping resource(Served served) {
        Kind kind = served.resource().kind();
        var fields = new Fields()
                .put("resource", kind.plural())
                .put("responseKind", responseKind(served, kind.group(), kind.version(), kind.kind()))
                .put("scope", kind.namespaced() ? "Namespaced" : "Cluster")
                .put("singularResource", kind.singular())
                .putTexts("verbs", served.resource().verbs())
                .putTextsIfAny("shortNames", kind.shortNames())
                .putTextsIfAny("categories", served.resource().categories());
        if (!served.resource().subresources().isEmpty()) {
            fields.put(
                    "subresources",
                    served.resource().subresources().stream()
                            .map(part -> subresource(served, part))
                            .toList());
        }
        return fields.build();
    }

    private static Tree.Mapping subresource(Served served, Subresource part) {
        return new Fields()
                .put("subresource", part.name())
                .put("responseKind", responseKind(served, part.group(), part.version(), part.kind()))
                .putTexts("verbs", part.verbs())
                .build();
    }

    /** Kubernetes' own kinds leave out what the place in the document says already; defined kinds do not. */
    private static Tree.Mapping responseKind(Served served, String group, String version, String name) {
        Kind kind = served.resource().kind();
        boolean isSaid = served.definition().isEmpty() && group.equals(kind.group()) && version.equals(kind.version());
        return new Fields()
                .put("group", isSaid ? "" : group)
                .put("version", isSaid ? "" : version)
                .put("kind", name)
                .build();
    }
}
