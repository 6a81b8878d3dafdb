package dev.wainwright.apiserver.openapi;

import dev.wainwright.api.Kind;
import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.schema.BuiltInSchemas;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.resource.Resources.Served;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The definitions that some kinds need, with their lists and all that they refer to; references have short names. */
final class Definitions {
    private static final String KINDS = "x-kubernetes-group-version-kind";
    private static final List<String> ALWAYS = List.of(
            "meta.v1.DeleteOptions",
            "meta.v1.ListMeta",
            "meta.v1.ObjectMeta",
            "meta.v1.Status",
            "autoscaling.v1.Scale",
            "policy.v1.Eviction");

    private final Map<String, Tree.Mapping> found = new TreeMap<>();
    private final ArrayDeque<String> wanted = new ArrayDeque<>(ALWAYS);
    private final Map<String, List<Tree.Mapping>> kinds = new LinkedHashMap<>();

    private Definitions() {}

    /** By short name, sorted. */
    static Map<String, Tree.Mapping> of(List<Served> served) {
        var definitions = new Definitions();
        definitions.kinds.put("autoscaling.v1.Scale", List.of(kind("autoscaling", "v1", "Scale")));
        definitions.kinds.put("policy.v1.Eviction", List.of(kind("policy", "v1", "Eviction")));
        served.forEach(definitions::add);
        definitions.follow();
        definitions.kinds.forEach((name, ofName) -> definitions.found.computeIfPresent(
                name, (same, definition) -> definition.with(KINDS, Fields.sequence(ofName))));
        return definitions.found;
    }

    private void add(Served served) {
        String name = DefinitionNames.of(served);
        if (name.isEmpty()) {
            return;
        }
        Kind kind = served.resource().kind();
        kinds.computeIfAbsent(name, same -> new ArrayList<>()).add(kind(kind.group(), kind.version(), kind.kind()));
        served.definition().ifPresentOrElse(crd -> put(name, custom(crd)), () -> wanted.add(name));
        if (served.resource().verbs().contains("list")) {
            kinds.computeIfAbsent(name + "List", same -> new ArrayList<>())
                    .add(kind(kind.group(), kind.version(), kind.kind() + "List"));
            put(name + "List", list(name));
        }
    }

    private static Tree.Mapping custom(Crd crd) {
        Tree.Mapping version =
                (Tree.Mapping) crd.document().mapping("spec").items("versions").getFirst();
        Tree.Mapping schema = version.mapping("schema").mapping("openAPIV3Schema");
        Map<String, Tree> properties = new LinkedHashMap<>();
        properties.put("apiVersion", text());
        properties.put("kind", text());
        properties.putAll(schema.mapping("properties").fields());
        properties.put("metadata", reference("meta.v1.ObjectMeta"));
        return schema.with("type", Tree.text("object")).with("properties", new Tree.Mapping(properties, 0));
    }

    private static Tree.Mapping list(String item) {
        Tree.Mapping items =
                new Fields().put("type", "array").put("items", reference(item)).build();
        Tree.Mapping properties = new Fields()
                .put("apiVersion", text())
                .put("items", items)
                .put("kind", text())
                .put("metadata", reference("meta.v1.ListMeta"))
                .build();
        return new Fields()
                .put("type", "object")
                .putTexts("required", List.of("items"))
                .put("properties", properties)
                .build();
    }

    private void follow() {
        while (!wanted.isEmpty()) {
            String name = wanted.remove();
            if (!found.containsKey(name)) {
                put(name, BuiltInSchemas.definitions().mapping(name));
            }
        }
    }

    private void put(String name, Tree.Mapping definition) {
        found.put(name, definition);
        references(definition);
    }

    private void references(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            String name = mapping.text("$ref", "");
            if (!name.isEmpty()) {
                wanted.add(name);
            }
            mapping.fields().values().forEach(this::references);
        }
    }

    private static Tree.Mapping text() {
        return new Fields().put("type", "string").build();
    }

    private static Tree.Mapping reference(String name) {
        return new Fields().put("$ref", name).build();
    }

    static Tree.Mapping kind(String group, String version, String kind) {
        return new Fields()
                .put("group", group)
                .put("kind", kind)
                .put("version", version)
                .build();
    }
}
