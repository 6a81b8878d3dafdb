package dev.wainwright.cluster.quota;

import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Service;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses what would overrun a quota of its namespace, and says what is used of each. */
public final class QuotaAdmission implements Admission {
    private volatile Optional<Books> books = Optional.empty();

    /** To be called once, before anything is admitted that counts. */
    public void guard(ClusterStore store) {
        books = Optional.of(Books.of(store));
    }

    /** Whether that namespace has a quota. */
    boolean counts(String namespace) {
        return books.isPresent() && books.get().has(namespace);
    }

    /** What is used of a quota, by its names; a name that is missing stands for nothing. */
    Map<String, Long> used(String namespace, String quota) {
        return books.map(kept -> kept.used(namespace, quota)).orElse(Map.of());
    }

    @Override
    public Result<KubeObject> admit(@Nullable KubeObject before, KubeObject object) {
        if (!counts(object.metadata().namespace()) || (before != null && !canGrow(object))) {
            return Result.ok(object);
        }
        String objection = books.orElseThrow().objection(before, object);
        return objection.isEmpty() ? Result.ok(object) : Result.refused(new Refusal.Forbidden(objection));
    }

    /** Whether a change can make an object count for more than before. */
    private static boolean canGrow(KubeObject object) {
        return object instanceof Service || object instanceof PersistentVolumeClaim;
    }
}
