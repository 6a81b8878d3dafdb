package dev.wainwright.cluster.admission;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.placement.QosClass;
import dev.wainwright.api.tree.Fill;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets new pods run under the ServiceAccount that they name, or under {@code default}, and says in which class of service
 * they are. Nothing is mounted into them: no process is there to read a token.
 */
public final class PodAccounts implements Admission {
    private static final Kind ACCOUNT = TreeKinds.builtIn("ServiceAccount");
    private static final String DEFAULT = "default";
    private static final int MOST_KNOWN = 4096;

    private final IdentityHashMap<Tree.Mapping, Tree.Mapping> made = new IdentityHashMap<>();
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
        Pod.Status status = pod.status().qosClass().isEmpty()
                ? pod.status().withQosClass(QosClass.of(pod.spec()))
                : pod.status();
        return Result.ok(
                new Pod(pod.metadata(), pod.nodeName(), pod.volumes(), pod.spec(), status, filled(pod.rest(), name)));
    }

    /** Pods that share what nobody reads go on sharing it. */
    private Tree.Mapping filled(Tree.Mapping rest, String account) {
        if (made.size() > MOST_KNOWN) {
            made.clear();
        }
        return made.computeIfAbsent(
                rest,
                any -> Fill.within(rest, "spec", spec -> {
                    Tree.Mapping named = Fill.text(spec, "serviceAccountName", account);
                    return Fill.bool(Fill.text(named, "serviceAccount", account), "enableServiceLinks", true);
                }));
    }
}
