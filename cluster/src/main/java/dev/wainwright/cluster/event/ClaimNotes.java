package dev.wainwright.cluster.event;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.storage.StorageClass;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.report.Note;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.Optional;

/** What is said of claims that nobody can serve. */
final class ClaimNotes {
    private ClaimNotes() {}

    /** Of a new claim of a class that there is not. */
    static Optional<Note> of(PersistentVolumeClaim claim, ClusterStore store) {
        String name = claim.spec().storageClassName();
        boolean missing = name != null
                && !name.isEmpty()
                && claim.spec().volumeName().isEmpty()
                && !store.get(Kinds.of(StorageClass.class), new ObjectKey("", name))
                        .isOk();
        return missing
                ? Optional.of(Note.warning(
                        claim,
                        "ProvisioningFailed",
                        "storageclass.storage.k8s.io \"" + name + "\" not found",
                        "persistentvolume-controller"))
                : Optional.empty();
    }
}
