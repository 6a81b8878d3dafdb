package dev.wainwright.apiserver.apply;

import dev.wainwright.api.tree.Tree;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Field sets as documents hold them, one tree for equal sets: the pods of a workload own the same fields. */
final class SharedTrees {
    private static final int MOST_KNOWN = 2048;
    private static final Map<FieldSet, Tree.Mapping> TREES = new ConcurrentHashMap<>();

    private SharedTrees() {}

    static Tree.Mapping of(FieldSet fields) {
        Tree.Mapping known = TREES.get(fields);
        if (known == null) {
            known = fields.toTree();
            if (TREES.size() >= MOST_KNOWN) {
                TREES.clear();
            }
            TREES.put(fields, known);
        }
        return known;
    }
}
