package dev.wainwright.autoscaler.metrics;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.cache.Caches;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.time.Driver;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each change of some kinds, one after the other and never inside of a write or a reconcile. What others have to
 * say ({@link #later}) comes after what had been heard of when they said it.
 */
final class Feed {
    private final Driver driver;
    private final Caches caches;
    private final Consumer<Seen> listener;

    /** Timestamps in objects have whole seconds. */
    private final Instant begin;

    /**
     * What happened to an object.
     *
     * @param before absent for what is new
     * @param after absent for what is gone
     * @param found whether it is from before the feed began, and told of for the first time
     */
    record Seen(@Nullable KubeObject before, @Nullable KubeObject after, Instant at, boolean found) {
        /** Whether it has come into being just now. */
        boolean isNew() {
            return before == null && !found;
        }
    }

    Feed(ObjectStore store, Driver driver, List<Kind> kinds, Consumer<Seen> listener) {
        this.driver = driver;
        this.listener = listener;
        this.begin = driver.now().truncatedTo(ChronoUnit.SECONDS);
        this.caches = new Caches(driver, store, Caches.Delays.NONE, this::changed);
        kinds.forEach(caches::include);
    }

    void start() {
        caches.start(() -> {});
    }

    private void changed(Change change) {
        Instant created = change.latest().metadata().creationTimestamp();
        boolean found = change.before() == null && created != null && created.isBefore(begin);
        listener.accept(new Seen(change.before(), change.after(), driver.now(), found));
    }

    /** An object as it was told of last; only for the listener, and for what runs {@link #later}. */
    Optional<KubeObject> known(Kind kind, ObjectKey key) {
        return caches.get(kind, key);
    }

    /** What was told of last of a kind; for the same. */
    Collection<KubeObject> known(Kind kind) {
        return caches.all(kind);
    }

    /** Does something while nothing is told. */
    void later(Runnable what) {
        driver.soon(() -> caches.reading(() -> {
            what.run();
            return true;
        }));
    }
}
