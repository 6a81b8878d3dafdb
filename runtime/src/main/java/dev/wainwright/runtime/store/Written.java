package dev.wainwright.runtime.store;

import dev.wainwright.api.meta.KubeObject;

/**
 * What a write left behind.
 *
 * @param object as it is now; of a removed object its last form, with the revision of the removal
 * @param removed whether the object is gone from the store
 */
public record Written(KubeObject object, boolean removed) {}
