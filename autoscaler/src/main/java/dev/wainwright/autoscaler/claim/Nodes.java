package dev.wainwright.autoscaler.claim;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.store.ObjectKey;

/** Changes of nodes as news for the claims that they are the machines of. */
final class Nodes {
    private Nodes() {}

    static Interest<ObjectKey> interest() {
        return new Interest<>(Kinds.of(Node.class), (change, snapshot, concerned) -> {
            if (change.latest() instanceof Node node
                    && !node.spec().providerID().isEmpty()) {
                snapshot.where(Claims.BY_PROVIDER, node.spec().providerID())
                        .forEach(claim -> concerned.accept(ObjectKey.of(claim)));
            }
        });
    }
}
