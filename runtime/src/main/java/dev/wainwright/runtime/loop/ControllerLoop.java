package dev.wainwright.runtime.loop;

import dev.wainwright.api.Kind;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.loop.Crashes.Point;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One controller at work, the same in virtual and in real time.
 *
 * <p>A key's way: queued by a change, a wake-up or an outcome; decided upon, under the caches' read lock and never beside
 * another key of the same controller; its effects sent,
 * each after its latency; their outcomes taken into the caches; settled, when the last one is there; queued again with the
 * outcomes, at once or, if something failed, after a back-off.
 */
final class ControllerLoop<K> {
    private static final int MOST_BUSY = 4;

    private final Controller<K> controller;
    private final Life life;
    private final ObjectStore store;
    private final Options options;
    private final WorkQueue<K> queue = new WorkQueue<>();
    private final Map<Kind, List<Interest<K>>> interests = new ConcurrentHashMap<>();
    private final Backoff<K> backoff;
    private final TokenBucket tempo;
    private final Consumer<K> concerned = this::enqueue;
    private final Runnable work = this::workOnOne;
    private final Runnable workOnAll = this::workOnAll;
    private final Map<K, Instant> wakeUps = new HashMap<>();
    private final Map<K, List<Outcome>> outcomes = new HashMap<>();

    /** Those who work on all that waits, and are not done. */
    private int busy;

    ControllerLoop(Controller<K> controller, Life life) {
        this.controller = controller;
        this.life = life;
        this.store = life.store().as(controller.name());
        this.options = life.options();
        this.backoff = new Backoff<>(options.retries());
        this.tempo =
                new TokenBucket(options.retries().perSecond(), options.retries().burst());
        for (Interest<K> interest : controller.interests()) {
            add(interest);
            life.caches().include(interest.kind());
        }
        controller.indexes().forEach(life.caches()::include);
        controller.counts().forEach(life.caches()::include);
    }

    /** Those who hear of each change of a kind, and queue whom it concerns. */
    Stream<Consumer<Change>> readers(Kind kind) {
        return interests.getOrDefault(kind, List.of()).stream().map(interest -> {
            Interest.Trigger<K> trigger = interest.trigger();
            return change -> trigger.changed(change, life.caches(), concerned);
        });
    }

    /** Tells the controller of one more kind, inside of the caches' lock; returns whether it reads it from now on. */
    boolean served(Kind kind) {
        List<Interest<K>> more;
        synchronized (controller) {
            more = controller.interestsIn(kind);
        }
        more.forEach(this::add);
        return !more.isEmpty();
    }

    private void add(Interest<K> interest) {
        interests
                .computeIfAbsent(interest.kind(), any -> new CopyOnWriteArrayList<>())
                .add(interest);
    }

    /** Begins with what has been queued so far. */
    void open() {
        int waiting;
        synchronized (this) {
            waiting = queue.waiting();
        }
        for (int i = 0; i < waiting; i++) {
            callForWork();
        }
    }

    /**
     * Has one more key worked on. Where tasks have no order, whoever works goes on while something waits, and few are enough for
     * thousands of keys: they decide one after the other anyhow.
     */
    private void callForWork() {
        if (life.driver().hasOrder()) {
            life.driver().soon(work);
            return;
        }
        synchronized (this) {
            if (busy == MOST_BUSY) {
                return;
            }
            busy++;
        }
        life.driver().soon(workOnAll);
    }

