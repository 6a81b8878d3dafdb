package dev.wainwright.apiserver.apply;

import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * What those who create objects own, remembered by all that it depends on: objects of one template come by the hundred and differ
 * in their names and in little else. Of one kind; safe for use by many threads.
 */
final class Creations {
    private static final int SLOTS = 64;

    /** What is larger comes seldom, and would take much memory. */
    private static final int LARGEST = 16 * 1024;

    /** What a value takes besides its text, about. */
    private static final int EACH = 16;

    private static final Tree SOMETHING = Tree.text("");

    /** Fields of metadata that count by being there, whatever they say. */
    private static final Set<String> PLAIN =
            Set.of("name", "generateName", "namespace", "uid", "creationTimestamp", "resourceVersion", "generation");

    /** The same of each of their fields. */
    private static final Set<String> OF_PLAIN = Set.of("labels", "annotations");

    private final AtomicReferenceArray<Known> slots = new AtomicReferenceArray<>(SLOTS);

    private record Known(Manager manager, Tree.Mapping likeness, FieldSet fields) {}

    /** What {@code computed} says of the first object of this likeness. */
    FieldSet fields(Manager manager, Tree.Mapping document, Supplier<FieldSet> computed) {
        if (left(LARGEST, document) < 0) {
            return computed.get();
        }
        Tree.Mapping likeness = likeness(document);
        int slot = Math.floorMod(31 * manager.hashCode() + likeness.hashCode(), SLOTS);
        Known known = slots.get(slot);
        if (known == null || !known.manager.equals(manager) || !known.likeness.equals(likeness)) {
            known = new Known(manager, likeness, computed.get());
            slots.set(slot, known);
        }
        return known.fields;
    }

    /** The document with the same in place of everything that has no influence on who owns what. */
    static Tree.Mapping likeness(Tree.Mapping document) {
        var metadata = new LinkedHashMap<String, Tree>();
        document.mapping("metadata").fields().forEach((name, value) -> {
            boolean isMapping = value instanceof Tree.Mapping && OF_PLAIN.contains(name);
            metadata.put(name, isMapping ? plain((Tree.Mapping) value) : PLAIN.contains(name) ? plain(value) : value);
        });
        return document.with("metadata", new Tree.Mapping(metadata, 0));
    }

    private static Tree plain(Tree.Mapping mapping) {
        Map<String, Tree> fields = new LinkedHashMap<>();
        mapping.fields().forEach((name, value) -> fields.put(name, plain(value)));
        return new Tree.Mapping(fields, 0);
    }

    private static Tree plain(Tree value) {
        return value instanceof Tree.Text || value instanceof Tree.Numeral ? SOMETHING : value;
    }

    /** What is left of so much room when the tree is in it; negative when it does not fit. */
    private static int left(int room, Tree tree) {
        int left = room - EACH;
        switch (tree) {
            case Tree.Text text -> left -= text.value().length();
            case Tree.Mapping mapping -> {
                for (Map.Entry<String, Tree> field : mapping.fields().entrySet()) {
                    left = left < 0 ? left : left(left - field.getKey().length(), field.getValue());
                }
            }
            case Tree.Sequence list -> {
                for (Tree item : list.items()) {
                    left = left < 0 ? left : left(left, item);
                }
            }
            default -> {}
        }
        return left;
    }
}
