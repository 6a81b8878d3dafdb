package dev.wainwright.cluster.gc;

import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;

/** Owner references as documents write them, for patches. */
final class OwnerTrees {
    private OwnerTrees() {}

    static Tree.Mapping of(OwnerReference owner) {
        var fields = new Fields()
                .put("apiVersion", owner.apiVersion())
                .put("kind", owner.kind())
                .put("name", owner.name())
                .put("uid", owner.uid());
        if (owner.controller() != null) {
            fields.put("controller", owner.controller());
        }
        if (owner.blockOwnerDeletion() != null) {
            fields.put("blockOwnerDeletion", owner.blockOwnerDeletion());
        }
        return fields.build();
    }
}
