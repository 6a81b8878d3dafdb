package dev.wainwright.api;

import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.rules.TreeKindRules;
import dev.wainwright.api.schema.BuiltInSchemas;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that Kubernetes 1.36 serves by itself (made by {@code api/tools/trim_schemas.py}). */
public final class BuiltInResources {
    private static final String RESOURCE = "schema/resources.json";
    private static final Map<Kind, String> DEFINITIONS = new HashMap<>();
    private static final List<Resource> ALL = load();

    private BuiltInResources() {}

    /** In the order of discovery, which is the order in which kubectl resolves names. */
    public static List<Resource> all() {
        return ALL;
    }

    /** The name of the definition in {@link BuiltInSchemas} that says what the kind's documents look like. */
    public static Optional<String> definition(Kind kind) {
        return Optional.ofNullable(DEFINITIONS.get(kind));
    }

    private static List<Resource> load() {
        return ((Tree.Sequence) Json.resource(BuiltInResources.class, RESOURCE))
                .items().stream().map(item -> resource((Tree.Mapping) item)).toList();
    }

    private static Resource resource(Tree.Mapping source) {
        String group = source.text("group", "");
        String version = source.text("version", "");
        String apiVersion = group.isEmpty() ? version : group + '/' + version;
        String name = source.text("kind", "");
        Kind kind = Kinds.find(apiVersion, name).orElseGet(() -> treeKind(source, group, version));
        DEFINITIONS.put(kind, source.text("schema", ""));
        return new Resource(
                kind,
                texts(source, "verbs"),
                texts(source, "categories"),
                source.items("subresources").stream()
                        .map(item -> subresource((Tree.Mapping) item))
                        .toList());
    }

    private static Kind treeKind(Tree.Mapping source, String group, String version) {
        String schema = source.text("schema", "");
        return new Kind(
                group,
                version,
                source.text("kind", ""),
                source.text("plural", ""),
                source.text("singular", ""),
                texts(source, "shortNames"),
                source.get("namespaced") instanceof Tree.Bool namespaced && namespaced.value(),
                TreeObject.class,
                () -> schema.isEmpty() ? Schema.ANYTHING : BuiltInSchemas.of(schema),
                document -> document,
                TreeKindRules.of(group, source.text("kind", "")));
    }

    private static Resource.Subresource subresource(Tree.Mapping source) {
        return new Resource.Subresource(
                source.text("name", ""),
                texts(source, "verbs"),
                source.text("group", ""),
                source.text("version", ""),
                source.text("kind", ""));
    }

    private static List<String> texts(Tree.Mapping source, String name) {
        return source.items(name).stream()
                .map(item -> ((Tree.Text) item).value())
                .toList();
    }
}
