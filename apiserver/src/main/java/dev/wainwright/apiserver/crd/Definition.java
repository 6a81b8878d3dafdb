package dev.wainwright.apiserver.crd;

import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** The parts of a CustomResourceDefinition's document. */
final class Definition {
    private Definition() {}

    static List<Tree.Mapping> versions(Tree.Mapping definition) {
        return definition.mapping("spec").items("versions").stream()
                .filter(Tree.Mapping.class::isInstance)
                .map(Tree.Mapping.class::cast)
                .toList();
    }

    /** Whether all versions are alike but for their names; the server's messages then name no version. */
    static boolean isUniform(Tree.Mapping definition) {
        return versions(definition).stream()
                        .map(version ->
                                version.without("name").without("served").without("storage"))
                        .distinct()
                        .count()
                <= 1;
    }

    /** With the names that follow from others. */
    static Tree.Mapping withDefaults(Tree.Mapping definition) {
        Tree.Mapping spec = definition.mapping("spec");
        var names = new LinkedHashMap<>(spec.mapping("names").fields());
        String kind = spec.mapping("names").text("kind", "");
        if (!kind.isEmpty()) {
            names.putIfAbsent("singular", Tree.text(kind.toLowerCase(Locale.ROOT)));
            names.putIfAbsent("listKind", Tree.text(kind + "List"));
        }
        Tree.Mapping complete = spec.with("names", new Tree.Mapping(names, 0));
        if (spec.get("conversion") == null) {
            var none = new LinkedHashMap<String, Tree>();
            none.put("strategy", Tree.text("None"));
            complete = complete.with("conversion", new Tree.Mapping(none, 0));
        }
        return definition.with("spec", complete);
    }
}
