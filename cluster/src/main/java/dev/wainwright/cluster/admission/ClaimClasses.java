package dev.wainwright.cluster.admission;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.placement.VolumeTerms;
import dev.wainwright.api.storage.StorageClass;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.Result;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives new claims that name no class the default one: the youngest, if there are several. */
public final class ClaimClasses implements Admission {
    private Optional<ClusterStore> classes = Optional.empty();

    /** To be called once with the store whose classes count. */
    public synchronized void look(ClusterStore store) {
        classes = Optional.of(store);
    }

    @Override
    public synchronized Result<KubeObject> admit(@Nullable KubeObject before, KubeObject object) {
        if (before != null
                || !(object instanceof PersistentVolumeClaim claim)
                || claim.spec().storageClassName() != null) {
            return Result.ok(object);
        }
        return Result.ok(standard().map(storage -> of(claim, storage)).orElse(claim));
    }

    private Optional<StorageClass> standard() {
        return classes.stream()
                .flatMap(store -> store.list(ListRequest.all(Kinds.of(StorageClass.class))).orThrow().items().stream())
                .map(StorageClass.class::cast)
                .filter(VolumeTerms::isDefault)
                .min(Comparator.comparing(ClaimClasses::made).reversed().thenComparing(StorageClass::name));
    }

    private static Instant made(StorageClass storage) {
        Instant made = storage.metadata().creationTimestamp();
        return made == null ? Instant.EPOCH : made;
    }

    private static PersistentVolumeClaim of(PersistentVolumeClaim claim, StorageClass storage) {
        var spec = new PersistentVolumeClaim.Spec(
                storage.name(), claim.spec().volumeName(), claim.spec().accessModes());
        return new PersistentVolumeClaim(claim.metadata(), spec, claim.status(), claim.rest());
    }
}
