package dev.wainwright.api.tree;

import java.util.ArrayList;
import java.util.function.UnaryOperator;

/** Fills in what a document leaves open; what is there stays, and what needs nothing stays the same instance. */
@SuppressWarnings("ReferenceEquality") // The same instance means that nothing changed.
public final class Fill {
    private Fill() {}

    /** Texts count as absent when they are empty. */
    public static Tree.Mapping text(Tree.Mapping mapping, String name, String value) {
        return mapping.get(name) == null || mapping.text(name, "?").isEmpty()
                ? mapping.with(name, new Tree.Text(value, mapping.line()))
                : mapping;
    }

    public static Tree.Mapping number(Tree.Mapping mapping, String name, long value) {
        return absent(mapping, name, Tree.number(value));
    }

    public static Tree.Mapping bool(Tree.Mapping mapping, String name, boolean value) {
        return absent(mapping, name, new Tree.Bool(value, 0));
    }

    public static Tree.Mapping absent(Tree.Mapping mapping, String name, Tree value) {
        return mapping.get(name) == null ? mapping.with(name, value) : mapping;
    }

    /** Changes the mapping in a field; one that is absent stays absent. */
    public static Tree.Mapping inside(Tree.Mapping mapping, String name, UnaryOperator<Tree.Mapping> change) {
        if (!(mapping.get(name) instanceof Tree.Mapping before)) {
            return mapping;
        }
        Tree.Mapping after = change.apply(before);
        return after == before ? mapping : mapping.with(name, after);
    }

    /** Changes the mapping in a field; an absent one is taken for empty. */
    public static Tree.Mapping within(Tree.Mapping mapping, String name, UnaryOperator<Tree.Mapping> change) {
        return inside(absent(mapping, name, Tree.Mapping.EMPTY), name, change);
    }

    /** Changes every mapping in a list. */
    public static Tree.Mapping each(Tree.Mapping mapping, String name, UnaryOperator<Tree.Mapping> change) {
        if (!(mapping.get(name) instanceof Tree.Sequence before)) {
            return mapping;
        }
        var after = new ArrayList<Tree>();
        boolean changed = false;
        for (Tree item : before.items()) {
            Tree replaced = item instanceof Tree.Mapping inner ? change.apply(inner) : item;
            changed |= replaced != item;
            after.add(replaced);
        }
        return changed ? mapping.with(name, new Tree.Sequence(after, before.line())) : mapping;
    }
}
