package dev.wainwright.solver.compile;

import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.placement.VolumeTerms;
import dev.wainwright.api.storage.StorageClass;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cluster's storage, for a plan. */
final class ClusterStorage implements VolumeTerms.Storage {
    private final ClusterView cluster;
    private final Map<String, Integer> users = new HashMap<>();
    private final @Nullable StorageClass defaultClass;

    ClusterStorage(ClusterView cluster) {
        this.cluster = cluster;
        for (Pod pod : cluster.pods) {
            if (!pod.isTerminal()) {
                pod.volumes().forEach(volume -> {
                    String claim = VolumeTerms.claimName(pod, volume);
                    if (!claim.isEmpty()) {
                        users.merge(claim, 1, Integer::sum);
                    }
                });
            }
        }
        defaultClass = cluster.storageClasses.values().stream()
                .filter(VolumeTerms::isDefault)
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable PersistentVolumeClaim claim(String name) {
        return cluster.volumeClaims.get(name);
    }

    @Override
    public @Nullable PersistentVolume volume(String name) {
        return cluster.volumes.get(name);
    }

    @Override
    public @Nullable StorageClass storageClass(String name) {
        return cluster.storageClasses.get(name);
    }

    @Override
    public @Nullable StorageClass defaultClass() {
        return defaultClass;
    }

    @Override
    public String sharedAs(String claim) {
        return users.getOrDefault(claim, 0) > 1 ? claim : "";
    }

    /** A volume on one machine follows its pod to another in Karpenter's eyes (karpenter-core §3.9). */
    @Override
    public boolean staysOnItsNode() {
        return false;
    }
}
