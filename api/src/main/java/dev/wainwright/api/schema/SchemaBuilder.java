package dev.wainwright.api.schema;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes schemas down in Java so that they read like the tables of an API reference:
 *
 * <pre>{@code
 * object("How many nodes may go at once.")
 *     .required("nodes", text("A count or a percentage.").pattern("^([0-9]+%?)$").defaultsTo("'10%'"))
 *     .field("reasons", listOf(text("").oneOf("Empty", "Drifted")).asSet())
 * }</pre>
 */
public final class SchemaBuilder {
    private final String type;
    private final String description;
    private final Map<String, Schema> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private final List<Schema.Rule> rules = new ArrayList<>();
    private @Nullable Schema items;
    private @Nullable Schema additionalProperties;
    private boolean preserveUnknownFields;
    private boolean intOrString;
    private String format = "";
    private @Nullable Tree defaultValue;
    private List<String> allowed = List.of();
    private @Nullable String pattern;
    private String example = "";
    private @Nullable Long minimum;
    private @Nullable Long maximum;
    private @Nullable Integer minLength;
    private @Nullable Integer maxLength;
    private @Nullable Integer minItems;
    private @Nullable Integer maxItems;
    private @Nullable Integer maxProperties;
    private String listType = "";
    private List<String> mapKeys = List.of();
    private String mapType = "";

    private SchemaBuilder(String type, String description) {
        this.type = type;
        this.description = description;
    }

    public static SchemaBuilder object(String description) {
        return new SchemaBuilder("object", description);
    }

    public static SchemaBuilder text(String description) {
        return new SchemaBuilder("string", description);
    }

    public static SchemaBuilder bool(String description) {
        return new SchemaBuilder("boolean", description);
    }

    public static SchemaBuilder int32(String description) {
        return new SchemaBuilder("integer", description).format("int32");
    }

    public static SchemaBuilder int64(String description) {
        return new SchemaBuilder("integer", description).format("int64");
    }

    /** A whole number without a declared width. */
    public static SchemaBuilder integer(String description) {
        return new SchemaBuilder("integer", description);
    }

    /** Any number. */
    public static SchemaBuilder number(String description) {
        return new SchemaBuilder("number", description);
    }

    public static SchemaBuilder time(String description) {
        return text(description).format("date-time");
    }

    public static SchemaBuilder listOf(String description, SchemaBuilder items) {
        var list = new SchemaBuilder("array", description);
        list.items = items.build();
        return list;
    }

    public static SchemaBuilder mapOf(String description, SchemaBuilder values) {
        var map = object(description);
        map.additionalProperties = values.build();
        return map;
    }

    /** Either a number or a text, such as a quantity. */
    public static SchemaBuilder intOrString(String description) {
        var either = new SchemaBuilder("", description);
        either.intOrString = true;
        return either;
    }

    @CanIgnoreReturnValue
    public SchemaBuilder field(String name, SchemaBuilder child) {
        return field(name, child.build());
    }

    @CanIgnoreReturnValue
    public SchemaBuilder field(String name, Schema child) {
        properties.put(name, child);
        return this;
    }

    @CanIgnoreReturnValue
    public SchemaBuilder required(String name, SchemaBuilder child) {
        required.add(name);
        return field(name, child);
    }

    /** A rule in CEL, and the same in Java. */
    @CanIgnoreReturnValue
    public SchemaBuilder rule(String rule, String message, Check check) {
        rules.add(new Schema.Rule(rule, message, check));
        return this;
    }

    /** Keeps fields that are not listed. */
    @CanIgnoreReturnValue
    public SchemaBuilder open() {
        preserveUnknownFields = true;
        return this;
    }

    /** Sets what an absent field becomes, as JSON in which single quotes may stand for double ones. */
    @CanIgnoreReturnValue
    public SchemaBuilder defaultsTo(String json) {
        defaultValue = Json.parse(json.replace('\'', '"'));
        return this;
    }

    @CanIgnoreReturnValue
    public SchemaBuilder oneOf(String... values) {
        allowed = List.of(values);
        return this;
    }

    @CanIgnoreReturnValue
    public SchemaBuilder pattern(String regex) {
        pattern = regex;
        return this;
    }

    /** With what matches it, such as {@code 90s or 1h30m}, for those who have written something else. */
    @CanIgnoreReturnValue
    public SchemaBuilder pattern(String regex, String suchAs) {
        example = suchAs;
        return pattern(regex);
    }

    @CanIgnoreReturnValue
    public SchemaBuilder atLeast(long least) {
        minimum = least;
        return this;
    }

    @CanIgnoreReturnValue
    public SchemaBuilder between(long least, long most) {
        maximum = most;
        return atLeast(least);
    }

    @CanIgnoreReturnValue
    public SchemaBuilder nonEmpty() {
        minLength = 1;
        return this;
    }

    @CanIgnoreReturnValue
    public SchemaBuilder maxLength(int most) {
        maxLength = most;
        return this;
    }

    @CanIgnoreReturnValue
    public SchemaBuilder minItems(int least) {
        minItems = least;
        return this;
    }

    @CanIgnoreReturnValue
    public SchemaBuilder maxItems(int most) {
        maxItems = most;
        return this;
    }

    @CanIgnoreReturnValue
    public SchemaBuilder maxProperties(int most) {
        maxProperties = most;
        return this;
    }

    @CanIgnoreReturnValue
    public SchemaBuilder format(String name) {
        format = name;
        return this;
    }

    /** Items are told apart by this field. */
    @CanIgnoreReturnValue
    public SchemaBuilder byKey(String field) {
        listType = "map";
        mapKeys = List.of(field);
        return this;
    }

    /** No item may stand twice. */
    @CanIgnoreReturnValue
    public SchemaBuilder asSet() {
        listType = "set";
        return this;
    }

    /** Whoever writes the list or map owns all of it. */
    @CanIgnoreReturnValue
    public SchemaBuilder atomic() {
        if (type.equals("array")) {
            listType = "atomic";
        } else {
            mapType = "atomic";
        }
        return this;
    }

    public Schema build() {
        return new Schema(
                type,
                properties,
                required,
                items,
                additionalProperties,
                preserveUnknownFields,
                intOrString,
                false,
                format,
                defaultValue,
                new Schema.Limits(
                        allowed,
                        pattern,
                        example,
                        minimum,
                        maximum,
                        minLength,
                        maxLength,
                        minItems,
                        maxItems,
                        maxProperties),
                new Schema.ListKind(listType, mapKeys, "", ""),
                mapType,
                rules,
                description);
    }
}
