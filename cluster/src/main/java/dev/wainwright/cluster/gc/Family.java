package dev.wainwright.cluster.gc;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is there, by uid, and who depends on whom; kept in step by the changes of all kinds. */
final class Family {
    private final Map<String, ObjectRef> present = new HashMap<>();
    private final Map<String, LinkedHashSet<ObjectRef>> dependents = new HashMap<>();

    /** Owners that the store was asked for and does not have. Uids never come back. */
    private final Set<String> absent = new HashSet<>();

    /** Takes in a change; returns whom it may concern. */
    synchronized List<ObjectRef> changed(Change change) {
        if (isOfNoConcern(change)) {
            return List.of();
        }
        var concerned = new ArrayList<ObjectRef>();
        var self = new ObjectRef(change.kind(), ObjectKey.of(change.latest()));
        if (change.before() != null) {
            forget(self, change.before());
        }
        if (change.after() != null) {
            remember(self, change.after());
            concerned.add(self);
        } else {
            concerned.addAll(dependentsOf(change.latest().metadata().uid()));
        }
        for (OwnerReference owner : change.latest().metadata().ownerReferences()) {
            ObjectRef there = present.get(owner.uid());
            if (there != null) {
                concerned.add(there);
            }
        }
        return concerned;
    }

    /** Most changes leave the family as it is, and nobody nearer to the end. */
    private static boolean isOfNoConcern(Change change) {
        if (change.before() == null || change.after() == null) {
            return false;
        }
        ObjectMeta before = change.before().metadata();
        ObjectMeta after = change.after().metadata();
        return before.uid().equals(after.uid())
                && before.isTerminating() == after.isTerminating()
                && before.finalizers().equals(after.finalizers())
                && before.ownerReferences().equals(after.ownerReferences());
    }

    private void forget(ObjectRef self, KubeObject object) {
        present.remove(object.metadata().uid());
        for (OwnerReference owner : object.metadata().ownerReferences()) {
            var siblings = dependents.get(owner.uid());
            if (siblings != null && siblings.remove(self) && siblings.isEmpty()) {
                dependents.remove(owner.uid());
            }
        }
    }

    private void remember(ObjectRef self, KubeObject object) {
        present.put(object.metadata().uid(), self);
        for (OwnerReference owner : object.metadata().ownerReferences()) {
            dependents
                    .computeIfAbsent(owner.uid(), any -> new LinkedHashSet<>())
                    .add(self);
        }
    }

    synchronized List<ObjectRef> dependentsOf(String uid) {
        return List.copyOf(dependents.getOrDefault(uid, new LinkedHashSet<>()));
    }

    synchronized boolean isPresent(String uid) {
        return present.containsKey(uid);
    }

    synchronized boolean isKnownAbsent(String uid) {
        return absent.contains(uid);
    }

    synchronized void confirmAbsent(String uid) {
        absent.add(uid);
    }
}
