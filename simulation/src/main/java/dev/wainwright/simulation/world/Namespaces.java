package dev.wainwright.simulation.world;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Write;

/** Manifests that are applied to a cluster seldom bring along the namespaces that are there already. */
final class Namespaces {
    private Namespaces() {}

    static void ensure(ObjectStore store, String name) {
        if (!name.isEmpty()
                && !store.get(Kinds.of(Namespace.class), new ObjectKey("", name))
                        .isOk()) {
            store.write(Write.create(new Namespace(ObjectMeta.named("", name), Tree.Mapping.EMPTY)));
        }
    }
}
