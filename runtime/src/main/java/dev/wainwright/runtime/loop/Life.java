package dev.wainwright.runtime.loop;

import dev.wainwright.api.Kind;
import dev.wainwright.runtime.cache.Caches;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.loop.Crashes.Point;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One run of a process of controllers, from its start to its end; what it remembers dies with it. */
final class Life {
    private final Driver driver;
    private final ObjectStore store;
    private final Options options;
    private final Caches caches;
    private final List<ControllerLoop<?>> loops = new ArrayList<>();

    /** Who reads a kind; found out when it changes for the first time. */
    private final Map<Kind, List<Consumer<Change>>> readers = new ConcurrentHashMap<>();

    private final AtomicLong ids = new AtomicLong();
    private final Consumer<Duration> death;
    private volatile boolean open;
    private volatile boolean over;

    /** {@code death} hears how long to stay dead, when a crash ends this life. */
    Life(Driver driver, ObjectStore store, Options options, Consumer<Duration> death) {
        this.driver = driver;
        this.store = store;
        this.options = options;
        this.death = death;
        this.caches = new Caches(driver, store, options.latencies().delays(), this::changed);
    }

    void begin(List<Controller<?>> controllers) {
        for (Controller<?> controller : controllers) {
            loops.add(new ControllerLoop<>(controller, this));
        }
        caches.start(() -> {
            if (!over) {
                open = true;
                loops.forEach(ControllerLoop::open);
            }
        });
    }

    /** Tells all controllers of one more kind. */
    void served(Kind kind) {
        caches.extend(kind, () -> {
            boolean wanted = false;
            for (ControllerLoop<?> loop : loops) {
                wanted |= loop.served(kind);
            }
            readers.remove(kind);
            return wanted;
        });
    }

    void end() {
        over = true;
        open = false;
        caches.stop();
    }

    /** Whether controllers work: everything has been listed, and the end has not come. */
    boolean isOpen() {
        return open;
    }

    /** Whether this life is over, be it that it ends right here. */
    boolean diesAt(Point point) {
        if (open) {
            Optional<Duration> pause = options.crashes().at(point);
            pause.ifPresent(death);
        }
        return !open;
    }

    long nextId() {
        return ids.incrementAndGet();
    }

    Driver driver() {
        return driver;
    }

    ObjectStore store() {
        return store;
    }

    Options options() {
        return options;
    }

    Caches caches() {
        return caches;
    }

    private void changed(Change change) {
        List<Consumer<Change>> known = readers.get(change.kind());
        for (Consumer<Change> reader : known == null ? found(change.kind()) : known) {
            reader.accept(change);
        }
    }

    private List<Consumer<Change>> found(Kind kind) {
        return readers.computeIfAbsent(
                kind, any -> loops.stream().flatMap(loop -> loop.readers(kind)).toList());
    }
}
