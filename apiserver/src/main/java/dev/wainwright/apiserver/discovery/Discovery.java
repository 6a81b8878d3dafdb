package dev.wainwright.apiserver.discovery;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Resource;
import dev.wainwright.api.Resource.Subresource;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.resource.Resources.Served;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The documents of discovery, one path after another: every kubectl up to 1.25 and {@code kubectl api-versions} ask so. */
public final class Discovery {
    private static final String CORE_VERSION = "v1";

    private final Groups groups;

    /** Of what is served at one time, as {@code Resources.all} lists it. */
    public Discovery(List<Served> all) {
        this.groups = new Groups(all);
    }

    /**
     * The answer to {@code /api}.
     *
     * @param address where the server is reached, such as {@code 127.0.0.1:6443}
     */
    public static Tree.Mapping coreVersions(String address) {
        Tree.Mapping way = new Fields()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", address)
                .build();
        return new Fields()
                .put("kind", "APIVersions")
                .putTexts("versions", List.of(CORE_VERSION))
                .put("serverAddressByClientCIDRs", List.of(way))
                .build();
    }

    /** The answer to {@code /apis}. */
    public Tree.Mapping groups() {
        return new Fields()
                .put("kind", "APIGroupList")
                .put("apiVersion", "v1")
                .put(
                        "groups",
                        groups.names().stream()
                                .map(name -> describe(name, new Fields()))
                                .toList())
                .build();
    }

    /** The answer to {@code /apis/GROUP}. */
    public Optional<Tree.Mapping> group(String name) {
        if (name.isEmpty() || groups.versions(name).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(describe(name, new Fields().put("kind", "APIGroup").put("apiVersion", "v1")));
    }

    private Tree.Mapping describe(String group, Fields head) {
        List<Tree.Mapping> versions = groups.versions(group).stream()
                .map(version -> new Fields()
                        .put("groupVersion", group + '/' + version)
                        .put("version", version)
                        .build())
                .toList();
        return head.put("name", group)
                .put("versions", versions)
                .put("preferredVersion", versions.getFirst())
                .build();
    }

    /** The answer to {@code /api/v1} and {@code /apis/GROUP/VERSION}. */
    public Optional<Tree.Mapping> resources(String group, String version) {
        return groups.resources(group, version).map(all -> {
            var list = new Fields().put("kind", "APIResourceList");
            if (!group.isEmpty()) {
                list.put("apiVersion", "v1");
            }
            return list.put("groupVersion", group.isEmpty() ? version : group + '/' + version)
                    .put("resources", all.stream().flatMap(Discovery::entries).toList())
                    .build();
        });
    }

    private static Stream<Tree.Mapping> entries(Served served) {
        Resource resource = served.resource();
        return Stream.concat(
                Stream.of(entry(resource)), resource.subresources().stream().map(each -> entry(resource.kind(), each)));
    }

    private static Tree.Mapping entry(Resource resource) {
        Kind kind = resource.kind();
        return new Fields()
                .put("name", kind.plural())
                .put("singularName", kind.singular())
                .put("namespaced", kind.namespaced())
                .put("kind", kind.kind())
                .putTexts("verbs", resource.verbs())
                .putTextsIfAny("shortNames", kind.shortNames())
                .putTextsIfAny("categories", resource.categories())
                .build();
    }

    private static Tree.Mapping entry(Kind kind, Subresource part) {
        var entry = new Fields()
                .put("name", kind.plural() + '/' + part.name())
                .put("singularName", "")
                .put("namespaced", kind.namespaced());
        if (!part.group().equals(kind.group()) || !part.version().equals(kind.version())) {
            entry.put("group", part.group()).put("version", part.version());
        }
        return entry.put("kind", part.kind()).putTexts("verbs", part.verbs()).build();
    }

    /** The answer to {@code /api} for those who want everything at once. */
    public Tree.Mapping coreInFull() {
        return FullDiscovery.list(List.of(FullDiscovery.group("", groups)));
    }

    /** The answer to {@code /apis} for those who want everything at once. */
    public Tree.Mapping groupsInFull() {
        return FullDiscovery.list(groups.names().stream()
                .map(name -> FullDiscovery.group(name, groups))
                .toList());
    }
}
