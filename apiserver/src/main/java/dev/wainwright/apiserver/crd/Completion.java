package dev.wainwright.apiserver.crd;

import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a custom object what its schema says it is: without unknown fields, with defaults. */
final class Completion {
    private static final Set<String> OBJECT_FIELDS = Set.of("apiVersion", "kind", "metadata");

    /** Whether it is one of the fields that every object has, whatever its schema. */
    static boolean isObjectField(String name) {
        return OBJECT_FIELDS.contains(name);
    }

    private final List<String> unknown = new ArrayList<>();

    /** The paths of what was taken out, sorted. */
    List<String> unknown() {
        return unknown.stream().sorted().toList();
    }

    /** Without fields that the schema does not know. */
    Tree.Mapping prune(Tree.Mapping object, Node root) {
        return (Tree.Mapping) prune(object, root, "", true);
    }

    private Tree prune(Tree tree, Node node, String path, boolean isObject) {
        return switch (tree) {
            case Tree.Mapping mapping -> fields(mapping, node, path, isObject || node.embedded);
            case Tree.Sequence list -> {
                Node items = node.items;
                if (items == null) {
                    yield list;
                }
                var kept = new ArrayList<Tree>();
                for (int i = 0; i < list.items().size(); i++) {
                    kept.add(prune(list.items().get(i), items, path + '[' + i + ']', false));
                }
                yield new Tree.Sequence(kept, list.line());
            }
            default -> tree;
        };
    }

    private Tree fields(Tree.Mapping mapping, Node node, String path, boolean isObject) {
        var kept = new LinkedHashMap<String, Tree>();
        mapping.fields().forEach((name, value) -> {
            String below = path.isEmpty() ? name : path + '.' + name;
            Node field = node.field(name);
            if (isObject && OBJECT_FIELDS.contains(name)) {
                kept.put(name, value);
            } else if (field != null) {
                kept.put(name, prune(value, field, below, false));
            } else if (node.preserves) {
                kept.put(name, value);
            } else {
                unknown.add(below);
            }
        });
        return new Tree.Mapping(kept, mapping.line());
    }

    /** With defaults. A null where none is allowed counts as absent. */
    static Tree.Mapping complete(Tree.Mapping object, Node root) {
        return (Tree.Mapping) complete((Tree) object, root);
    }

    static Tree complete(Tree tree, Node node) {
        return switch (tree) {
            case Tree.Mapping mapping -> {
                var complete = new LinkedHashMap<String, Tree>();
                mapping.fields().forEach((name, value) -> {
                    Tree present = present(value, node.field(name));
                    if (present != null) {
                        complete.put(name, present);
                    }
                });
                node.properties.forEach((name, field) -> {
                    Tree value = field.defaultValue();
                    if (value != null && !complete.containsKey(name)) {
                        complete.put(name, complete(value, field));
                    }
                });
                yield new Tree.Mapping(complete, mapping.line());
            }
            case Tree.Sequence list -> {
                Node items = node.items;
                yield items == null
                        ? list
                        : new Tree.Sequence(
                                list.items().stream()
                                        .map(item -> complete(item, items))
                                        .toList(),
                                list.line());
            }
            default -> tree;
        };
    }

    private static @Nullable Tree present(Tree value, @Nullable Node field) {
        if (field == null) {
            return value;
        }
        return value instanceof Tree.Null && !field.nullable ? null : complete(value, field);
    }
}