    private void workOnAll() {
        try {
            while (isMoreToDo()) {
                workOnOne();
            }
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                busy--;
            }
            callForWork();
            throw e;
        }
    }

    private synchronized boolean isMoreToDo() {
        boolean more = life.isOpen() && queue.waiting() > 0 && queue.working() < options.workers();
        busy -= more ? 0 : 1;
        return more;
    }

    private void enqueue(K key) {
        boolean isNew;
        synchronized (this) {
            isNew = queue.add(key);
        }
        if (isNew) {
            options.observer().queued(controller.name(), key);
        }
        if (isNew && life.isOpen()) {
            callForWork();
        }
    }

    private void workOnOne() {
        K key;
        List<Outcome> known;
        synchronized (this) {
            if (!life.isOpen() || queue.working() >= options.workers()) {
                return;
            }
            key = queue.next();
            if (key == null) {
                return;
            }
            wakeUps.remove(key);
            known = outcomes.remove(key);
        }
        options.observer().begun(controller.name(), key);
        Step step = decide(key, known == null ? List.of() : known);
        options.observer().decided(controller.name(), key, step);
        if (!life.diesAt(Point.DECIDED)) {
            carryOut(key, step);
        }
    }

    private Step decide(K key, List<Outcome> known) {
        try {
            return life.caches().reading(() -> {
                synchronized (controller) {
                    return controller.reconcile(key, new Situation(life.driver().now(), life.caches(), known));
                }
            });
        } catch (RuntimeException e) {
            options.observer().failed(controller.name(), key, e);
            return Step.RETRY;
        }
    }

    private void carryOut(K key, Step step) {
        int count = step.effects().size();
        if (count == 0) {
            settle(key, step, List.of());
            return;
        }
        var batch = new Batch(key, step, new @Nullable Outcome[count]);
        for (int i = 0; i < count; i++) {
            int position = i;
            Effect effect = step.effects().get(i);
            long id = life.nextId();
            after(effect, options.latencies().request(effect), () -> send(batch, position, id, effect));
        }
        life.diesAt(Point.SENT);
    }

    /** The effects of one step; the last outcome settles it. */
    private final class Batch {
        private final K key;
        private final Step step;
        private final @Nullable Outcome[] known;
        private int missing;

        Batch(K key, Step step, @Nullable Outcome[] known) {
            this.key = key;
            this.step = step;
            this.known = known;
            this.missing = known.length;
        }

        void complete(int position, Outcome outcome) {
            boolean last;
            synchronized (this) {
                known[position] = outcome;
                last = --missing == 0;
            }
            if (last) {
                var all = new ArrayList<Outcome>();
                for (Outcome each : known) {
                    if (each != null) {
                        all.add(each);
                    }
                }
                settle(key, step, all);
            }
        }
    }

    private void send(Batch batch, int position, long id, Effect effect) {
        if (!life.isOpen() && !options.crashes().stillArrives()) {
            return;
        }
        switch (effect) {
            case Effect.Store wanted -> applied(batch, position, id, effect, store.write(wanted.write()));
            case Effect.Call call -> call.body().accept(result -> applied(batch, position, id, effect, result));
        }
    }

    private void applied(Batch batch, int position, long id, Effect effect, Result<?> result) {
        if (!life.diesAt(Point.APPLIED)) {
            var outcome = new Outcome(id, effect, result);
            after(effect, options.latencies().response(effect), () -> answered(batch, position, outcome));
        }
    }

    /** At once, where a write takes no time and tasks have no order: nothing is held here that it could wait for. */
    private void after(Effect effect, Duration latency, Runnable task) {
        if (effect instanceof Effect.Store && latency.isZero() && !life.driver().hasOrder()) {
            task.run();
        } else {
            life.driver().after(latency, task);
        }
    }

    private void answered(Batch batch, int position, Outcome outcome) {
        if (!life.isOpen()) {
            return;
        }
        options.observer().happened(controller.name(), batch.key, outcome);
        boolean unknown = outcome.result() instanceof Result.Refused<?> refused
                && refused.why().isUnknown();
        if (outcome.effect() instanceof Effect.Store wanted) {
            if (outcome.result() instanceof Result.Ok<?> ok && ok.answer() instanceof Written written) {
                life.caches().wrote(wanted.write().kind(), written);
            } else if (unknown) {
                life.caches()
                        .refresh(
                                wanted.write().kind(),
                                () -> life.driver().soon(() -> batch.complete(position, outcome)));
                return;
            }
        }
        if (!life.diesAt(Point.ANSWERED)) {
            batch.complete(position, outcome);
        }
    }

    private void settle(K key, Step step, List<Outcome> results) {
        boolean failed = step.retry() || haveFailed(results);
        Duration pause = null;
        boolean again;
        boolean more;
        synchronized (this) {
            if (!results.isEmpty()) {
                outcomes.computeIfAbsent(key, any -> new ArrayList<>()).addAll(results);
            }
            if (failed) {
                pause = longest(backoff.next(key), tempo.reserve(life.driver().now()), askedFor(results));
            } else {
                backoff.forget(key);
                pause = step.wakeAfter();
            }
            again = queue.done(key);
            if (!failed && !results.isEmpty()) {
                again |= queue.add(key);
            }
            more = again || queue.waiting() > 0;
        }
        options.observer().settled(controller.name(), key, step, results);
        if (again) {
            options.observer().queued(controller.name(), key);
        }
        if (more && life.isOpen()) {
            callForWork();
        }
        if (pause != null) {
            wakeUp(key, pause);
        }
    }

    /** Of several wake-ups the earliest counts; working on the key makes them void. */
    private void wakeUp(K key, Duration delay) {
        Instant at = life.driver().now().plus(delay);
        synchronized (this) {
            Instant known = wakeUps.get(key);
            if (known != null && !at.isBefore(known)) {
                return;
            }
            wakeUps.put(key, at);
        }
        life.driver().after(delay, () -> {
            boolean due;
            synchronized (this) {
                due = wakeUps.remove(key, at);
            }
            if (due && life.isOpen()) {
                enqueue(key);
            }
        });
    }

    private static boolean haveFailed(List<Outcome> results) {
        for (Outcome outcome : results) {
            if (outcome.isFailure()) {
                return true;
            }
        }
        return false;
    }

    private static Duration askedFor(List<Outcome> results) {
        Duration longest = Duration.ZERO;
        for (Outcome outcome : results) {
            if (outcome.result() instanceof Result.Refused<?> refused
                    && refused.why() instanceof Refusal.TooManyRequests busy) {
                longest = longest(longest, busy.retryAfter());
            }
        }
        return longest;
    }

    private static Duration longest(Duration... durations) {
        Duration longest = Duration.ZERO;
        for (Duration duration : durations) {
            longest = duration.compareTo(longest) > 0 ? duration : longest;
        }
        return longest;
    }
}
