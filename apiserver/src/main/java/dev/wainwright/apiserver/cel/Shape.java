package dev.wainwright.apiserver.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rules know of a value's type, from its structural schema. Objects have the fields that the schema names and no
 * others; fields that are kept without being named cannot be reached.
 */
public final class Shape implements CelTypeProvider {
    private static final Tree METADATA = struct("generateName", "name");

    private final ImmutableMap<String, CelType> structs;
    private final CelType self;

    private Shape(ImmutableMap<String, CelType> structs, CelType self) {
        this.structs = structs;
        this.self = self;
    }

    /** {@code wholeObject}: whether it is the schema of objects, which have a name and a kind whatever their schema. */
    public static Shape of(Tree.Mapping schema, boolean wholeObject) {
        var reader = new Reader();
        CelType self = reader.type(schema, "Object", wholeObject);
        return new Shape(ImmutableMap.copyOf(reader.structs), self);
    }

    public CelType self() {
        return self;
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(structs.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(structs.get(name));
    }

    /** Collects the structures while it goes through a schema. */
    private static final class Reader {
        private final Map<String, CelType> structs = new LinkedHashMap<>();

        CelType type(Tree.Mapping schema, String name, boolean isObject) {
            if (isTrue(schema, "x-kubernetes-int-or-string")) {
                return SimpleType.DYN;
            }
            return switch (schema.text("type", "")) {
                case "object" -> object(schema, name, isObject || isTrue(schema, "x-kubernetes-embedded-resource"));
                case "array" ->
                    schema.get("items") instanceof Tree.Mapping items
                            ? ListType.create(type(items, name + ".@idx", false))
                            : SimpleType.DYN;
                case "integer" -> SimpleType.INT;
                case "number" -> SimpleType.DOUBLE;
                case "boolean" -> SimpleType.BOOL;
                case "string" -> text(schema.text("format", ""));
                default -> SimpleType.DYN;
            };
        }

        private static CelType text(String format) {
            return switch (format) {
                case "byte" -> SimpleType.BYTES;
                case "date", "date-time" -> SimpleType.TIMESTAMP;
                case "duration" -> SimpleType.DURATION;
                default -> SimpleType.STRING;
            };
        }

        private CelType object(Tree.Mapping schema, String name, boolean isObject) {
            if (schema.get("additionalProperties") instanceof Tree.Mapping values) {
                return MapType.create(SimpleType.STRING, type(values, name + ".@elem", false));
            }
            Tree.Mapping properties = schema.mapping("properties");
            if (isObject) {
                Tree text = Shape.text();
                properties =
                        properties.with("apiVersion", text).with("kind", text).with("metadata", METADATA);
            }
            var found = new LinkedHashMap<String, CelType>();
            properties.fields().forEach((field, child) -> {
                CelType type = child instanceof Tree.Mapping known ? type(known, name + '.' + field, false) : null;
                if (type != null) {
                    found.put(Names.escaped(field), type);
                }
            });
            ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(found);
            StructType struct =
                    StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
            structs.put(name, struct);
            return struct;
        }
    }

    private static Tree text() {
        return new Tree.Mapping(Map.of("type", Tree.text("string")), 0);
    }

    private static Tree struct(String first, String second) {
        Tree fields = new Tree.Mapping(Map.of(first, text(), second, text()), 0);
        return new Tree.Mapping(Map.of("type", Tree.text("object"), "properties", fields), 0);
    }

    static boolean isTrue(Tree.Mapping schema, String name) {
        return schema.get(name) instanceof Tree.Bool bool && bool.value();
    }

    static Tree.@Nullable Mapping field(Tree.Mapping schema, String name) {
        Tree property = schema.mapping("properties").get(name);
        Tree known = property == null ? schema.get("additionalProperties") : property;
        return known instanceof Tree.Mapping mapping ? mapping : null;
    }
}
