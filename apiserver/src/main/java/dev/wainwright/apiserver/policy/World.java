package dev.wainwright.apiserver.policy;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.apiserver.resource.Resources.Served;
import dev.wainwright.apiserver.version.Versions;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What policies look at besides the request: the objects there are, and under which names they are served. */
record World(ClusterStore store, Resources resources, Versions versions) {
    private static final Set<String> EVENTS = Set.of("", "events.k8s.io");

    /** The kinds under which the same objects are served, too. */
    List<Kind> otherNames(Kind kind) {
        return resources.all().stream()
                .map(served -> served.resource().kind())
                .filter(other ->
                        other.kind().equals(kind.kind()) && !other.apiVersion().equals(kind.apiVersion()))
                .filter(other -> other.group().equals(kind.group())
                        || (kind.kind().equals("Event") && EVENTS.containsAll(List.of(kind.group(), other.group()))))
                .toList();
    }

    Optional<Kind> kind(String group, String version, String plural) {
        return resources
                .find(group, version, plural)
                .map(served -> served.resource().kind());
    }

    Served served(Kind kind) {
        return resources.find(kind.group(), kind.version(), kind.plural()).orElseThrow();
    }

    Optional<KubeObject> namespace(String name) {
        return store.get(Kinds.of(Namespace.class), new ObjectKey("", name)).toOptional();
    }
}
