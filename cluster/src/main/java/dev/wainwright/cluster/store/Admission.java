package dev.wainwright.cluster.store;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.Result;
import org.jspecify.annotations.Nullable;

/** What is checked and filled in before a change is stored: quotas, policies, rules of kinds that users brought. */
@FunctionalInterface
public interface Admission {
    /** Lets everything through as it is. */
    Admission NONE = (before, object) -> Result.ok(object);

    /**
     * The object as it may be stored, or why it may not.
     *
     * @param before what is stored now; absent for a new object
     */
    Result<KubeObject> admit(@Nullable KubeObject before, KubeObject object);
}
