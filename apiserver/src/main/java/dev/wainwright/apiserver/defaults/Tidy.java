package dev.wainwright.apiserver.defaults;

import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.resource.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A document as it looks once it has been through the server's structures: amounts in their canonical form, and without
 * the empty texts, lists and maps that stand for nothing there.
 */
@SuppressWarnings("ReferenceEquality") // The same instance means that nothing changed.
final class Tidy {
    /** Texts that differ from an absent one when they are empty. */
    private static final Set<String> KEPT = Set.of(
            "storageClassName",
            "volumeAttributesClassName",
            "ingressClassName",
            "runtimeClassName",
            "reportingComponent",
            "reportingInstance",
            "name",
            "type",
            "service",
            "pathType",
            "timeZone");

    private Tidy() {}

    static Tree.Mapping tidy(Tree.Mapping object, Schema schema) {
        Map<String, Tree> changed = null;
        for (var field : object.fields().entrySet()) {
            String name = field.getKey();
            Tree before = field.getValue();
            Schema below = schema.properties().getOrDefault(name, schema.additionalProperties());
            Tree after = below == null ? before : value(before, below);
            boolean gone = below != null
                    && schema.properties().containsKey(name)
                    && !schema.required().contains(name)
                    && !KEPT.contains(name)
                    && isNothing(after, below);
            if (after != before || gone) {
                changed = changed == null ? new LinkedHashMap<>(object.fields()) : changed;
                if (gone) {
                    changed.remove(name);
                } else {
                    changed.put(name, after);
                }
            }
        }
        return changed == null ? object : new Tree.Mapping(changed, object.line());
    }

    private static Tree value(Tree value, Schema schema) {
        if (schema.format().equals("quantity")) {
            return quantity(value);
        }
        if (value instanceof Tree.Mapping mapping && schema.type().equals("object")) {
            return tidy(mapping, schema);
        }
        Schema items = schema.items();
        if (value instanceof Tree.Sequence list && items != null) {
            List<Tree> after = new ArrayList<>();
            boolean changed = false;
            for (Tree item : list.items()) {
                Tree tidied = value(item, items);
                changed |= tidied != item;
                after.add(tidied);
            }
            return changed ? new Tree.Sequence(after, list.line()) : list;
        }
        return value;
    }

    private static Tree quantity(Tree value) {
        String written = switch (value) {
            case Tree.Text text -> text.value();
            case Tree.Numeral number -> number.value().toPlainString();
            default -> "";
        };
        if (written.isEmpty()) {
            return value;
        }
        String canonical = Quantity.parse(written).toString();
        boolean same = value instanceof Tree.Text && canonical.equals(written);
        return same ? value : new Tree.Text(canonical, value.line());
    }

    private static boolean isNothing(Tree value, Schema schema) {
        return switch (value) {
            case Tree.Text text -> text.value().isEmpty();
            case Tree.Sequence list -> list.items().isEmpty();
            case Tree.Mapping map -> map.isEmpty() && schema.additionalProperties() != null;
            default -> false;
        };
    }
}
