package dev.wainwright.api.rules;

import dev.wainwright.api.Kind;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Set;

/** What holds for the metadata of every object. */
public final class MetadataRules {
    private static final int ANNOTATIONS = 256 * 1024;
    private static final Path PATH = Path.of("metadata");
    private static final Set<String> LABEL_NAMES = Set.of("Service", "Namespace");
    private static final Set<String> SEGMENT_NAMES =
            Set.of("Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "CustomResourceDefinition");
    private static final Set<String> STANDARD_FINALIZERS = Set.of("kubernetes", "orphan", "foregroundDeletion");

    private MetadataRules() {}

    /** An object without a name must have a prefix to make one from. */
    public static List<Finding> check(Kind kind, Tree.Mapping object) {
        var problems = new Problems();
        Tree.Mapping metadata = object.mapping("metadata");
        String name = metadata.text("name", "");
        String prefix = metadata.text("generateName", "");
        if (name.isEmpty() && prefix.isEmpty()) {
            problems.required(PATH.field("name"), Values.at(object, "metadata"), "name or generateName is required");
        }
        if (!prefix.isEmpty()) {
            // The prefix may end in what a name may not, for more will come behind it.
            Tree at = Values.at(metadata, "generateName");
            problems.invalid(PATH.field("generateName"), at, prefix, name(kind, prefix.replaceAll("[-.]$", "a")));
        }
        if (!name.isEmpty()) {
            problems.invalid(PATH.field("name"), Values.at(metadata, "name"), name, name(kind, name));
        }
        if (kind.namespaced()) {
            String namespace = metadata.text("namespace", "default");
            problems.invalid(
                    PATH.field("namespace"), Values.at(metadata, "namespace"), namespace, Grammar.dnsLabel(namespace));
        }
        common(metadata, PATH, problems);
        owners(metadata, problems);
        finalizers(metadata, problems);
        return problems.all();
    }

    /** Labels and annotations: what the metadata of templates has, too. */
    static void common(Tree.Mapping metadata, Path path, Problems problems) {
        Grammar.labels(metadata.mapping("labels"), path.field("labels"), problems);
        Tree.Mapping annotations = metadata.mapping("annotations");
        Grammar.annotations(annotations, path.field("annotations"), problems);
        long size = 0;
        for (var annotation : annotations.fields().entrySet()) {
            size += annotation.getKey().length()
                    + Values.text(annotation.getValue()).length();
        }
        if (size > ANNOTATIONS) {
            problems.tooLong(path.field("annotations"), annotations, ANNOTATIONS);
        }
    }

    private static void owners(Tree.Mapping metadata, Problems problems) {
        Path path = PATH.field("ownerReferences");
        String controller = "";
        for (Tree each : metadata.items("ownerReferences")) {
            Tree.Mapping owner = Values.mapping(each);
            for (String field : List.of("apiVersion", "kind", "name", "uid")) {
                if (owner.text(field, "").isEmpty()) {
                    problems.invalid(path.field(field), owner, Tree.text(""), "must not be empty");
                }
            }
            if (!Values.isTrue(owner, "controller")) {
                continue;
            }
            String name = owner.text("kind", "") + '/' + owner.text("name", "");
            if (!controller.isEmpty()) {
                problems.invalid(
                        path,
                        owner,
                        Values.at(metadata, "ownerReferences"),
                        "Only one reference can have Controller set to true. Found \"true\" in references for "
                                + controller + " and " + name);
            }
            controller = name;
        }
    }

    private static void finalizers(Tree.Mapping metadata, Problems problems) {
        int position = 0;
        for (Tree each : metadata.items("finalizers")) {
            Path path = PATH.field("finalizers").item(position++);
            String name = Values.text(each);
            List<String> wrong = Grammar.qualifiedName(name);
            problems.invalid(path, each, wrong);
            if (wrong.isEmpty() && name.indexOf('/') < 0 && !STANDARD_FINALIZERS.contains(name)) {
                problems.invalid(path, each, "name is neither a standard finalizer name nor is it fully qualified");
            }
        }
    }

    private static List<String> name(Kind kind, String name) {
        if (LABEL_NAMES.contains(kind.kind())) {
            return Grammar.dnsLabel(name);
        }
        return SEGMENT_NAMES.contains(kind.kind()) ? Grammar.pathSegment(name) : Grammar.dnsSubdomain(name);
    }
}
