package dev.wainwright.apiserver.openapi;

import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import java.util.List;

/**
 * A {@link Version2} document in protobuf, message by message as gnostic's {@code openapi.v2} lays them out. What stands
 * under a name of its own, such as a path or a property, becomes a pair of name and value; extensions carry their value
 * as YAML, which JSON is.
 */
final class Protobuf {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "options", "head", "patch");

    private Protobuf() {}

    static byte[] document(Tree.Mapping document) {
        var out = new Message();
        out.text(1, document.text("swagger", ""));
        out.message(2, info(document.mapping("info")));
        out.message(8, paths(document.mapping("paths")));
        out.message(9, named(1, document.mapping("definitions")));
        return out.bytes();
    }

    private static Message info(Tree.Mapping source) {
        return new Message().text(1, source.text("title", "")).text(2, source.text("version", ""));
    }

    private static Message paths(Tree.Mapping source) {
        var out = new Message();
        source.fields()
                .forEach((path, value) ->
                        out.message(2, new Message().text(1, path).message(2, path((Tree.Mapping) value))));
        return out;
    }

    private static Message path(Tree.Mapping source) {
        var out = new Message();
        for (int i = 0; i < METHODS.size(); i++) {
            if (source.get(METHODS.get(i)) instanceof Tree.Mapping operation) {
                out.message(2 + i, operation(operation));
            }
        }
        source.items("parameters").forEach(each -> out.message(9, parameter((Tree.Mapping) each)));
        return out;
    }

    private static Message operation(Tree.Mapping source) {
        var out = new Message();
        out.text(3, source.text("description", ""));
        out.text(5, source.text("operationId", ""));
        texts(out, 6, source, "produces");
        texts(out, 7, source, "consumes");
        source.items("parameters").forEach(each -> out.message(8, parameter((Tree.Mapping) each)));
        out.message(9, responses(source.mapping("responses")));
        texts(out, 10, source, "schemes");
        extensions(out, 13, source);
        return out;
    }

    private static Message responses(Tree.Mapping source) {
        var out = new Message();
        source.fields().forEach((code, value) -> {
            var response = new Message().text(1, ((Tree.Mapping) value).text("description", ""));
            if (((Tree.Mapping) value).get("schema") instanceof Tree.Mapping schema) {
                response.message(2, new Message().message(1, schema(schema)));
            }
            out.message(1, new Message().text(1, code).message(2, new Message().message(1, response)));
        });
        return out;
    }

    private static Message parameter(Tree.Mapping source) {
        String place = source.text("in", "");
        Message kind = switch (place) {
            case "body" ->
                new Message()
                        .message(
                                1,
                                new Message()
                                        .text(2, source.text("name", ""))
                                        .text(3, place)
                                        .flag(4, true)
                                        .message(5, schema(source.mapping("schema"))));
            case "path" ->
                new Message()
                        .message(
                                2,
                                new Message()
                                        .message(
                                                4,
                                                new Message()
                                                        .flag(1, true)
                                                        .text(2, place)
                                                        .text(4, source.text("name", ""))
                                                        .text(5, source.text("type", ""))
                                                        .flag(19, true)));
            default ->
                new Message()
                        .message(
                                2,
                                new Message()
                                        .message(
                                                3,
                                                new Message()
                                                        .text(2, place)
                                                        .text(4, source.text("name", ""))
                                                        .text(6, source.text("type", ""))
                                                        .flag(20, true)));
        };
        return new Message().message(1, kind);
    }

    private static Message named(int field, Tree.Mapping schemas) {
        var out = new Message();
        schemas.fields()
                .forEach((name, schema) ->
                        out.message(field, new Message().text(1, name).message(2, schema((Tree.Mapping) schema))));
        return out;
    }

    private static Message schema(Tree.Mapping source) {
        var out = new Message();
        out.text(1, source.text("$ref", ""));
        out.text(2, source.text("format", ""));
        out.text(4, source.text("description", ""));
        texts(out, 19, source, "required");
        if (source.get("additionalProperties") instanceof Tree.Mapping values) {
            out.message(21, new Message().message(1, schema(values)));
        }
        if (source.get("type") instanceof Tree.Text type) {
            out.message(22, new Message().text(1, type.value()));
        }
        if (source.get("items") instanceof Tree.Mapping items) {
            out.message(23, new Message().message(1, schema(items)));
        }
        if (source.get("properties") instanceof Tree.Mapping properties) {
            out.message(25, named(1, properties));
        }
        extensions(out, 31, source);
        return out;
    }

    private static void extensions(Message out, int field, Tree.Mapping source) {
        source.fields().forEach((name, value) -> {
            if (name.startsWith("x-")) {
                out.message(field, new Message().text(1, name).message(2, new Message().text(2, Json.print(value))));
            }
        });
    }

    private static void texts(Message out, int field, Tree.Mapping source, String name) {
        source.items(name).forEach(each -> out.text(field, ((Tree.Text) each).value()));
    }
}
