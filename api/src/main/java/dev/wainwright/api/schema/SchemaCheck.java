package dev.wainwright.api.schema;

import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds a document against a schema: unknown fields, types, required fields and bounds, and fills in the schema's
 * defaults. Explicit nulls count as absent, as the API server has it, and are taken out.
 *
 * <p>What an object's {@code status} lacks is not complained about: the server ignores what users write there.
 */
@SuppressWarnings("ReferenceEquality") // The same instance means that nothing changed.
public final class SchemaCheck {
    /** With more fields than this, naming them all helps nobody. */
    private static final int MOST_NAMED = 20;

    private final FieldPath path = new FieldPath();
    private final List<Finding> findings = new ArrayList<>(0);
    private final Decoding decoding;

    private SchemaCheck(Schema root) {
        this.decoding = new Decoding(path, root);
    }

    /** The document with defaults, and what is wrong with it; with errors among the findings it is not to be used. */
    public record Checked(Tree.Mapping object, List<Finding> findings) {
        public Checked {
            findings = List.copyOf(findings);
        }
    }

    public static Checked check(Tree.Mapping object, Schema schema) {
        var check = new SchemaCheck(schema);
        Tree checked = check.value(object, schema);
        return new Checked(checked instanceof Tree.Mapping mapping ? mapping : object, check.findings);
    }

    private Tree value(Tree tree, Schema schema) {
        if (tree instanceof Tree.Mapping mapping && schema.type().equals("object")) {
            decoding.enter(schema);
            Tree checked = object(mapping, schema);
            decoding.leave();
            return checked;
        }
        if (tree instanceof Tree.Sequence sequence && schema.type().equals("array")) {
            return array(sequence, schema);
        }
        scalar(tree, schema);
        return tree;
    }

    private Tree object(Tree.Mapping mapping, Schema schema) {
        Map<String, Tree> changed = null;
        for (var field : mapping.fields().entrySet()) {
            String name = field.getKey();
            Tree before = field.getValue();
            Tree after = field(name, before, schema);
            if (after != before) {
                changed = changed == null ? new LinkedHashMap<>(mapping.fields()) : changed;
                if (after == null) {
                    changed.remove(name);
                } else {
                    changed.put(name, after);
                }
            }
        }
        Tree.Mapping present = changed == null ? mapping : new Tree.Mapping(changed, mapping.line());
        Tree.Mapping complete = withDefaults(present, schema);
        checkRequired(complete, schema);
        checkBounds(complete, schema);
        return complete;
    }

    /** The field's value after the check; null when it is to be taken out. */
    private @Nullable Tree field(String name, Tree tree, Schema parent) {
        Schema schema = parent.properties().get(name);
        boolean isKey = schema == null;
        if (isKey) {
            schema = parent.additionalProperties();
        }
        if (schema == null) {
            if (!parent.preserveUnknownFields()) {
                unknown(name, tree, parent);
            }
            return tree;
        }
        if (tree instanceof Tree.Null && !schema.nullable()) {
            return null;
        }
        if (isKey) {
            path.enterKey(name);
        } else {
            path.enter(name);
        }
        Tree checked = value(tree, schema);
        path.leave();
        return checked;
    }

    private void unknown(String name, Tree tree, Schema parent) {
        path.enter(name);
        error(
                tree,
                "unknown field: " + wayOut(name, parent.properties().keySet()),
                Cause.unknownField(path.toString()));
        path.leave();
    }

    private static String wayOut(String name, Set<String> known) {
        String close = Spelling.closest(name, known);
        if (!close.isEmpty()) {
            return "did you mean \"" + close + "\"?";
        }
        boolean areFew = !known.isEmpty() && known.size() <= MOST_NAMED;
        return areFew ? "remove it, or use " + String.join(", ", new TreeSet<>(known)) : "remove it";
    }

    private Tree.Mapping withDefaults(Tree.Mapping mapping, Schema schema) {
        Map<String, Tree> filled = null;
        for (var property : schema.properties().entrySet()) {
            Tree value = property.getValue().defaultValue();
            if (value != null && mapping.get(property.getKey()) == null) {
                filled = filled == null ? new LinkedHashMap<>(mapping.fields()) : filled;
                path.enter(property.getKey());
                filled.put(property.getKey(), value(value, property.getValue()));
                path.leave();
            }
        }
        return filled == null ? mapping : new Tree.Mapping(filled, mapping.line());
    }

    private void checkRequired(Tree.Mapping mapping, Schema schema) {
        for (String name : schema.required()) {
            if (mapping.get(name) == null && !path.isBelow("status")) {
                path.enter(name);
                error(mapping, "required, but missing", Cause.required(""));
                path.leave();
            }
        }
    }

    private Tree array(Tree.Sequence sequence, Schema schema) {
        Schema itemSchema = schema.items();
        List<Tree> changed = null;
        for (int i = 0; itemSchema != null && i < sequence.items().size(); i++) {
            Tree before = sequence.items().get(i);
            path.enter(i);
            Tree after = value(before, itemSchema);
            path.leave();
            if (after != before) {
                changed = changed == null ? new ArrayList<>(sequence.items()) : changed;
                changed.set(i, after);
            }
        }
        Tree.Sequence checked = changed == null ? sequence : new Tree.Sequence(changed, sequence.line());
        checkBounds(checked, schema);
        checkUnique(checked, schema.list());
        return checked;
    }

    /** Kubernetes' own kinds name a merge key and check uniqueness by hand, if at all; CRDs leave it to the schema. */
    private void checkUnique(Tree.Sequence sequence, Schema.ListKind kind) {
        boolean keyed = kind.type().equals("map");
        if ((!keyed && !kind.type().equals("set")) || !kind.patchStrategy().isEmpty()) {
            return;
        }
        var seen = new HashSet<Object>();
        for (int i = 0; i < sequence.items().size(); i++) {
            Tree item = sequence.items().get(i);
            if (!seen.add(keyed ? key(item, kind.mapKeys()) : item)) {
                path.enter(i);
                error(
                        item,
                        "duplicates an earlier item"
                                + (keyed ? " with the same " + String.join(", ", kind.mapKeys()) : ""),
                        Cause.duplicate(keyed ? keys(item, kind.mapKeys()) : item));
                path.leave();
            }
        }
    }

    /** The part of an item that must not occur twice. */
    private static Tree keys(Tree item, List<String> names) {
        var keys = new LinkedHashMap<String, Tree>();
        for (String name : names) {
            Tree value = item instanceof Tree.Mapping mapping ? mapping.get(name) : null;
            if (value != null) {
                keys.put(name, value);
            }
        }
        return new Tree.Mapping(keys, item.line());
    }

    private static Object key(Tree item, List<String> names) {
        return item instanceof Tree.Mapping mapping
                ? names.stream().map(name -> String.valueOf(mapping.get(name))).toList()
                : item;
    }

    private void scalar(Tree tree, Schema schema) {
        String wanted = Types.mismatch(tree, schema);
        if (wanted.isEmpty()) {
            checkBounds(tree, schema);
        } else {
            error(tree, "must be " + wanted + ", got " + Tree.describe(tree), decoding.cause(tree, schema));
        }
    }

    private void checkBounds(Tree tree, Schema schema) {
        Bounds.of(tree, schema.limits(), path).ifPresent(breach -> error(tree, breach.message(), breach.cause()));
    }

    private void error(Tree tree, String message, Cause cause) {
        findings.add(Finding.error(path.toString(), tree.line(), message, cause));
    }
}
