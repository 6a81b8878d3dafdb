package dev.wainwright.apiserver.openapi;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Resource.Subresource;
import dev.wainwright.api.schema.BuiltInSchemas;
import dev.wainwright.apiserver.openapi.Operation.Parameter;
import dev.wainwright.apiserver.openapi.Operation.Target;
import dev.wainwright.apiserver.resource.Resources.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What can be done at which path. */
final class Paths {
    private static final List<Parameter> LISTING = List.of(
            new Parameter("allowWatchBookmarks", "boolean"),
            new Parameter("continue", "string"),
            new Parameter("fieldSelector", "string"),
            new Parameter("labelSelector", "string"),
            new Parameter("limit", "integer"),
            new Parameter("resourceVersion", "string"),
            new Parameter("resourceVersionMatch", "string"),
            new Parameter("sendInitialEvents", "boolean"),
            new Parameter("timeoutSeconds", "integer"),
            new Parameter("watch", "boolean"));
    // kubectl looks for dryRun and fieldValidation before it relies on the server for either.
    private static final List<Parameter> WRITING = List.of(
            new Parameter("dryRun", "string"),
            new Parameter("fieldManager", "string"),
            new Parameter("fieldValidation", "string"));
    private static final List<Parameter> PATCHING =
            List.of(WRITING.get(0), WRITING.get(1), WRITING.get(2), new Parameter("force", "boolean"));
    private static final List<Parameter> DELETING = List.of(
            new Parameter("dryRun", "string"),
            new Parameter("gracePeriodSeconds", "integer"),
            new Parameter("orphanDependents", "boolean"),
            new Parameter("propagationPolicy", "string"));
    private static final List<String> ANY = List.of("*/*");
    private static final String STATUS = "meta.v1.Status";

    private final Map<String, List<Operation>> paths = new TreeMap<>();

    private Paths() {}

    /** By path, sorted. */
    static Map<String, List<Operation>> of(List<Served> served) {
        var paths = new Paths();
        served.forEach(paths::add);
        return paths.paths;
    }

    private void add(Served served) {
        Kind kind = served.resource().kind();
        String base = kind.group().isEmpty() ? "/api/" : "/apis/" + kind.group() + '/';
        String everywhere = base + kind.version() + '/' + kind.plural();
        String somewhere =
                kind.namespaced() ? base + kind.version() + "/namespaces/{namespace}/" + kind.plural() : everywhere;
        var target = new Target(kind.group(), kind.version(), kind.kind());
        var of = new Of(kind, target, DefinitionNames.of(served), patches(served));
        List<String> verbs = served.resource().verbs();
        put(somewhere, of.collection(verbs));
        if (kind.namespaced() && verbs.contains("list")) {
            put(everywhere, of.collection(List.of("list")));
        }
        put(somewhere + "/{name}", of.single(verbs));
        for (Subresource part : served.resource().subresources()) {
            put(somewhere + "/{name}/" + part.name(), part(part, of).single(withPost(part.verbs())));
        }
    }

    private static Of part(Subresource part, Of whole) {
        var target = new Target(part.group(), part.version(), part.kind());
        if (target.equals(whole.target)) {
            return whole;
        }
        String name = (part.group().isEmpty() ? "core" : part.group()) + '.' + part.version() + '.' + part.kind();
        boolean isKnown = BuiltInSchemas.definitions().get(name) != null;
        return new Of(whole.owner, target, isKnown ? name : "", whole.patches);
    }

    /** Parts are created at a path that has the whole's name in it. */
    private static List<String> withPost(List<String> verbs) {
        var changed = new ArrayList<>(verbs);
        changed.replaceAll(verb -> verb.equals("create") ? "post" : verb);
        return changed;
    }

    private static List<String> patches(Served served) {
        return served.definition().isEmpty()
                ? List.of(
                        "application/json-patch+json",
                        "application/merge-patch+json",
                        "application/strategic-merge-patch+json",
                        "application/apply-patch+yaml")
                : List.of(
                        "application/json-patch+json", "application/merge-patch+json", "application/apply-patch+yaml");
    }

    private void put(String path, List<Operation> operations) {
        if (!operations.isEmpty()) {
            paths.put(path, operations);
        }
    }

    /** The operations on one kind. */
    private record Of(Kind owner, Target target, String definition, List<String> patches) {
        List<Operation> collection(List<String> verbs) {
            var operations = new ArrayList<Operation>();
            if (verbs.contains("list")) {
                operations.add(operation("get", "list", "list objects of kind ", LISTING, "", definition + "List"));
            }
            if (verbs.contains("create")) {
                operations.add(operation("post", "post", "create an object of kind ", WRITING, definition, definition));
            }
            if (verbs.contains("deletecollection")) {
                operations.add(operation(
                        "delete",
                        "deletecollection",
                        "delete objects of kind ",
                        DELETING,
                        "meta.v1.DeleteOptions",
                        STATUS));
            }
            return operations;
        }

        List<Operation> single(List<String> verbs) {
            var operations = new ArrayList<Operation>();
            if (verbs.contains("get")) {
                operations.add(operation("get", "get", "read an object of kind ", List.of(), "", definition));
            }
            if (verbs.contains("post")) {
                operations.add(operation("post", "post", "send an object of kind ", WRITING, definition, definition));
            }
            if (verbs.contains("update")) {
                operations.add(operation("put", "put", "replace an object of kind ", WRITING, definition, definition));
            }
            if (verbs.contains("delete")) {
                operations.add(operation(
                        "delete", "delete", "delete an object of kind ", DELETING, "meta.v1.DeleteOptions", STATUS));
            }
            if (verbs.contains("patch")) {
                operations.add(new Operation(
                        "patch",
                        "patch",
                        "change parts of an object of kind " + target.kind(),
                        owner,
                        target,
                        PATCHING,
                        "",
                        definition,
                        patches));
            }
            return operations;
        }

        private Operation operation(
                String method,
                String action,
                String description,
                List<Parameter> parameters,
                String body,
                String answer) {
            return new Operation(
                    method, action, description + target.kind(), owner, target, parameters, body, answer, ANY);
        }
    }
}
