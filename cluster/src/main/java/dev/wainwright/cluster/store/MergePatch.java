package dev.wainwright.cluster.store;

import dev.wainwright.api.tree.Tree;

/** JSON merge patch (RFC 7386): mappings are merged, null removes, everything else replaces. */
public final class MergePatch {
    private MergePatch() {}

    public static Tree.Mapping apply(Tree.Mapping target, Tree.Mapping patch) {
        Tree.Mapping result = target;
        for (var field : patch.fields().entrySet()) {
            String name = field.getKey();
            result = switch (field.getValue()) {
                case Tree.Null nothing -> result.without(name);
                case Tree.Mapping inner -> result.with(name, apply(target.mapping(name), inner));
                default -> result.with(name, field.getValue());
            };
        }
        return result;
    }
}
