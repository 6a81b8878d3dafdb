package dev.wainwright.cluster.quota;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.cluster.store.Change;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ListRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is used of all quotas of a store. It hears of every change within the change itself, so that its sums are never
 * behind. For namespaces without quotas nothing is kept; when one gets its first, its objects are counted once.
 *
 * <p>May be asked by many threads.
 */
final class Books {
    private final ClusterStore store;
    private final Usages usages = new Usages();
    private final Map<String, Book> books = new ConcurrentHashMap<>();
    private final Map<String, String> resources = new HashMap<>();

    private Books(ClusterStore store) {
        this.store = store;
    }

    /** The books of {@code store}, kept from now on. */
    static Books of(ClusterStore store) {
        var books = new Books(store);
        store.list(ListRequest.all(Quota.KIND)).orThrow().items().forEach(books::put);
        store.observe(books::heard);
        return books;
    }

    /** Whether somebody counts in that namespace. */
    boolean has(String namespace) {
        return !books.isEmpty() && books.containsKey(namespace);
    }

    /** What is used of a quota, by its names; a name that is missing stands for nothing. */
    synchronized Map<String, Long> used(String namespace, String quota) {
        Book book = books.get(namespace);
        return book == null ? Map.of() : book.used(quota);
    }

    /** Why the object may not be written, in the API server's words; empty when it may. */
    synchronized String objection(@Nullable KubeObject before, KubeObject after) {
        Book book = books.get(after.metadata().namespace());
        if (book == null) {
            return "";
        }
        String resource = resource(after);
        String why = book.objection(resource, before, after, usages);
        return why.isEmpty() ? "" : resource + " \"" + after.name() + "\" is forbidden: " + why;
    }

    private void heard(Change change) {
        boolean isQuota = change.kind().equals(Quota.KIND);
        if (isQuota || has(change.object().metadata().namespace())) {
            heard(change, isQuota);
        }
    }

    private synchronized void heard(Change change, boolean isQuota) {
        if (isQuota && !change.removed()) {
            put(change.object());
        } else if (isQuota) {
            remove(change.object());
        }
        Book book = books.get(change.object().metadata().namespace());
        String resource = change.kind().groupResource();
        if (book != null && book.isAbout(resource)) {
            book.changed(resource, change.object().name(), change.removed() ? null : change.object(), usages);
        }
    }

    private void put(KubeObject object) {
        Quota quota = Quota.of(object);
        String namespace = object.metadata().namespace();
        Book book = books.computeIfAbsent(namespace, any -> new Book());
        if (!book.has(quota)) {
            book.put(quota);
            count(namespace, book);
        }
    }

    private void remove(KubeObject object) {
        Book book = books.get(object.metadata().namespace());
        if (book != null) {
            book.remove(object.name());
            if (book.isEmpty()) {
                books.remove(object.metadata().namespace());
            }
        }
    }

    private void count(String namespace, Book book) {
        for (Kind kind : store.kinds()) {
            if (kind.namespaced() && book.isAbout(kind.groupResource())) {
                store.list(ListRequest.all(kind).in(namespace))
                        .orThrow()
                        .items()
                        .forEach(object -> book.changed(kind.groupResource(), object.name(), object, usages));
            }
        }
    }

    /** The kind's name in quotas. Kinds of users are looked up among those that the store serves. */
    private String resource(KubeObject object) {
        if (!(object instanceof TreeObject tree)) {
            return Kinds.of(object.getClass()).groupResource();
        }
        int slash = tree.apiVersion().indexOf('/');
        String group = slash < 0 ? "" : tree.apiVersion().substring(0, slash);
        return resources.computeIfAbsent(
                tree.kind() + '.' + group,
                any -> store.kinds().stream()
                        .filter(kind ->
                                kind.kind().equals(tree.kind()) && kind.group().equals(group))
                        .map(Kind::groupResource)
                        .findFirst()
                        .orElse(tree.kind()));
    }
}
