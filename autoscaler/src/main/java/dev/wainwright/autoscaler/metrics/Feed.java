package dev.wainwright.autoscaler.metrics;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Page;
import dev.wainwright.runtime.store.Revisions;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows a store and tells of each change, one after the other and never inside of a write or a reconcile. What others
 * have to say ({@link #later}) comes in line with the changes.
 */
final class Feed {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ObjectStore store;
    private final Driver driver;
    private final List<Kind> kinds;
    private final Consumer<Seen> listener;

    /** Touched by the one task that drains only, as what the listener keeps. */
    private final Map<Kind, Map<ObjectKey, KubeObject>> known = new HashMap<>();

    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * What happened to an object.
     *
     * @param before absent for what is new
     * @param after absent for what is gone
     * @param found whether it was there already when the feed began
     */
    record Seen(@Nullable KubeObject before, @Nullable KubeObject after, Instant at, boolean found) {
        /** Whether it has come into being just now. */
        boolean isNew() {
            return before == null && !found;
        }
    }

    Feed(ObjectStore store, Driver driver, List<Kind> kinds, Consumer<Seen> listener) {
        this.store = store;
        this.driver = driver;
        this.kinds = List.copyOf(kinds);
        this.listener = listener;
    }

    void start() {
        kinds.forEach(kind -> known.put(kind, new HashMap<>()));
        kinds.forEach(kind -> list(kind, true));
    }

    /** An object as it was told of last; only for the listener, and for what runs {@link #later}. */
    Optional<KubeObject> known(Kind kind, ObjectKey key) {
        return Optional.ofNullable(of(kind).get(key));
    }

    /** What was told of last of a kind; for the same. */
    List<KubeObject> known(Kind kind) {
        return List.copyOf(of(kind).values());
    }

    private Map<ObjectKey, KubeObject> of(Kind kind) {
        return known.getOrDefault(kind, Map.of());
    }

    private void list(Kind kind, boolean found) {
        Page page = store.list(ListRequest.all(kind)).toOptional().orElse(null);
        if (page == null) {
            driver.after(RETRY, () -> list(kind, found));
            return;
        }
        Instant now = driver.now();
        Map<ObjectKey, KubeObject> there = of(kind);
        later(() -> listed(there, page, now, found));
        boolean watching = store.watch(
                        WatchRequest.all(kind, page.revision()), event -> heard(kind, there, event, driver.now()))
                .isOk();
        if (!watching) {
            driver.after(RETRY, () -> list(kind, false));
        }
    }

    private void listed(Map<ObjectKey, KubeObject> there, Page page, Instant now, boolean found) {
        var listed = new HashSet<ObjectKey>();
        for (KubeObject object : page.items()) {
            listed.add(ObjectKey.of(object));
            changed(there, object, now, found);
        }
        List.copyOf(there.values()).stream()
                .filter(object -> !listed.contains(ObjectKey.of(object)) && Revisions.of(object) <= page.revision())
                .forEach(object -> gone(there, object, now));
    }

    /** Runs inside of a write. */
    private void heard(Kind kind, Map<ObjectKey, KubeObject> there, WatchEvent event, Instant at) {
        switch (event) {
            case WatchEvent.Added added -> later(() -> changed(there, added.object(), at, false));
            case WatchEvent.Modified modified -> later(() -> changed(there, modified.object(), at, false));
            case WatchEvent.Deleted deleted -> later(() -> gone(there, deleted.object(), at));
            case WatchEvent.Bookmark bookmark -> {}
            case WatchEvent.Ended ended -> driver.after(RETRY, () -> list(kind, false));
        }
    }

    private void changed(Map<ObjectKey, KubeObject> there, KubeObject object, Instant at, boolean found) {
        KubeObject before = there.get(ObjectKey.of(object));
        if (before == null || Revisions.of(before) < Revisions.of(object)) {
            there.put(ObjectKey.of(object), object);
            listener.accept(new Seen(before, object, at, found));
        }
    }

    private void gone(Map<ObjectKey, KubeObject> there, KubeObject object, Instant at) {
        KubeObject before = there.remove(ObjectKey.of(object));
        if (before != null) {
            listener.accept(new Seen(before, null, at, false));
        }
    }

    /** Does something after everything that has happened so far has been told. */
    void later(Runnable what) {
        boolean begin;
        synchronized (waiting) {
            waiting.add(what);
            begin = !busy;
            busy = true;
        }
        if (begin) {
            driver.soon(this::drain);
        }
    }

    private void drain() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private @Nullable Runnable next() {
        synchronized (waiting) {
            Runnable next = waiting.poll();
            busy = next != null;
            return next;
        }
    }
}
