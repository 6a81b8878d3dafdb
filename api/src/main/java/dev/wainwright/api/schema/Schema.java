package dev.wainwright.api.schema;

import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a document, or a part of one, may look like: a structural schema in Kubernetes' sense. The same data checks strict
 * fields, fills in defaults, and becomes CRD YAML.
 *
 * @param type object, array, string, integer, number, boolean; empty where anything goes or with {@code intOrString}
 * @param properties the fields of an object, in the order they are printed
 * @param additionalProperties what the values of a free-form map look like; absent when unknown fields are errors
 * @param preserveUnknownFields whether fields that are not listed are kept instead of refused
 * @param defaultValue what an absent field becomes
 * @param limits the rules about values
 * @param format int32, int64, double, date-time, byte; {@code quantity} for amounts that may also be written as a plain
 *     number, as Kubernetes' own kinds allow (a CRD's quantities have {@code intOrString} and a pattern instead)
 * @param list how a list is merged and whether its items are unique; empty for atomic
 * @param rules CEL rules as published, for CRDs; Kubernetes' own kinds have none
 */
public record Schema(
        String type,
        Map<String, Schema> properties,
        List<String> required,
        @Nullable Schema items,
        @Nullable Schema additionalProperties,
        boolean preserveUnknownFields,
        boolean intOrString,
        boolean nullable,
        String format,
        @Nullable Tree defaultValue,
        Limits limits,
        ListKind list,
        String mapType,
        List<Rule> rules,
        String description) {
    public Schema {
        properties = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        required = List.copyOf(required);
        rules = List.copyOf(rules);
    }

    /** Allows anything: for parts whose structure belongs to someone else. */
    public static final Schema ANYTHING = new Schema(
            "",
            Map.of(),
            List.of(),
            null,
            null,
            true,
            false,
            false,
            "",
            null,
            Limits.NONE,
            ListKind.ATOMIC,
            "",
            List.of(),
            "");

    /**
     * Bounds on a value; an absent bound does not bind.
     *
     * @param example of what matches the pattern, for people; may be empty
     */
    public record Limits(
            List<String> allowed,
            @Nullable String pattern,
            String example,
            @Nullable Long minimum,
            @Nullable Long maximum,
            @Nullable Integer minLength,
            @Nullable Integer maxLength,
            @Nullable Integer minItems,
            @Nullable Integer maxItems,
            @Nullable Integer maxProperties) {
        public static final Limits NONE = new Limits(List.of(), null, "", null, null, null, null, null, null, null);

        public Limits {
            allowed = List.copyOf(allowed);
        }
    }

    /** {@code type} is atomic, set or map; map lists name the keys of their items. */
    public record ListKind(String type, List<String> mapKeys, String patchStrategy, String patchMergeKey) {
        public static final ListKind ATOMIC = new ListKind("", List.of(), "", "");

        public ListKind {
            mapKeys = List.copyOf(mapKeys);
        }
    }

    /**
     * One published rule.
     *
     * @param rule in CEL, about {@code self} and, for rules about a change, {@code oldSelf}
     * @param message what is said in the CRD
     * @param check the same rule in Java; absent for the rules of CRDs that users bring
     */
    public record Rule(
            String rule, String message, @Nullable Check check) {
        /** Whether the rule is about a change and holds for whatever is new. */
        public boolean isTransition() {
            return rule.contains("oldSelf");
        }
    }
}
