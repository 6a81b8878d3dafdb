package dev.wainwright.cli.up;

import static java.util.stream.Collectors.toMap;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** One informer, and what it was told, object by object. */
final class Follower<T extends HasMetadata> implements ResourceEventHandler<T>, AutoCloseable {
    private final FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ? extends Resource<T>> followed;
    private final SharedIndexInformer<T> informer;
    private final Map<String, Long> newest = new TreeMap<>();
    private final Set<String> alive = new TreeSet<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Follower(FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ? extends Resource<T>> followed) {
        this.followed = followed;
        this.informer = followed.runnableInformer(0);
        informer.addEventHandler(this);
        informer.start();
    }

    boolean hasSynced() {
        return informer.hasSynced();
    }

    /** What went wrong with the order of what it was told. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public synchronized void onAdd(T object) {
        if (!alive.add(object.getMetadata().getUid())) {
            complaints.add("added twice: " + Churn.what(object));
        }
        told(object);
    }

    /** Objects go by their names: one that was deleted and made anew while nobody listened has changed. */
    @Override
    public synchronized void onUpdate(T before, T after) {
        if (!alive.remove(before.getMetadata().getUid())) {
            complaints.add("changed, but not there: " + Churn.what(before));
        }
        alive.add(after.getMetadata().getUid());
        told(after);
    }

    @Override
    public synchronized void onDelete(T object, boolean unknown) {
        if (!alive.remove(object.getMetadata().getUid())) {
            complaints.add("deleted, but not there: " + Churn.what(object));
        }
    }

    private void told(T object) {
        long revision = Long.parseLong(object.getMetadata().getResourceVersion());
        Long before = newest.put(object.getMetadata().getUid(), revision);
        if (before != null && before > revision) {
            complaints.add(Churn.what(object) + " went back from " + before + " to " + revision);
        }
    }

    /** Where what it has, what it was told and the server's own list differ. */
    synchronized List<String> differences() {
        Map<String, String> here = revisions(informer.getStore().list());
        var differences = new ArrayList<String>();
        differ("copy", here.entrySet(), revisions(followed.list().getItems()).entrySet(), differences);
        differ("told", alive, here.keySet(), differences);
        return differences;
    }

    private static <E> void differ(String what, Set<E> ones, Set<E> others, List<String> differences) {
        ones.stream()
                .filter(each -> !others.contains(each))
                .forEach(each -> differences.add(what + " too much: " + each));
        others.stream()
                .filter(each -> !ones.contains(each))
                .forEach(each -> differences.add(what + " too little: " + each));
    }

    private static Map<String, String> revisions(Collection<? extends HasMetadata> objects) {
        return objects.stream()
                .collect(toMap(
                        each -> each.getMetadata().getUid(),
                        each -> each.getMetadata().getResourceVersion(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    @Override
    public void close() {
        informer.stop();
    }
}
