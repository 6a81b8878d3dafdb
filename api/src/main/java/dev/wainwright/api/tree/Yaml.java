package dev.wainwright.api.tree;

/** Trees as YAML text; files come in by {@link DocumentReader}. */
public final class Yaml {
    private Yaml() {}

    /** One document in block style, ending in a line break. */
    public static String print(Tree tree) {
        var out = new StringBuilder();
        new YamlWriter(out).document(tree);
        return out.toString();
    }
}
