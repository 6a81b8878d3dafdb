package dev.wainwright.cluster.admission;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses pods of a ServiceAccount that there is not. Nothing is mounted into those of one that there is: no process is
 * there to read a token.
 */
public final class PodAccounts implements Admission {
    private static final Kind ACCOUNT = TreeKinds.builtIn("ServiceAccount");
    private static final String DEFAULT = "default";

    private Optional<ClusterStore> accounts = Optional.empty();

    /** To be called once with the store whose accounts count. */
    public synchronized void look(ClusterStore store) {
        accounts = Optional.of(store);
    }

    @Override
    public synchronized Result<KubeObject> admit(@Nullable KubeObject before, KubeObject object) {
        if (before != null || !(object instanceof Pod pod)) {
            return Result.ok(object);
        }
        String name = pod.rest().mapping("spec").text("serviceAccountName", DEFAULT);
        var key = new ObjectKey(pod.metadata().namespace(), name);
        // The default one may be a moment behind its namespace.
        if (!name.equals(DEFAULT)
                && accounts.isPresent()
                && !accounts.get().get(ACCOUNT, key).isOk()) {
            return Result.refused(new Refusal.Forbidden("pods \"" + pod.name()
                    + "\" is forbidden: error looking up service account " + key.namespace() + '/' + name
                    + ": serviceaccount \"" + name + "\" not found"));
        }
        return Result.ok(pod);
    }
}
