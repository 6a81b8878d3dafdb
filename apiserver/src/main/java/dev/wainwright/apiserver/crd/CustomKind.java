package dev.wainwright.apiserver.crd;

import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.read.Cause;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.schema.SchemaCheck;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version of a kind that a user defined: what it is called and what its objects may be. Immutable; safe for use by
 * many threads.
 */
public final class CustomKind {
    /** After these, rules in CEL would stumble over the same trouble once more. */
    private static final Set<Cause.Type> BLOCKING = EnumSet.of(
            Cause.Type.NOT_SUPPORTED,
            Cause.Type.REQUIRED,
            Cause.Type.TOO_LONG,
            Cause.Type.TOO_MANY,
            Cause.Type.TYPE_INVALID);

    private final Crd crd;
    private final Node root;
    private final @Nullable Rules rules;
    private final boolean storage;
    private final boolean statusApart;
    private final String deprecation;

    CustomKind(Crd crd, Node root, @Nullable Rules rules, boolean storage, boolean statusApart, String deprecation) {
        this.deprecation = deprecation;
        this.crd = crd;
        this.root = root;
        this.rules = rules;
        this.storage = storage;
        this.statusApart = statusApart;
    }

    /**
     * An object as it may be stored, if there are no errors.
     *
     * @param object without unknown fields, with defaults
     * @param errors in the server's words; those about metadata that can be decoded are not for this class to find
     * @param unknown the paths of the fields that were taken out, sorted
     */
    public record Checked(Tree.Mapping object, List<Finding> errors, List<String> unknown) {
        public Checked {
            errors = List.copyOf(errors);
            unknown = List.copyOf(unknown);
        }
    }

    /** Names, schema, columns and scale. */
    public Crd crd() {
        return crd;
    }

    /** Whether objects are kept in this version. */
    public boolean isStorage() {
        return storage;
    }

    /** Why one should use another version; empty when there is no reason. */
    public String deprecation() {
        return deprecation;
    }

    /** Whether status has a path of its own, so that writes to the object leave it alone. */
    public boolean hasStatus() {
        return statusApart;
    }

    /** Without the fields that this version does not know. */
    public Tree.Mapping pruned(Tree.Mapping object) {
        return new Completion().prune(object, root);
    }

    /** With this version's defaults. */
    public Tree.Mapping completed(Tree.Mapping object) {
        return Completion.complete(object, root);
    }

    /** Takes out unknown fields, fills in defaults and looks for errors. {@code before} is null for new objects. */
    public Checked check(Tree.@Nullable Mapping before, Tree.Mapping object) {
        var completion = new Completion();
        Tree.Mapping pruned = completion.prune(object, root);
        var errors = new ArrayList<Finding>();
        Tree.Mapping complete = Completion.complete(metadata(pruned, errors), root);
        errors.addAll(ObjectCheck.check(before, complete, root, ""));
        errors.addAll(ScaleCheck.check(complete, crd.scale()));
        if (rules != null) {
            boolean blocked = errors.stream()
                    .anyMatch(error -> BLOCKING.contains(error.cause().type()));
            errors.addAll(blocked ? List.of(unasked()) : rules.check(before, complete));
        }
        return new Checked(complete, errors, completion.unknown());
    }

    private static Finding unasked() {
        return Trouble.invalid(
                Trouble.NOWHERE,
                new Tree.Null(0),
                "some validation rules were not checked because the object was invalid; correct the existing errors to"
                        + " complete validation");
    }

    /** The object with metadata as every object may have it. */
    private Tree.Mapping metadata(Tree.Mapping object, List<Finding> errors) {
        Tree given = object.get("metadata");
        Schema schema = crd.kind().schema().get().properties().get("metadata");
        if (given == null || schema == null) {
            return object;
        }
        if (!(given instanceof Tree.Mapping metadata)) {
            errors.add(Trouble.of("metadata", Cause.undecodable("metadata is " + Tree.describe(given))));
            return object;
        }
        SchemaCheck.Checked checked = SchemaCheck.check(metadata, schema);
        checked.findings().stream()
                .filter(finding -> finding.cause().type() != Cause.Type.UNKNOWN_FIELD)
                .forEach(errors::add);
        return object.with("metadata", known(checked.object(), schema));
    }

    private static Tree.Mapping known(Tree.Mapping metadata, Schema schema) {
        Tree.Mapping result = metadata;
        for (String name : metadata.fields().keySet()) {
            result = schema.properties().containsKey(name) ? result : result.without(name);
        }
        return result;
    }
}
