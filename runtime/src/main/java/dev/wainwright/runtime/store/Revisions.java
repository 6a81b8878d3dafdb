package dev.wainwright.runtime.store;

import dev.wainwright.api.meta.KubeObject;

/**
 * ResourceVersions as numbers. Kubernetes promises since 1.35 that those of one kind are decimal numbers and grow with
 * every change.
 */
public final class Revisions {
    private Revisions() {}

    /** The revision of the object's last change; 0 for an object that never was in a store. */
    public static long of(KubeObject object) {
        String version = object.metadata().resourceVersion();
        return version.isEmpty() ? 0 : Long.parseLong(version);
    }
}
