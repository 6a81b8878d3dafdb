package dev.wainwright.apiserver.apply;

import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;

/**
 * One entry of metadata.managedFields.
 *
 * @param time as written, to the second; empty when unknown
 */
record Owner(Key key, String apiVersion, String time, FieldSet fields) {
    private static final String APPLY = "Apply";
    private static final String UPDATE = "Update";

    /** Those who apply first, then from old to new. */
    static final Comparator<Owner> ORDER = Comparator.comparing((Owner owner) -> owner.key.operation)
            .thenComparing(Owner::time)
            .thenComparing(owner -> owner.key.name)
            .thenComparing(Owner::apiVersion)
            .thenComparing(owner -> owner.key.subresource);

    /**
     * What makes two entries the same manager's.
     *
     * @param apiVersion empty for those who apply: they have one entry whatever version they use
     */
    record Key(String name, String operation, String apiVersion, String subresource) {
        static Key applier(Manager manager) {
            return new Key(manager.name(), APPLY, "", manager.subresource());
        }

        static Key updater(Manager manager) {
            return new Key(manager.name(), UPDATE, manager.apiVersion(), manager.subresource());
        }

        boolean isApplier() {
            return operation.equals(APPLY);
        }

        /** As messages about conflicts name it. */
        String description() {
            return '"'
                    + name
                    + '"'
                    + (subresource.isEmpty() ? "" : " with subresource \"" + subresource + '"')
                    + (isApplier() ? "" : " using " + apiVersion);
        }
    }

    static Owner read(Tree.Mapping entry) {
        String operation = entry.text("operation", UPDATE);
        String apiVersion = entry.text("apiVersion", "");
        var key = new Key(
                entry.text("manager", ""),
                operation,
                operation.equals(APPLY) ? "" : apiVersion,
                entry.text("subresource", ""));
        return new Owner(key, apiVersion, entry.text("time", ""), FieldSet.read(entry.mapping("fieldsV1")));
    }

    Tree.Mapping toTree() {
        var fieldsInOrder = new LinkedHashMap<String, Tree>();
        fieldsInOrder.put("manager", Tree.text(key.name));
        fieldsInOrder.put("operation", Tree.text(key.operation));
        fieldsInOrder.put("apiVersion", Tree.text(apiVersion));
        if (!time.isEmpty()) {
            fieldsInOrder.put("time", Tree.text(time));
        }
        fieldsInOrder.put("fieldsType", Tree.text("FieldsV1"));
        fieldsInOrder.put("fieldsV1", SharedTrees.of(fields));
        if (!key.subresource.isEmpty()) {
            fieldsInOrder.put("subresource", Tree.text(key.subresource));
        }
        return new Tree.Mapping(fieldsInOrder, 0);
    }

    Owner with(FieldSet newFields) {
        return new Owner(key, apiVersion, time, newFields);
    }

    static String time(Instant now) {
        return DateTimeFormatter.ISO_INSTANT.format(now.truncatedTo(ChronoUnit.SECONDS));
    }
}
