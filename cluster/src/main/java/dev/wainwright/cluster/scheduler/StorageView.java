package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.placement.VolumeTerms;
import dev.wainwright.api.storage.StorageClass;
import dev.wainwright.runtime.cache.Change;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Claims, volumes and classes as the scheduler knows them. */
final class StorageView implements VolumeTerms.Storage {
    private final Map<String, PersistentVolumeClaim> claims = new HashMap<>();
    private final Map<String, PersistentVolume> volumes = new HashMap<>();
    private final Map<String, StorageClass> classes = new TreeMap<>();
    private long version;

    /** Grows with every change. */
    long version() {
        return version;
    }

    void changed(Change change) {
        version++;
        switch (change.latest()) {
            case PersistentVolumeClaim claim -> put(claims, claim, change.after() == null);
            case PersistentVolume volume -> put(volumes, volume, change.after() == null);
            case StorageClass storage -> put(classes, storage, change.after() == null);
            default -> throw new IllegalArgumentException("no storage: " + change.kind());
        }
    }

    private static <T extends KubeObject> void put(Map<String, T> all, T object, boolean gone) {
        if (gone) {
            all.remove(object.qualifiedName());
        } else {
            all.put(object.qualifiedName(), object);
        }
    }

    @Override
    public @Nullable PersistentVolumeClaim claim(String name) {
        return claims.get(name);
    }

    @Override
    public @Nullable PersistentVolume volume(String name) {
        return volumes.get(name);
    }

    @Override
    public @Nullable StorageClass storageClass(String name) {
        return classes.get(name);
    }

    @Override
    public @Nullable StorageClass defaultClass() {
        return classes.values().stream()
                .filter(VolumeTerms::isDefault)
                .findFirst()
                .orElse(null);
    }

    @Override
    public String sharedAs(String claim) {
        return claim;
    }

    @Override
    public boolean staysOnItsNode() {
        return true;
    }
}
