package dev.wainwright.api.lenient;

import dev.wainwright.api.tree.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** EC2NodeClasses: the parts that {@code v1} insists on, with defaults that are named. */
final class NodeClassRewrites {
    private static final String ROLE = "KarpenterNodeRole";
    private static final String DISCOVERY = "karpenter.sh/discovery";
    private static final String ANY_CLUSTER = "*";
    private static final Set<String> ALIASED =
            Set.of("al2", "al2023", "bottlerocket", "windows2019", "windows2022", "windows2025");

    private NodeClassRewrites() {}

    static Tree.Mapping rewrite(Tree.Mapping nodeClass, Said said) {
        return Edits.within(nodeClass, "spec", spec -> {
            Tree.Mapping complete = images(spec, said);
            complete = role(complete, said);
            String cluster = cluster(complete);
            complete = selector(complete, "subnetSelectorTerms", cluster, said);
            complete = selector(complete, "securityGroupSelectorTerms", cluster, said);
            warnOfWildcards(complete, said);
            return complete;
        });
    }

    private static Tree.Mapping images(Tree.Mapping spec, Said said) {
        String family = spec.text("amiFamily", "");
        if (!Edits.isMissing(spec, "amiSelectorTerms") || family.equals("Custom")) {
            return spec;
        }
        boolean known = ALIASED.contains(family.toLowerCase(Locale.ROOT));
        String alias = (known ? family.toLowerCase(Locale.ROOT) : "al2023") + "@latest";
        said.rewrite(
                "spec.amiSelectorTerms",
                spec,
                "required, but missing; set to the alias " + alias
                        + (known ? ", the newest image of amiFamily " + family : ""));
        Tree.Mapping complete = spec.with("amiSelectorTerms", Edits.list(Edits.mapping(spec, "alias", alias)));
        if (!known && !family.isEmpty()) {
            said.rewrite("spec.amiFamily", spec, family + " is no image family of v1; dropped");
            return complete.without("amiFamily");
        }
        return complete;
    }

    private static Tree.Mapping role(Tree.Mapping spec, Said said) {
        if (!Edits.isMissing(spec, "role") || !Edits.isMissing(spec, "instanceProfile")) {
            return spec;
        }
        said.rewrite("spec.role", spec, "a role or an instanceProfile is required; role set to " + ROLE);
        return spec.with("role", Edits.text(ROLE, spec));
    }

    private static Tree.Mapping selector(Tree.Mapping spec, String name, String cluster, Said said) {
        if (!Edits.isMissing(spec, name)) {
            return spec;
        }
        said.rewrite(
                "spec." + name, spec, "required, but missing; set to what has the tag " + DISCOVERY + ": " + cluster);
        return spec.with(name, Edits.list(tagged(spec, cluster)));
    }

    private static Tree.Mapping tagged(Tree.Mapping spec, String cluster) {
        return Edits.within(
                new Tree.Mapping(Tree.Mapping.EMPTY.fields(), spec.line()),
                "tags",
                tags -> tags.with(DISCOVERY, Edits.text(cluster, spec)));
    }

    /** The cluster that one of the selectors names by the usual tag. */
    private static String cluster(Tree.Mapping spec) {
        for (String name : List.of("subnetSelectorTerms", "securityGroupSelectorTerms")) {
            for (Tree term : spec.items(name)) {
                if (term instanceof Tree.Mapping mapping
                        && mapping.mapping("tags").get(DISCOVERY) instanceof Tree.Text cluster) {
                    return cluster.value();
                }
            }
        }
        return ANY_CLUSTER;
    }

    /** EC2 itself understands stars within tag values, so they stay; Karpenter documents only the star alone. */
    private static void warnOfWildcards(Tree.Mapping spec, Said said) {
        for (String name : List.of("subnetSelectorTerms", "securityGroupSelectorTerms", "amiSelectorTerms")) {
            int position = 0;
            for (Tree term : spec.items(name)) {
                String path = "spec." + name + "[" + position++ + "].tags";
                Tree.Mapping tags = term instanceof Tree.Mapping mapping ? mapping.mapping("tags") : Tree.Mapping.EMPTY;
                tags.fields().forEach((key, value) -> {
                    if (value instanceof Tree.Text text
                            && text.value().length() > 1
                            && text.value().contains("*")) {
                        said.warning(
                                path + "[" + key + "]",
                                value,
                                "Karpenter knows \"*\" (any value) only; the pattern " + text.value()
                                        + " is kept and left to EC2's own filter");
                    }
                });
            }
        }
    }
}
