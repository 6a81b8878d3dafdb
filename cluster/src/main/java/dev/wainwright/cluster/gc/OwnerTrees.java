package dev.wainwright.cluster.gc;

import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;

/** Owner references as documents write them, for patches. */
final class OwnerTrees {
    private OwnerTrees() {}

    static Tree.Mapping of(OwnerReference owner) {
        var fields = new LinkedHashMap<String, Tree>();
        fields.put("apiVersion", Tree.text(owner.apiVersion()));
        fields.put("kind", Tree.text(owner.kind()));
        fields.put("name", Tree.text(owner.name()));
        fields.put("uid", Tree.text(owner.uid()));
        if (owner.controller() != null) {
            fields.put("controller", new Tree.Bool(owner.controller(), 0));
        }
        if (owner.blockOwnerDeletion() != null) {
            fields.put("blockOwnerDeletion", new Tree.Bool(owner.blockOwnerDeletion(), 0));
        }
        return new Tree.Mapping(fields, 0);
    }
}
