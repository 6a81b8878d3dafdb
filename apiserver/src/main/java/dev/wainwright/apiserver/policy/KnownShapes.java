package dev.wainwright.apiserver.policy;

import dev.wainwright.api.BuiltInResources;
import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.schema.BuiltInSchemas;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.cel.Shape;
import dev.wainwright.apiserver.resource.Resources.Served;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The types of whole objects, from the schemas that the server publishes. As in Kubernetes, amounts have no type there, and neither
 * they nor maps of them can be spoken of where types are checked.
 */
final class KnownShapes {
    private static final String AMOUNT = "api.resource.Quantity";
    private static final String METADATA = "meta.v1.ObjectMeta";
    private static final int DEEPEST = 40;

    private KnownShapes() {}

    static Optional<Shape> of(Served served) {
        return schema(served).map(schema -> Shape.of(resolved(schema, 0).orElse(Tree.Mapping.EMPTY), false));
    }

    private static Optional<Tree.Mapping> schema(Served served) {
        return served.definition().isPresent()
                ? Optional.of(custom(served.definition().get()))
                : BuiltInResources.definition(served.resource().kind())
                        .map(name -> BuiltInSchemas.definitions().mapping(name));
    }

    private static Tree.Mapping custom(Crd crd) {
        Tree.Mapping version =
                (Tree.Mapping) crd.document().mapping("spec").items("versions").getFirst();
        Tree.Mapping schema = version.mapping("schema").mapping("openAPIV3Schema");
        Tree text = new Fields().put("type", "string").build();
        Tree.Mapping properties = schema.mapping("properties")
                .with("apiVersion", text)
                .with("kind", text)
                .with("metadata", new Fields().put("$ref", METADATA).build());
        return schema.with("type", Tree.text("object")).with("properties", properties);
    }

    /** The schema without references; nothing for what has no type. */
    private static Optional<Tree.Mapping> resolved(Tree.Mapping schema, int depth) {
        String reference = schema.text("$ref", "");
        if (reference.equals(AMOUNT) || depth > DEEPEST) {
            return Optional.empty();
        }
        if (!reference.isEmpty()) {
            return resolved(BuiltInSchemas.definitions().mapping(reference), depth + 1);
        }
        if (schema.text("format", "").equals("int-or-string")) {
            return Optional.of(
                    new Fields().put("x-kubernetes-int-or-string", true).build());
        }
        if (schema.get("additionalProperties") instanceof Tree.Mapping values) {
            return resolved(values, depth + 1).map(known -> schema.with("additionalProperties", known));
        }
        if (schema.get("items") instanceof Tree.Mapping items) {
            return resolved(items, depth + 1).map(known -> schema.with("items", known));
        }
        if (schema.get("properties") instanceof Tree.Mapping properties) {
            Map<String, Tree> known = new LinkedHashMap<>();
            properties.fields().forEach((name, child) -> {
                if (child instanceof Tree.Mapping mapping) {
                    resolved(mapping, depth + 1).ifPresent(each -> known.put(name, each));
                }
            });
            return Optional.of(schema.with("properties", new Tree.Mapping(known, 0)));
        }
        return Optional.of(schema);
    }
}
