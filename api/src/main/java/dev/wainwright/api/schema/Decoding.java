package dev.wainwright.api.schema;

import dev.wainwright.api.read.Cause;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How the API server says that a value has the wrong type. It decodes its own kinds into Go's structures and lets the
 * decoder speak, which names the innermost structure and the way to the field without positions and keys; objects of
 * kinds that users define are held against their schema.
 */
final class Decoding {
    private static final String QUANTITY =
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private final FieldPath path;
    private final Schema root;
    private final Deque<Schema> structures = new ArrayDeque<>();

    Decoding(FieldPath path, Schema root) {
        this.path = path;
        this.root = root;
    }

    void enter(Schema schema) {
        structures.push(schema);
    }

    void leave() {
        structures.pop();
    }

    Cause cause(Tree tree, Schema schema) {
        if (BuiltInSchemas.name(root).isEmpty()) {
            return bySchema(tree, schema);
        }
        if (schema.format().equals("quantity")) {
            return Cause.undecodable(QUANTITY);
        }
        if (tree instanceof Tree.Text text && schema.format().equals("date-time")) {
            String value = text.value();
            return Cause.undecodable("parsing time \"" + value + "\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \""
                    + value + "\" as \"2006\"");
        }
        if (tree instanceof Tree.Text text && schema.format().equals("byte")) {
            return Cause.undecodable("illegal base64 data at input byte " + Base64Text.firstFault(text.value()));
        }
        String wanted = goType(schema);
        return Cause.undecodable("json: cannot unmarshal " + goKind(tree, wanted) + " into Go struct field "
                + structure() + '.' + path.withoutPositions() + " of type " + wanted);
    }

    private Cause bySchema(Tree tree, Schema schema) {
        boolean fraction = tree instanceof Tree.Numeral number
                && number.value().scale() > 0
                && schema.type().equals("integer");
        String is = fraction ? "float64" : Tree.type(tree);
        String wanted = schema.intOrString()
                ? "integer,string"
                : fraction && !schema.format().isEmpty() ? schema.format() : schema.type();
        return Cause.typeInvalid(Tree.text(is), path + " in body must be of type " + wanted + ": \"" + is + '"');
    }

    private String structure() {
        String name = structures.stream()
                .map(BuiltInSchemas::name)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String goKind(Tree tree, String wanted) {
        return switch (tree) {
            case Tree.Mapping mapping -> "object";
            case Tree.Sequence sequence -> "array";
            case Tree.Text text -> "string";
            case Tree.Bool bool -> "bool";
            case Tree.Null nothing -> "null";
            case Tree.Numeral number ->
                wanted.startsWith("int") || wanted.startsWith("float")
                        ? "number " + number.value().toPlainString()
                        : "number";
        };
    }

    private static String goType(Schema schema) {
        String name = BuiltInSchemas.name(schema);
        if (schema.intOrString()) {
            return "int32";
        }
        return switch (schema.type()) {
            case "integer" -> schema.format().isEmpty() ? "int64" : schema.format();
            case "number" -> "float64";
            case "boolean" -> "bool";
            case "array" -> "[]" + (schema.items() == null ? "string" : goType(schema.items()));
            case "object" -> name.isEmpty() ? mapType(schema) : name.substring(name.indexOf('.') + 1);
            default -> schema.format().equals("byte") ? "[]uint8" : "string";
        };
    }

    private static String mapType(Schema schema) {
        Schema values = schema.additionalProperties();
        return values != null && values.format().equals("quantity")
                ? "v1.ResourceList"
                : "map[string]" + (values == null ? "string" : goType(values));
    }
}
