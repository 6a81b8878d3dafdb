package dev.wainwright.apiserver.crd;

import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds a custom object against its schema, in the words of the real server. What an update leaves as it was is not held
 * against it.
 */
final class ObjectCheck {
    private final List<Finding> findings = new ArrayList<>();

    /** {@code path} is that of the value; empty for whole objects. */
    static List<Finding> check(@Nullable Tree before, Tree value, Node node, String path) {
        var check = new ObjectCheck();
        check.value(before, value, node, path);
        return check.findings;
    }

    private void value(@Nullable Tree before, Tree value, Node node, String path) {
        if (before != null && before.equals(value)) {
            return;
        }
        if (value instanceof Tree.Null && node.nullable) {
            return;
        }
        boolean fits = Kinds.check(value, node, path, findings);
        LimitCheck.check(value, node, path, findings);
        if (!fits) {
            return;
        }
        switch (value) {
            case Tree.Mapping mapping -> fields(before, mapping, node, path);
            case Tree.Sequence list -> items(before, list, node, path);
            default -> {}
        }
        Alternatives.check(value, node, path, findings);
    }

    private void fields(@Nullable Tree before, Tree.Mapping mapping, Node node, String path) {
        mapping.fields().forEach((name, value) -> {
            Node field = node.field(name);
            boolean isObjects = path.isEmpty() && Completion.isObjectField(name);
            if (field != null && !isObjects) {
                Tree old = before instanceof Tree.Mapping known ? known.get(name) : null;
                value(old, value, field, below(path, name));
            }
        });
        for (String name : node.required) {
            if (mapping.get(name) == null) {
                findings.add(Trouble.required(below(path, name), ""));
            }
        }
        if (node.embedded) {
            embedded(mapping, path);
        }
    }

    private void embedded(Tree.Mapping object, String path) {
        for (String name : List.of("apiVersion", "kind")) {
            if (object.text(name, "").isEmpty()) {
                findings.add(Trouble.required(below(path, name), ""));
            }
        }
    }

    private void items(@Nullable Tree before, Tree.Sequence list, Node node, String path) {
        Node items = node.items;
        for (int i = 0; items != null && i < list.items().size(); i++) {
            Tree item = list.items().get(i);
            value(ListItems.counterpart(before, item, node), item, items, path + '[' + i + ']');
        }
        var seen = new HashSet<Tree>();
        boolean keyed = node.listType.equals("map");
        for (int i = 0;
                (keyed || node.listType.equals("set")) && i < list.items().size();
                i++) {
            Tree key = keyed
                    ? ListItems.key(list.items().get(i), node)
                    : list.items().get(i);
            if (!seen.add(key)) {
                findings.add(Trouble.of(path + '[' + i + ']', Cause.duplicate(sorted(key))));
            }
        }
    }

    private static Tree sorted(Tree tree) {
        return tree instanceof Tree.Mapping mapping
                ? new Tree.Mapping(new LinkedHashMap<>(new TreeMap<>(mapping.fields())), 0)
                : tree;
    }

    static String below(String path, String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }
}
