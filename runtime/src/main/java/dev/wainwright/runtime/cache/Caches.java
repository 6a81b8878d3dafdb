package dev.wainwright.runtime.cache;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Revisions;
import dev.wainwright.runtime.store.Written;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The local copies that the controllers of one process share.
 *
 * <p>One lock guards them all: reconciles read beside each other, changes come in between reconciles, so that what a
 * reconcile sees stands still.
 */
public final class Caches implements Snapshot {
    private final Map<Kind, Cache> byKind = new LinkedHashMap<>();
    private final Map<Class<?>, Cache> byType = new HashMap<>();
    private final Map<Kind, Informer> informers = new LinkedHashMap<>();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Driver driver;
    private final ObjectStore store;
    private final Delays delays;
    private final Consumer<Change> changes;

    /** {@code changes} hears of every change, inside of the lock. */
    public Caches(Driver driver, ObjectStore store, Delays delays, Consumer<Change> changes) {
        this.driver = driver;
        this.store = store;
        this.delays = delays;
        this.changes = changes;
    }

    /** How long a list takes, and how long an event is on its way. */
    public record Delays(Duration list, Duration watch) {
        public static final Delays NONE = new Delays(Duration.ZERO, Duration.ZERO);
    }

    /** Keeps a copy of a kind; to be called before the start. */
    public void include(Kind kind) {
        if (!byKind.containsKey(kind)) {
            var cache = new Cache(kind);
            byKind.put(kind, cache);
            if (kind.type() != TreeObject.class) {
                byType.putIfAbsent(kind.type(), cache);
            }
            informers.put(kind, new Informer(kind, cache, this, driver, store, changes));
        }
    }

    /** Keeps a copy of one more kind from now on if {@code wanted} says so, which is asked while nobody reads. */
    public void extend(Kind kind, BooleanSupplier wanted) {
        writing(() -> {
            if (wanted.getAsBoolean() && !byKind.containsKey(kind)) {
                include(kind);
                Objects.requireNonNull(informers.get(kind)).refresh(() -> {});
            }
        });
    }

    /** Keeps an index; to be called before the start. */
    public void include(Index<?> index) {
        Kind kind = Kinds.of(index.type());
        include(kind);
        cache(kind).addIndex(index);
    }

    /** Keeps a count and the index it counts by; to be called before the start. */
    public void include(Count<?, ?> count) {
        Kind kind = Kinds.of(count.index().type());
        include(kind);
        cache(kind).addCount(count);
    }

    /** Begins to list and watch; runs {@code synced} once everything has been listed. */
    public void start(Runnable synced) {
        var missing = new int[] {informers.size()};
        if (informers.isEmpty()) {
            driver.soon(synced);
        }
        informers
                .values()
                .forEach(informer -> informer.refresh(() -> {
                    if (--missing[0] == 0) {
                        driver.soon(synced);
                    }
                }));
    }

    /** Hears of nothing any more. */
    public void stop() {
        informers.values().forEach(Informer::stop);
    }

    /**
     * Takes in what one's own write left behind, so that it is read from now on. If the watch was quicker, it may also have told
     * what came after: that the object is gone.
     */
    public void wrote(Kind kind, Written written) {
        writing(() -> {
            Cache cache = byKind.get(kind);
            Informer informer = informers.get(kind);
            boolean isKnown = informer != null && informer.hasTold(Revisions.of(written.object()));
            if (cache != null && !isKnown) {
                Change change = written.removed() ? cache.remove(written.object()) : cache.put(written.object());
                if (change != null) {
                    changes.accept(change);
                }
            }
        });
    }

    /** Lists a kind anew, because nobody knows what became of a write; then runs {@code then}. */
    public void refresh(Kind kind, Runnable then) {
        Informer informer =
                reading(() -> Optional.ofNullable(informers.get(kind))).orElse(null);
        if (informer == null) {
            driver.soon(then);
        } else {
            informer.refresh(then);
        }
    }

    /** Runs {@code reader} while nothing changes. */
    public <R> R reading(Supplier<R> reader) {
        lock.readLock().lock();
        try {
            return reader.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    void writing(Runnable writer) {
        lock.writeLock().lock();
        try {
            writer.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    Delays delays() {
        return delays;
    }

    @Override
    public <T extends KubeObject> Optional<T> get(Class<T> type, ObjectKey key) {
        return Optional.ofNullable(type.cast(cache(type).get(key)));
    }

    @Override
    public <T extends KubeObject> Collection<T> all(Class<T> type) {
        return typed(cache(type).all());
    }

    @Override
    public <T extends KubeObject> Collection<T> in(Class<T> type, String namespace) {
        return typed(cache(type).in(namespace));
    }

    @Override
    public <T extends KubeObject> Collection<T> where(Index<T> index, String value) {
        return typed(cache(index.type()).where(index, value));
    }

    /** A count's sorts are what its function makes of objects. */
    @Override
    @SuppressWarnings("unchecked")
    public <T extends KubeObject, S> Map<S, Integer> counts(Count<T, S> count, String value) {
        return (Map<S, Integer>) cache(count.index().type()).counts(count, value);
    }

    @Override
    public Optional<KubeObject> get(Kind kind, ObjectKey key) {
        return Optional.ofNullable(cache(kind).get(key));
    }

    @Override
    public Collection<KubeObject> all(Kind kind) {
        return cache(kind).all();
    }

    @Override
    public Collection<KubeObject> in(Kind kind, String namespace) {
        return cache(kind).in(namespace);
    }

    /** A cache holds objects of its kind only. */
    @SuppressWarnings("unchecked")
    private static <T extends KubeObject> Collection<T> typed(Collection<KubeObject> objects) {
        return (Collection<T>) (Collection<?>) objects;
    }

    private Cache cache(Class<?> type) {
        Cache cache = byType.get(type);
        if (cache == null) {
            throw new IllegalArgumentException("nobody declared an interest in " + type.getSimpleName());
        }
        return cache;
    }

    private Cache cache(Kind kind) {
        Cache cache = byKind.get(kind);
        if (cache == null) {
            throw new IllegalArgumentException("nobody declared an interest in " + kind);
        }
        return cache;
    }
}
