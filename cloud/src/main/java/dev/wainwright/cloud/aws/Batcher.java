package dev.wainwright.cloud.aws;

import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Collects requests that can be made as one (karpenter-aws §4.7): the first opens a window, which closes when nothing came for
 * a while, or after a longest time, or when it is full.
 *
 * @param <K> requests with equal keys go together
 * @param <T> what is asked
 * @param <R> what is answered
 */
final class Batcher<K, T, R> {
    private final Driver driver;
    private final Window window;
    private final BiConsumer<K, List<Entry<T, R>>> send;
    private final Sent sent;
    private final Map<K, Batch<T, R>> open = new HashMap<>();

    /** How long to collect. */
    record Window(Duration idle, Duration longest, int items) {
        static final Window FLEETS = new Window(Duration.ofMillis(35), Duration.ofSeconds(1), 1000);
        static final Window INSTANCES = new Window(Duration.ofMillis(100), Duration.ofSeconds(1), 500);
    }

    /** Hears of each batch: how long it was open, and how much is in it. */
    @FunctionalInterface
    interface Sent {
        void sent(Duration window, int items);
    }

    /** One request and where its answer goes. */
    record Entry<T, R>(T item, Consumer<R> answer) {}

    private static final class Batch<T, R> {
        private final List<Entry<T, R>> entries = new ArrayList<>();
        private final Instant opened;
        private Instant last;

        Batch(Instant opened) {
            this.opened = opened;
            this.last = opened;
        }
    }

    Batcher(Driver driver, Window window, Sent sent, BiConsumer<K, List<Entry<T, R>>> send) {
        this.driver = driver;
        this.sent = sent;
        this.window = window;
        this.send = send;
    }

    void add(K key, T item, Consumer<R> answer) {
        Batch<T, R> full = null;
        synchronized (this) {
            Instant now = driver.now();
            Batch<T, R> batch = open.get(key);
            if (batch == null) {
                batch = new Batch<>(now);
                open.put(key, batch);
                watch(key, batch, window.idle());
            }
            batch.entries.add(new Entry<>(item, answer));
            batch.last = now;
            if (batch.entries.size() >= window.items()) {
                open.remove(key);
                full = batch;
            }
        }
        if (full != null) {
            send(key, full);
        }
    }

    private void watch(K key, Batch<T, R> batch, Duration delay) {
        driver.after(delay, () -> {
            synchronized (this) {
                if (open.get(key) != batch) {
                    return;
                }
                Duration rest = rest(batch);
                if (rest.isPositive()) {
                    watch(key, batch, rest);
                    return;
                }
                open.remove(key);
            }
            send(key, batch);
        });
    }

    private void send(K key, Batch<T, R> batch) {
        sent.sent(Duration.between(batch.opened, driver.now()), batch.entries.size());
        send.accept(key, batch.entries);
    }

    private Duration rest(Batch<T, R> batch) {
        Instant idle = batch.last.plus(window.idle());
        Instant longest = batch.opened.plus(window.longest());
        return Duration.between(driver.now(), idle.isBefore(longest) ? idle : longest);
    }
}
