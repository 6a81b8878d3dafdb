package dev.wainwright.apiserver.apply;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The annotation in which kubectl's client-side apply keeps the last configuration. An object that was managed so far with
 * it goes over to server-side apply without conflicts about what is as it was applied.
 */
final class LastApplied {
    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String KUBECTL = "kubectl";
    private static final int LONGEST = 256 * 1024;

    private LastApplied() {}

    /** The conflicts that remain when fields that still are as kubectl applied them cause none. */
    static Map<Owner.Key, FieldSet> forgive(
            Map<Owner.Key, FieldSet> conflicts, Tree.Mapping live, Manager manager, Schema schema) {
        String text = annotation(live);
        if (!manager.name().equals(KUBECTL) || text.isEmpty()) {
            return conflicts;
        }
        FieldSet allowed = unchanged(text, live, schema);
        var left = new LinkedHashMap<Owner.Key, FieldSet>();
        conflicts.forEach((owner, fields) -> {
            FieldSet rest = fields.difference(allowed);
            if (!rest.isEmpty()) {
                left.put(owner, rest);
            }
        });
        return left;
    }

    private static FieldSet unchanged(String text, Tree.Mapping live, Schema schema) {
        try {
            Tree applied = Json.parse(text);
            Changes since = Changes.between(applied, live, schema);
            return OwnedFields.applied(applied, schema)
                    .difference(since.modified())
                    .difference(since.removed());
        } catch (IllegalArgumentException e) {
            // Somebody wrote something else into the annotation: it forgives nothing.
            return FieldSet.EMPTY;
        }
    }

    /** Keeps the annotation true, so that client-side apply may come back. */
    static Tree.Mapping renew(Tree.Mapping object, Tree.Mapping config, Manager manager) {
        if (!manager.name().equals(KUBECTL)
                || !manager.subresource().isEmpty()
                || annotation(object).isEmpty()) {
            return object;
        }
        String text = Json.print(Tree.sorted(bare(config))) + "\n";
        Tree.Mapping metadata = object.mapping("metadata");
        Tree.Mapping annotations = metadata.mapping("annotations");
        Tree.Mapping renewed = text.length() > LONGEST
                ? annotations.without(ANNOTATION)
                : annotations.with(ANNOTATION, Tree.text(text));
        return object.with("metadata", metadata.with("annotations", renewed));
    }

    private static Tree.Mapping bare(Tree.Mapping config) {
        Tree.Mapping metadata = config.mapping("metadata");
        return metadata.get("annotations") == null
                ? config
                : config.with(
                        "metadata",
                        metadata.with(
                                "annotations", metadata.mapping("annotations").without(ANNOTATION)));
    }

    private static String annotation(Tree.Mapping object) {
        return object.mapping("metadata").mapping("annotations").text(ANNOTATION, "");
    }
}
