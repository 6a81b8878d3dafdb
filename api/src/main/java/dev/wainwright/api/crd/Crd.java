package dev.wainwright.api.crd;

import dev.wainwright.api.Kind;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One custom kind as a CustomResourceDefinition: the kind's names and schema, and how kubectl shows its objects.
 *
 * @param categories the words under which kubectl finds the kind among others
 * @param scale where the number of replicas stands; absent for kinds that cannot be scaled
 */
public record Crd(
        Kind kind,
        List<String> categories,
        List<Column> columns,
        @Nullable Scale scale) {
    public Crd {
        categories = List.copyOf(categories);
        columns = List.copyOf(columns);
    }

    /**
     * A column of kubectl's tables.
     *
     * @param priority 0 is always shown, 1 in wide tables only
     */
    public record Column(String name, String type, String jsonPath, int priority) {
        private Tree document() {
            var fields = new LinkedHashMap<String, Tree>();
            fields.put("jsonPath", Tree.text(jsonPath));
            fields.put("name", Tree.text(name));
            if (priority > 0) {
                fields.put("priority", Tree.number(priority));
            }
            fields.put("type", Tree.text(type));
            return new Tree.Mapping(fields, 0);
        }
    }

    /** The JSON paths of the number wanted and the number observed. */
    public record Scale(String specPath, String statusPath) {}

    /** Such as {@code nodepools.karpenter.sh}. */
    public String name() {
        return kind.plural() + "." + kind.group();
    }

    /** The whole document. */
    public Tree.Mapping document() {
        return mapping(
                "apiVersion", Tree.text("apiextensions.k8s.io/v1"),
                "kind", Tree.text("CustomResourceDefinition"),
                "metadata", mapping("name", Tree.text(name())),
                "spec",
                        mapping(
                                "group", Tree.text(kind.group()),
                                "names", names(),
                                "scope", Tree.text(kind.namespaced() ? "Namespaced" : "Cluster"),
                                "versions", sequence(List.of(version()))));
    }

    private Tree names() {
        var names = new LinkedHashMap<String, Tree>();
        names.put("categories", texts(categories));
        names.put("kind", Tree.text(kind.kind()));
        names.put("listKind", Tree.text(kind.kind() + "List"));
        names.put("plural", Tree.text(kind.plural()));
        if (!kind.shortNames().isEmpty()) {
            names.put("shortNames", texts(kind.shortNames()));
        }
        names.put("singular", Tree.text(kind.singular()));
        return new Tree.Mapping(names, 0);
    }

    private Tree version() {
        return mapping(
                "additionalPrinterColumns",
                        sequence(columns.stream().map(Column::document).toList()),
                "name", Tree.text(kind.version()),
                "schema", mapping("openAPIV3Schema", OpenApi.root(kind.schema().get())),
                "served", new Tree.Bool(true, 0),
                "storage", new Tree.Bool(true, 0),
                "subresources", subresources());
    }

    private Tree subresources() {
        if (scale == null) {
            return mapping("status", Tree.Mapping.EMPTY);
        }
        Tree paths = mapping(
                "specReplicasPath", Tree.text(scale.specPath()), "statusReplicasPath", Tree.text(scale.statusPath()));
        return mapping("scale", paths, "status", Tree.Mapping.EMPTY);
    }

    /** A mapping of names and trees that take turns. */
    private static Tree.Mapping mapping(Object... namesAndTrees) {
        Map<String, Tree> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTrees.length; i += 2) {
            fields.put((String) namesAndTrees[i], (Tree) namesAndTrees[i + 1]);
        }
        return new Tree.Mapping(fields, 0);
    }

    static Tree texts(List<String> texts) {
        return sequence(texts.stream().map(Tree::text).toList());
    }

    static Tree sequence(List<? extends Tree> items) {
        return new Tree.Sequence(List.copyOf(items), 0);
    }
}
