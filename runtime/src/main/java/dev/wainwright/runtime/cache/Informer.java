package dev.wainwright.runtime.cache;

import dev.wainwright.api.Kind;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.ObjectStore.Watch;
import dev.wainwright.runtime.store.Page;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Revisions;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one cache in step with the store: lists, then watches from the list's revision; watches again from the last
 * revision it heard of when a watch breaks; lists again when the store has forgotten that revision.
 *
 * <p>Every list and every watch belongs to an epoch; whatever arrives from an earlier one is dropped. All state is
 * guarded by the caches' lock, except for the inbox, which the store fills while it holds its own.
 */
final class Informer {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(800);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** So many arrivals at once, before others may have the lock. */
    private static final int MOST_AT_ONCE = 64;

    private final Kind kind;
    private final Cache cache;
    private final Caches caches;
    private final Driver driver;
    private final ObjectStore store;
    private final Consumer<Change> changes;
    private final Runnable takeOne = this::takeOne;
    private final Runnable takeIn = this::takeIn;
    private final Runnable takeSome = this::takeSome;
    private final Runnable takeAll = this::takeAll;
    private final boolean together;
    private final ArrayDeque<Arrival> inbox = new ArrayDeque<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private @Nullable Watch watch;
    private Duration pause = SHORTEST_PAUSE;
    private long epoch;
    private long seen;

    /** Whether somebody is on the way to take in all there is. */
    private boolean fetched;

    Informer(Kind kind, Cache cache, Caches caches, Driver driver, ObjectStore store, Consumer<Change> changes) {
        this.kind = kind;
        this.cache = cache;
        this.caches = caches;
        this.driver = driver;
        this.store = store;
        this.changes = changes;
        this.together = !driver.hasOrder() && caches.delays().watch().isZero();
    }

    private record Arrival(long epoch, WatchEvent event) {}

    /** Whether everything up to that revision is in the copy; to be asked while nothing changes. */
    boolean hasTold(long revision) {
        return revision <= seen;
    }

    /** Lists anew and runs {@code then} as soon as the list is in. */
    void refresh(Runnable then) {
        caches.writing(() -> {
            waiting.add(then);
            relist();
        });
    }

    void stop() {
        caches.writing(() -> {
            epoch++;
            waiting.clear();
            closeWatch();
        });
    }

    private void relist() {
        long mine = ++epoch;
        closeWatch();
        driver.after(caches.delays().list(), () -> list(mine));
    }

    private void closeWatch() {
        Watch old = watch;
        watch = null;
        if (old != null) {
            // The store may be waiting for our lock while it tells us something; so not from inside of it.
            driver.soon(old::close);
        }
    }

    private void list(long mine) {
        Result<Page> page = store.list(ListRequest.all(kind));
        caches.writing(() -> {
            if (mine == epoch) {
                listed(mine, page);
            }
        });
    }

    private void listed(long mine, Result<Page> page) {
        switch (page) {
            case Result.Ok<Page> answered -> {
                Page all = answered.answer();
                pause = SHORTEST_PAUSE;
                seen = all.revision();
                cache.replace(all.items(), all.revision()).forEach(changes);
                driver.soon(() -> watch(mine));
                List.copyOf(waiting).forEach(Runnable::run);
                waiting.clear();
            }
            case Result.Refused<Page> refused -> driver.after(nextPause(), () -> list(mine));
        }
    }

    private void watch(long mine) {
        long since = caches.reading(() -> mine == epoch ? seen : -1);
        if (since < 0) {
            return;
        }
        Result<Watch> opened = store.watch(WatchRequest.all(kind, since), event -> arrived(mine, event));
        caches.writing(() -> opened(mine, opened));
    }

    private void opened(long mine, Result<Watch> opened) {
        boolean current = mine == epoch;
        switch (opened) {
            case Result.Ok<Watch> running -> {
                if (current) {
                    watch = running.answer();
                } else {
                    driver.soon(running.answer()::close);
                }
            }
            case Result.Refused<Watch> refused -> {
                if (current) {
                    ended(refused.why());
                }
            }
        }
    }

    private void arrived(long mine, WatchEvent event) {
        boolean first;
        synchronized (inbox) {
            inbox.add(new Arrival(mine, event));
            first = !fetched;
            fetched = together;
        }
        if (!together) {
            driver.after(caches.delays().watch(), takeOne);
        } else if (first) {
            driver.soon(takeAll);
        }
    }

    /** One task for all that has arrived until it is done: where thousands come in a second, a thread for each costs more than they do. */
    private void takeAll() {
        try {
            while (isMoreThere()) {
                caches.writing(takeSome);
            }
        } catch (RuntimeException | Error e) {
            driver.soon(takeAll);
            throw e;
        }
    }

    private void takeSome() {
        for (int i = 0; i < MOST_AT_ONCE && isMoreThere(); i++) {
            takeIn();
        }
    }

    private boolean isMoreThere() {
        synchronized (inbox) {
            fetched = !inbox.isEmpty();
            return fetched;
        }
    }

    /** Takes the oldest arrival, so that the order of events survives a driver without order. */
    private void takeOne() {
        caches.writing(takeIn);
    }

    private void takeIn() {
        Arrival arrival;
        synchronized (inbox) {
            arrival = inbox.remove();
        }
        if (arrival.epoch() == epoch) {
            take(arrival.event());
        }
    }

    private void take(WatchEvent event) {
        switch (event) {
            case WatchEvent.Added added -> changed(cache.put(added.object()), Revisions.of(added.object()));
            case WatchEvent.Modified modified -> changed(cache.put(modified.object()), Revisions.of(modified.object()));
            case WatchEvent.Deleted deleted -> changed(cache.remove(deleted.object()), Revisions.of(deleted.object()));
            case WatchEvent.Bookmark bookmark -> changed(null, bookmark.revision());
            case WatchEvent.Ended end -> ended(end.why());
        }
    }

    private void changed(@Nullable Change change, long revision) {
        pause = SHORTEST_PAUSE;
        seen = Math.max(seen, revision);
        cache.reached(seen);
        if (change != null) {
            changes.accept(change);
        }
    }

    private void ended(Refusal why) {
        if (why instanceof Refusal.Gone) {
            relist();
        } else {
            long mine = ++epoch;
            closeWatch();
            driver.after(nextPause(), () -> watch(mine));
        }
    }

    private Duration nextPause() {
        Duration now = pause;
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        return now;
    }
}
