package dev.wainwright.api.rules;

import dev.wainwright.api.Kind;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What holds for the metadata of every object. */
public final class MetadataRules {
    private static final int ANNOTATIONS = 256 * 1024;

    private MetadataRules() {}

    public static List<Finding> check(Kind kind, Tree.Mapping object) {
        var problems = new Problems();
        Path path = Path.of("metadata");
        Tree.Mapping metadata = object.mapping("metadata");
        String name = metadata.text("name", "");
        if (name.isEmpty()) {
            problems.add(
                    path.field("name"), Values.at(object, "metadata"), "required: name or generateName must be set");
        } else {
            problems.add(path.field("name"), metadata, name(kind, name));
        }
        if (kind.namespaced()) {
            problems.add(path.field("namespace"), metadata, Grammar.dnsLabel(metadata.text("namespace", "default")));
        }
        common(metadata, path, problems);
        Values.eachItem(metadata, "ownerReferences", path, (owner, at) -> {
            for (String field : List.of("apiVersion", "kind", "name", "uid")) {
                if (owner.text(field, "").isEmpty()) {
                    problems.add(at.field(field), owner, "required: an owner is named in full");
                }
            }
        });
        return problems.all();
    }

    /** Labels and annotations: what the metadata of templates has, too. */
    static void common(Tree.Mapping metadata, Path path, Problems problems) {
        Grammar.labels(metadata.mapping("labels"), path.field("labels"), problems);
        long size = 0;
        for (var annotation : metadata.mapping("annotations").fields().entrySet()) {
            String key = annotation.getKey();
            Tree value = annotation.getValue();
            // Unlike labels, annotations may have capitals in the prefix.
            problems.add(
                    path.field("annotations").field(key), value, Grammar.qualifiedName(key.toLowerCase(Locale.ROOT)));
            size += key.length() + Values.text(value).length();
        }
        if (size > ANNOTATIONS) {
            problems.add(path.field("annotations"), metadata, "must be at most 262144 bytes together, has " + size);
        }
    }

    private static Optional<String> name(Kind kind, String name) {
        return switch (kind.kind()) {
            case "Service" -> Grammar.dns1035Label(name);
            case "Namespace" -> Grammar.dnsLabel(name);
            default -> Grammar.dnsSubdomain(name);
        };
    }
}
