package dev.wainwright.apiserver.openapi;

import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.openapi.Operation.Parameter;
import dev.wainwright.apiserver.resource.Resources.Served;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** The document of everything in OpenAPI 2.0, which kubectl up to 1.26 reads before it applies or explains anything. */
final class Version2 {
    private static final String PREFIX = "#/definitions/";

    /** What this version can say and what kubectl reads; values are checked by the server. */
    private static final Set<String> KEPT =
            Set.of("description", "type", "format", "required", "properties", "items", "additionalProperties");

    private Version2() {}

    static Tree.Mapping document(List<Served> served) {
        var definitions = new Fields();
        Definitions.of(served)
                .forEach((name, definition) ->
                        definitions.put(DefinitionNames.full(name), schema(Descriptions.describe(name, definition))));
        var paths = new Fields();
        Paths.of(served).forEach((path, operations) -> paths.put(path, path(path, operations)));
        return new Fields()
                .put("swagger", "2.0")
                .put(
                        "info",
                        new Fields()
                                .put("title", "Kubernetes")
                                .put("version", "v1.36.3")
                                .build())
                .put("paths", paths.build())
                .put("definitions", definitions.build())
                .build();
    }

    private static Tree schema(Tree source) {
        if (!(source instanceof Tree.Mapping mapping)) {
            return source;
        }
        if (mapping.get("oneOf") != null) {
            return choice(mapping);
        }
        boolean isOpen = mapping.get("x-kubernetes-preserve-unknown-fields") != null
                || mapping.get("x-kubernetes-int-or-string") != null;
        var fields = new LinkedHashMap<String, Tree>();
        mapping.fields().forEach((name, value) -> {
            if (name.equals("$ref")) {
                fields.put(name, Tree.text(PREFIX + DefinitionNames.full(mapping.text(name, ""))));
            } else if (name.equals("description") || (KEPT.contains(name) && !isOpen)) {
                fields.put(name, child(name, value));
            } else if (name.startsWith("x-kubernetes-") && !name.equals("x-kubernetes-validations")) {
                fields.put(name, value);
            }
        });
        return new Tree.Mapping(fields, 0);
    }

    private static Tree child(String name, Tree value) {
        return switch (name) {
            case "items", "additionalProperties" -> schema(value);
            case "properties" -> {
                var fields = new LinkedHashMap<String, Tree>();
                ((Tree.Mapping) value).fields().forEach((each, child) -> fields.put(each, schema(child)));
                yield new Tree.Mapping(fields, 0);
            }
            default -> value;
        };
    }

    /** There is no choice of types in this version: texts that may be numbers are texts. */
    private static Tree choice(Tree.Mapping source) {
        return new Fields()
                .putIfAny("description", source.text("description", ""))
                .put("type", "string")
                .putIfAny("format", source.text("format", ""))
                .build();
    }

    private static Tree.Mapping path(String path, List<Operation> operations) {
        var fields = new Fields();
        operations.forEach(operation -> fields.put(operation.method(), operation(path, operation)));
        List<Tree.Mapping> inPath = List.of("name", "namespace").stream()
                .filter(name -> path.contains("{" + name + "}"))
                .map(name -> parameter(new Parameter(name, "string"), "path"))
                .toList();
        return inPath.isEmpty()
                ? fields.build()
                : fields.put("parameters", inPath).build();
    }

    private static Tree.Mapping operation(String path, Operation operation) {
        var target = operation.target();
        var parameters = new ArrayList<Tree.Mapping>();
        if (!operation.body().isEmpty() || operation.method().equals("patch")) {
            parameters.add(body(operation.body()));
        }
        operation.parameters().forEach(each -> parameters.add(parameter(each, "query")));
        var answer = new Fields().put("description", "OK");
        if (!operation.answer().isEmpty()) {
            answer.put("schema", reference(operation.answer()));
        }
        return new Fields()
                .put("description", operation.description())
                .putTexts("consumes", operation.consumes())
                .putTexts("produces", List.of("application/json"))
                .putTexts("schemes", List.of("https"))
                .put("operationId", OperationIds.of(path, operation))
                .put("parameters", parameters)
                .put("responses", new Fields().put("200", answer.build()).build())
                .put("x-kubernetes-action", operation.action())
                .put(
                        "x-kubernetes-group-version-kind",
                        Definitions.kind(target.group(), target.version(), target.kind()))
                .build();
    }

    private static Tree.Mapping body(String definition) {
        return new Fields()
                .put("name", "body")
                .put("in", "body")
                .put("required", true)
                .put(
                        "schema",
                        definition.isEmpty()
                                ? new Fields().put("type", "object").build()
                                : reference(definition))
                .build();
    }

    private static Tree.Mapping parameter(Parameter parameter, String place) {
        var fields = new Fields()
                .put("name", parameter.name())
                .put("in", place)
                .put("type", parameter.type())
                .put("uniqueItems", true);
        return place.equals("path") ? fields.put("required", true).build() : fields.build();
    }

    private static Tree.Mapping reference(String name) {
        return new Fields().put("$ref", PREFIX + DefinitionNames.full(name)).build();
    }
}
