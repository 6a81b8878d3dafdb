package dev.wainwright.cluster.quota;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Refuses pods that would overrun a quota of their namespace. It listens to the store that it guards, and hears of every
 * change within the change itself; so its sums are never behind.
 */
public final class QuotaAdmission implements Admission {
    private final Ledger ledger = new Ledger();
    private final Map<ObjectKey, Pod> pods = new HashMap<>();
    private final Map<String, Map<String, Quota>> quotas = new HashMap<>();

    /** To be called once, before anything is admitted that counts. */
    public synchronized void guard(ObjectStore store) {
        store.list(ListRequest.all(Kinds.of(Pod.class))).orThrow().items().forEach(this::is);
        store.list(ListRequest.all(Quota.KIND)).orThrow().items().forEach(this::is);
        store.watch(WatchRequest.all(Kinds.of(Pod.class), 0), this::heard).orThrow();
        store.watch(WatchRequest.all(Quota.KIND, 0), this::heard).orThrow();
    }

    @Override
    public synchronized Result<KubeObject> admit(@Nullable KubeObject before, KubeObject object) {
        if (before != null || !(object instanceof Pod pod)) {
            return Result.ok(object);
        }
        for (Quota quota :
                quotas.getOrDefault(pod.metadata().namespace(), Map.of()).values()) {
            String objection = quota.objection(pod, ledger);
            if (!objection.isEmpty()) {
                return Result.refused(new Refusal.Forbidden("pods \"" + pod.name() + "\" is forbidden: " + objection));
            }
        }
        return Result.ok(object);
    }

    private synchronized void heard(WatchEvent event) {
        switch (event) {
            case WatchEvent.Added added -> is(added.object());
            case WatchEvent.Modified modified -> is(modified.object());
            case WatchEvent.Deleted deleted -> isGone(deleted.object());
            case WatchEvent.Bookmark bookmark -> {}
            case WatchEvent.Ended ended -> throw new IllegalStateException("a store ended its guard's watch: " + ended);
        }
    }

    private void is(KubeObject object) {
        if (object instanceof Pod pod) {
            ledger.changed(pods.put(ObjectKey.of(pod), pod), pod);
        } else {
            quotas.computeIfAbsent(object.metadata().namespace(), any -> new TreeMap<>())
                    .put(object.name(), Quota.of(object));
        }
    }

    private void isGone(KubeObject object) {
        if (object instanceof Pod) {
            ledger.changed(pods.remove(ObjectKey.of(object)), null);
        } else {
            quotas.getOrDefault(object.metadata().namespace(), new TreeMap<>()).remove(object.name());
        }
    }
}
