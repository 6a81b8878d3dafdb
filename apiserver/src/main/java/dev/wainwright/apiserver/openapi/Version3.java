package dev.wainwright.apiserver.openapi;

import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.openapi.Operation.Parameter;
import dev.wainwright.apiserver.resource.Resources.Served;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The document of one group and version in OpenAPI 3.0. */
final class Version3 {
    private static final String PREFIX = "#/components/schemas/";

    private Version3() {}

    static Tree.Mapping document(List<Served> served) {
        var schemas = new Fields();
        Definitions.of(served)
                .forEach((name, definition) ->
                        schemas.put(DefinitionNames.full(name), schema(Descriptions.describe(name, definition))));
        var paths = new Fields();
        Paths.of(served).forEach((path, operations) -> paths.put(path, path(path, operations)));
        return new Fields()
                .put("openapi", "3.0.0")
                .put(
                        "info",
                        new Fields()
                                .put("title", "Kubernetes")
                                .put("version", "v1.36.3")
                                .build())
                .put("paths", paths.build())
                .put("components", new Fields().put("schemas", schemas.build()).build())
                .build();
    }

    /** A reference stands alone in this version, so what is said beside it makes it a part of something. */
    private static Tree schema(Tree source) {
        if (!(source instanceof Tree.Mapping mapping)) {
            return source;
        }
        var fields = new LinkedHashMap<String, Tree>();
        mapping.fields()
                .forEach((name, value) -> fields.put(
                        name,
                        switch (name) {
                            case "properties" -> properties(value);
                            case "items", "additionalProperties" -> schema(value);
                            default -> value;
                        }));
        String target = mapping.text("$ref", "");
        if (target.isEmpty()) {
            return new Tree.Mapping(fields, 0);
        }
        fields.remove("$ref");
        if (fields.isEmpty()) {
            return reference(target);
        }
        fields.put("allOf", Fields.sequence(List.of(reference(target))));
        return new Tree.Mapping(fields, 0);
    }

    private static Tree properties(Tree source) {
        var fields = new LinkedHashMap<String, Tree>();
        ((Tree.Mapping) source).fields().forEach((name, value) -> fields.put(name, schema(value)));
        return new Tree.Mapping(fields, 0);
    }

    private static Tree.Mapping reference(String name) {
        return new Fields().put("$ref", PREFIX + DefinitionNames.full(name)).build();
    }

    private static Tree.Mapping path(String path, List<Operation> operations) {
        var fields = new Fields();
        operations.forEach(operation -> fields.put(operation.method(), operation(path, operation)));
        List<Tree.Mapping> inPath = List.of("name", "namespace").stream()
                .filter(name -> path.contains("{" + name + "}"))
                .map(name -> parameter(new Parameter(name, "string"), "path"))
                .toList();
        return fields.put("parameters", inPath).build();
    }

    private static Tree.Mapping operation(String path, Operation operation) {
        var target = operation.target();
        var fields = new Fields()
                .put("description", operation.description())
                .put("operationId", OperationIds.of(path, operation))
                .put(
                        "parameters",
                        operation.parameters().stream()
                                .map(each -> parameter(each, "query"))
                                .toList());
        if (!operation.body().isEmpty() || operation.method().equals("patch")) {
            fields.put("requestBody", body(operation));
        }
        var answer = new Fields().put("description", "OK");
        if (!operation.answer().isEmpty()) {
            answer.put("content", content(List.of("application/json"), reference(operation.answer())));
        }
        return fields.put("responses", new Fields().put("200", answer.build()).build())
                .put("x-kubernetes-action", operation.action())
                .put(
                        "x-kubernetes-group-version-kind",
                        Definitions.kind(target.group(), target.version(), target.kind()))
                .build();
    }

    private static Tree.Mapping parameter(Parameter parameter, String place) {
        var fields = new Fields().put("name", parameter.name()).put("in", place);
        if (place.equals("path")) {
            fields.put("required", true);
        }
        return fields.put(
                        "schema",
                        new Fields()
                                .put("type", parameter.type())
                                .put("uniqueItems", true)
                                .build())
                .build();
    }

    private static Tree.Mapping body(Operation operation) {
        Tree schema =
                operation.body().isEmpty() ? new Fields().put("type", "object").build() : reference(operation.body());
        return new Fields()
                .put("content", content(operation.consumes(), schema))
                .build();
    }

    private static Tree.Mapping content(List<String> types, Tree schema) {
        Map<String, Tree> content = new LinkedHashMap<>();
        types.forEach(
                type -> content.put(type, new Fields().put("schema", schema).build()));
        return new Tree.Mapping(content, 0);
    }
}
