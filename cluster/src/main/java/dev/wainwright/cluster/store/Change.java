package dev.wainwright.cluster.store;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ObjectKey;

/**
 * One change of the store.
 *
 * @param kind in the version that is preferred
 * @param object as it is since then; of a removed object its last form, with the revision of the removal
 */
public record Change(long revision, Kind kind, KubeObject object, boolean removed) {
    public ObjectKey key() {
        return ObjectKey.of(object);
    }
}
