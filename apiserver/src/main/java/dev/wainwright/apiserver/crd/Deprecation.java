package dev.wainwright.apiserver.crd;

import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.discovery.Version;
import java.util.Comparator;

/** What those are warned of who use a version that its author calls deprecated. */
final class Deprecation {
    private Deprecation() {}

    /** Empty for a version that is not. */
    static String of(Tree.Mapping definition, Tree.Mapping version) {
        if (!Node.isTrue(version, "deprecated")) {
            return "";
        }
        Tree.Mapping spec = definition.mapping("spec");
        String group = spec.text("group", "") + '/';
        String kind = ' ' + spec.mapping("names").text("kind", "");
        String name = version.text("name", "");
        String better = Definition.versions(definition).stream()
                .filter(each -> Node.isTrue(each, "served") && !Node.isTrue(each, "deprecated"))
                .map(each -> each.text("name", ""))
                .filter(each -> Version.of(each).compareTo(Version.of(name)) < 0)
                .min(Comparator.comparing(Version::of))
                .map(each -> "; use " + group + each + kind)
                .orElse("");
        return version.text("deprecationWarning", group + name + kind + " is deprecated" + better);
    }
}
