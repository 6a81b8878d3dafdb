package dev.wainwright.apiserver.crd;

import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with one version of a definition: its schema, its subresources, its columns. */
final class VersionCheck {
    private static final Set<String> COLUMN_TYPES = Set.of("boolean", "date", "integer", "number", "string");
    private static final Pattern SIMPLE_PATH = Pattern.compile("(\\.[A-Za-z0-9_-]+|\\['[^']+'])+");

    /** Steps, escaped dots, filters and indexes. */
    private static final Pattern COLUMN_PATH = Pattern.compile("\\.([^\\[\\]]|\\[[^\\[\\]]*])*");

    private VersionCheck() {}

    static List<Finding> check(Version version) {
        var findings = new ArrayList<Finding>();
        if (version.hasSchema()) {
            findings.addAll(SchemaRules.check(version.root(), version.schemaPath()));
        } else {
            findings.add(Trouble.required(version.schemaPath(), ""));
        }
        partsOf(version.source(), version.path(), findings);
        return findings;
    }

    /** {@code path} ends in a dot. */
    private static void partsOf(Tree.Mapping version, String path, List<Finding> findings) {
        if (version.mapping("subresources").get("scale") instanceof Tree.Mapping scale) {
            replicas(scale, "specReplicasPath", ".spec", path + "subresources.scale.", findings);
            replicas(scale, "statusReplicasPath", ".status", path + "subresources.scale.", findings);
        }
        List<Tree> columns = version.items("additionalPrinterColumns");
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i) instanceof Tree.Mapping column) {
                column(column, path + "additionalPrinterColumns[" + i + "].", findings);
            }
        }
    }

    private static void replicas(Tree.Mapping scale, String name, String root, String path, List<Finding> findings) {
        String value = scale.text(name, "");
        if (value.isEmpty()) {
            findings.add(Trouble.required(path + name, ""));
        } else if (!SIMPLE_PATH.matcher(value).matches()) {
            findings.add(Trouble.invalid(path + name, Tree.text(value), "must be a simple json path starting with ."));
        } else if (!value.startsWith(root + ".")) {
            findings.add(Trouble.invalid(path + name, Tree.text(value), "should be a json path under " + root));
        }
    }

    private static void column(Tree.Mapping column, String path, List<Finding> findings) {
        String type = column.text("type", "");
        String jsonPath = column.text("jsonPath", "");
        if (column.text("name", "").isEmpty()) {
            findings.add(Trouble.required(path + "name", ""));
        }
        if (type.isEmpty()) {
            findings.add(Trouble.required(
                    path + "type",
                    "must be one of "
                            + String.join(",", COLUMN_TYPES.stream().sorted().toList())));
        } else if (!COLUMN_TYPES.contains(type)) {
            findings.add(Trouble.invalid(
                    path + "type",
                    Tree.text(type),
                    "must be one of "
                            + String.join(",", COLUMN_TYPES.stream().sorted().toList())));
        }
        if (jsonPath.isEmpty()) {
            findings.add(Trouble.required(path + "JSONPath", ""));
        } else if (!COLUMN_PATH.matcher(jsonPath).matches()) {
            findings.add(Trouble.invalid(
                    path + "JSONPath", Tree.text(jsonPath), "must be a simple json path starting with ."));
        }
    }
}
