package dev.wainwright.cluster.volume;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;

/** What phase a volume is in, and its end when its claim is gone. */
final class Reclaiming {
    private Reclaiming() {}

    static Step step(PersistentVolume volume, Snapshot snapshot) {
        ObjectKey key = VolumeTrees.claim(volume).orElse(null);
        if (key == null) {
            return told(volume, "Available");
        }
        PersistentVolumeClaim claim =
                snapshot.get(PersistentVolumeClaim.class, key).orElse(null);
        String uid = VolumeTrees.claimUid(volume);
        if (claim != null && (uid.isEmpty() || uid.equals(claim.metadata().uid()))) {
            return told(volume, claim.spec().volumeName().equals(volume.name()) ? "Bound" : "Available");
        }
        // Only what was bound is reclaimed; a volume may also be set aside for a claim that is yet to come.
        if (!VolumeTrees.phase(volume).equals("Bound")
                && !VolumeTrees.phase(volume).equals("Released")) {
            return told(volume, "Available");
        }
        return volume.rest()
                        .mapping("spec")
                        .text("persistentVolumeReclaimPolicy", "Retain")
                        .equals("Delete")
                ? Step.write(Write.delete(volume))
                : told(volume, "Released");
    }

    private static Step told(PersistentVolume volume, String phase) {
        return VolumeTrees.phase(volume).equals(phase)
                ? Step.DONE
                : Step.write(new Write.Patch(
                        Kinds.of(PersistentVolume.class),
                        ObjectKey.of(volume),
                        VolumeTrees.status(phase),
                        true,
                        Preconditions.sameObject(volume)));
    }
}
