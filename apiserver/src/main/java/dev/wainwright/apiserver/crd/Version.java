package dev.wainwright.apiserver.crd;

import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * One version in a definition.
 *
 * @param path how messages begin about its parts: with the version's place, but where all versions are alike
 * @param schemaPath the same for its schema
 */
record Version(Tree.Mapping source, Node root, String path, String schemaPath) {
    /** Each version on its own; where all are alike, messages speak of the first for all. */
    static List<Version> of(Tree.Mapping definition) {
        boolean uniform = Definition.isUniform(definition);
        List<Tree.Mapping> sources = Definition.versions(definition);
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            Tree.Mapping schema = sources.get(i).mapping("schema");
            String path = "spec.versions[" + i + "].";
            boolean named = !uniform || !(schema.get("openAPIV3Schema") instanceof Tree.Mapping);
            versions.add(new Version(
                    sources.get(i),
                    new Node(schema.mapping("openAPIV3Schema")),
                    uniform ? "spec." : path,
                    named ? path + "schema.openAPIV3Schema" : "spec.validation.openAPIV3Schema"));
        }
        return versions;
    }

    boolean hasSchema() {
        return source.mapping("schema").get("openAPIV3Schema") instanceof Tree.Mapping;
    }
}
