package dev.wainwright.apiserver.patch;

import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** RFC 6902 over immutable documents: each operation copies the path it changes. */
final class JsonPatch {
    private static final Tree NULL = new Tree.Null(0);

    private JsonPatch() {}

    static Tree.Mapping apply(Tree.Mapping target, Tree.Sequence operations) {
        Tree result = target;
        for (Tree item : operations.items()) {
            if (!(item instanceof Tree.Mapping)) {
                throw Unfit.badRequest("error decoding patch: json: cannot unmarshal " + GoText.type(item)
                        + " into Go value of type handlers.jsonPatchOp");
            }
        }
        for (Tree item : operations.items()) {
            result = step(result, (Tree.Mapping) item);
        }
        if (result instanceof Tree.Mapping mapping) {
            return mapping;
        }
        throw Unfit.rejected();
    }

    private static Tree step(Tree document, Tree.Mapping operation) {
        String[] path = path(operation, "path");
        Tree value = orNull(operation.get("value"));
        return switch (operation.text("op", "")) {
            case "add" -> add(document, path, value);
            case "replace" -> replace(document, path, value);
            case "remove" -> remove(document, path);
            case "test" -> test(document, path, value);
            case "copy" -> add(document, path, orNull(find(document, path(operation, "from"))));
            case "move" -> {
                String[] from = path(operation, "from");
                yield add(remove(document, from), path, orNull(find(document, from)));
            }
            default -> throw Unfit.rejected();
        };
    }

    /** The steps of a JSON pointer. What stands before its first slash does not count, as in the server. */
    private static String[] path(Tree.Mapping operation, String name) {
        if (!(operation.get(name) instanceof Tree.Text text)) {
            throw Unfit.rejected();
        }
        String[] parts = text.value().split("/", -1);
        return Arrays.stream(parts)
                .skip(1)
                .map(part -> part.replace("~1", "/").replace("~0", "~"))
                .toArray(String[]::new);
    }

    private static Tree add(Tree document, String[] path, Tree value) {
        return path.length == 0 ? value : atParent(document, path, 0, parent -> added(parent, last(path), value));
    }

    private static Tree added(Tree parent, String name, Tree value) {
        return switch (parent) {
            case Tree.Mapping mapping -> mapping.with(name, value);
            case Tree.Sequence sequence -> {
                var items = new ArrayList<>(sequence.items());
                items.add(name.equals("-") ? items.size() : index(name, items.size() + 1, items.size() + 1), value);
                yield new Tree.Sequence(items, sequence.line());
            }
            default -> throw Unfit.rejected();
        };
    }

    private static Tree replace(Tree document, String[] path, Tree value) {
        return path.length == 0
                ? value
                : atParent(document, path, 0, parent -> {
                    if (parent instanceof Tree.Mapping mapping) {
                        return mapping.with(last(path), value);
                    }
                    return withItem((Tree.Sequence) parent, last(path), value);
                });
    }

    private static Tree remove(Tree document, String[] path) {
        if (path.length == 0) {
            throw Unfit.rejected();
        }
        return atParent(document, path, 0, parent -> {
            if (parent instanceof Tree.Mapping mapping) {
                if (mapping.get(last(path)) == null) {
                    throw Unfit.rejected();
                }
                return mapping.without(last(path));
            }
            var items = new ArrayList<>(((Tree.Sequence) parent).items());
            items.remove(index(last(path), items.size(), items.size()));
            return new Tree.Sequence(items, parent.line());
        });
    }

    private static Tree test(Tree document, String[] path, Tree wanted) {
        if (!same(orNull(find(document, path)), wanted)) {
            throw Unfit.rejected();
        }
        return document;
    }

    /** Numbers are compared by value: RFC 6902 has 1 equal to 1.0. */
    private static boolean same(Tree a, Tree b) {
        return (a instanceof Tree.Numeral x && b instanceof Tree.Numeral y)
                ? x.value().compareTo(y.value()) == 0
                : a.equals(b);
    }

    private static Tree orNull(@Nullable Tree tree) {
        return tree == null ? NULL : tree;
    }

    private static @Nullable Tree find(Tree document, String[] path) {
        Tree at = document;
        for (int i = 0; i < path.length && at != null; i++) {
            at = child(at, path[i]);
            if (at == null && i < path.length - 1) {
                throw Unfit.rejected();
            }
        }
        return at;
    }

    private static @Nullable Tree child(Tree parent, String name) {
        return switch (parent) {
            case Tree.Mapping mapping -> mapping.get(name);
            case Tree.Sequence sequence -> {
                int size = sequence.items().size();
                yield sequence.items().get(index(name, size, size));
            }
            default -> throw Unfit.rejected();
        };
    }

    /** The document with the parent of what the path names changed. */
    private static Tree atParent(Tree document, String[] path, int depth, UnaryOperator<Tree> change) {
        if (depth == path.length - 1) {
            if (document instanceof Tree.Mapping || document instanceof Tree.Sequence) {
                return change.apply(document);
            }
            throw Unfit.rejected();
        }
        Tree child = child(document, path[depth]);
        if (child == null) {
            throw Unfit.rejected();
        }
        Tree changed = atParent(child, path, depth + 1, change);
        return document instanceof Tree.Mapping mapping
                ? mapping.with(path[depth], changed)
                : withItem((Tree.Sequence) document, path[depth], changed);
    }

    private static Tree withItem(Tree.Sequence sequence, String name, Tree value) {
        List<Tree> items = new ArrayList<>(sequence.items());
        items.set(index(name, items.size(), items.size()), value);
        return new Tree.Sequence(items, sequence.line());
    }

    /** An index below {@code end}; negative ones count from {@code size}. */
    private static int index(String text, int size, int end) {
        try {
            int index = Integer.parseInt(text);
            int counted = index < 0 ? index + size : index;
            if (counted >= 0 && counted < end) {
                return counted;
            }
        } catch (NumberFormatException e) {
            throw Unfit.rejected();
        }
        throw Unfit.rejected();
    }

    private static String last(String[] path) {
        return path[path.length - 1];
    }
}
