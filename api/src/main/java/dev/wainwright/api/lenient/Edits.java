package dev.wainwright.api.lenient;

import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes deep inside immutable trees. What has another type than expected is left for the schema check to refuse. */
final class Edits {
    private Edits() {}

    /** Changes the mapping at a dotted path; nothing happens when there is none. */
    static Tree.Mapping inside(Tree.Mapping root, String path, UnaryOperator<Tree.Mapping> change) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        if (!(root.get(name) instanceof Tree.Mapping child)) {
            return root;
        }
        return root.with(name, dot < 0 ? change.apply(child) : inside(child, path.substring(dot + 1), change));
    }

    /** Like {@link #inside}, but makes the mappings of the path that are absent. */
    static Tree.Mapping within(Tree.Mapping root, String path, UnaryOperator<Tree.Mapping> change) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        Tree before = root.get(name);
        if (before != null && !(before instanceof Tree.Mapping) && !(before instanceof Tree.Null)) {
            return root;
        }
        Tree.Mapping child = before instanceof Tree.Mapping mapping ? mapping : new Tree.Mapping(Map.of(), root.line());
        return root.with(name, dot < 0 ? change.apply(child) : within(child, path.substring(dot + 1), change));
    }

    /** Changes one item of a list. */
    @FunctionalInterface
    interface ItemChange {
        /** The item's replacement; empty to drop it. */
        Optional<Tree> apply(Tree item, int position);
    }

    static Tree.Mapping eachItem(Tree.Mapping parent, String name, ItemChange change) {
        if (!(parent.get(name) instanceof Tree.Sequence sequence)) {
            return parent;
        }
        var items = new ArrayList<Tree>();
        for (int i = 0; i < sequence.items().size(); i++) {
            change.apply(sequence.items().get(i), i).ifPresent(items::add);
        }
        return parent.with(name, new Tree.Sequence(items, sequence.line()));
    }

    /** Whether a field is absent, null, or an empty list, mapping or text. */
    static boolean isMissing(Tree.Mapping mapping, String name) {
        Tree value = mapping.get(name);
        return switch (value) {
            case null -> true;
            case Tree.Null nothing -> true;
            case Tree.Mapping inner -> inner.isEmpty();
            case Tree.Sequence sequence -> sequence.items().isEmpty();
            case Tree.Text text -> text.value().isEmpty();
            default -> false;
        };
    }

    static Tree.Text text(String value, Tree at) {
        return new Tree.Text(value, at.line());
    }

    /** A mapping of texts, given as name, value, name, value. */
    static Tree.Mapping mapping(Tree at, String... namesAndValues) {
        var fields = new LinkedHashMap<String, Tree>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], text(namesAndValues[i + 1], at));
        }
        return new Tree.Mapping(fields, at.line());
    }

    static Tree.Sequence list(Tree item) {
        return new Tree.Sequence(List.of(item), item.line());
    }
}
