package dev.wainwright.apiserver.rest;

import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.ObjectStore.Watch;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Revisions;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The events of one watch on their way to one listener, in order. Nothing waits for a slow listener: events queue up to a
 * limit, then the stream ends and the listener has to come back, as it has to after any broken connection.
 *
 * <p>No thread belongs to a feed. Whoever finds it idle when something is to be sent runs it until nothing is left.
 */
public final class WatchFeed {
    private static final int MOST_WAITING = 20_000;
    private static final int CHUNK = 64 * 1024;

    /** Nothing more will happen, and there is no trouble to tell of. */
    private static final WatchEvent FINISHED = new WatchEvent.Ended(new Refusal.Gone("finished"));

    private final ObjectStore store;
    private final WatchRequest request;
    private final View view;
    private final Encodings encodings;
    private final Durability durability;
    private final Initial initial;
    private final Duration timeout;
    private final ArrayDeque<WatchEvent> waiting = new ArrayDeque<>();
    private @Nullable Sink sink;
    private @Nullable Executor executor;
    private @Nullable Watch watch;
    private boolean busy;
    private boolean over;
    private boolean sending;
    private boolean initialDue;

    /** Where the bytes go. */
    public interface Sink {
        /** Sends; {@code done} hears afterwards whether it worked. */
        void send(byte[] chunk, Done done);

        /** Nothing more will come. */
        void end();
    }

    /** Hears how sending went. */
    @FunctionalInterface
    public interface Done {
        void sent(boolean well);
    }

    /**
     * What is told before anything happens.
     *
     * @param objects as they were at the revision from which the watch goes on
     * @param announced whether a bookmark says where they end
     */
    record Initial(List<KubeObject> objects, boolean announced) {
        static final Initial NONE = new Initial(List.of(), false);
    }

    WatchFeed(
            ObjectStore store,
            WatchRequest request,
            View view,
            Encodings encodings,
            Durability durability,
            Initial initial,
            Duration timeout) {
        this.store = store;
        this.request = request;
        this.view = view;
        this.encodings = encodings;
        this.durability = durability;
        this.initial = initial;
        this.timeout = timeout;
    }

    /** What the bytes are. */
    public String contentType() {
        return view.format().watchType();
    }

    /** After so long the stream should be {@linkplain #end ended}. */
    public Duration timeout() {
        return timeout;
    }

    /** Begins to send to {@code newSink}; encoding and sending happen on {@code newExecutor}. */
    public void start(Sink newSink, Executor newExecutor) {
        synchronized (this) {
            sink = newSink;
            executor = newExecutor;
            initialDue = true;
            busy = true;
        }
        Result<Watch> started = store.watch(request, this::happened);
        switch (started) {
            case Result.Ok<Watch> ok -> keep(ok.answer());
            case Result.Refused<Watch> refused -> happened(new WatchEvent.Ended(refused.why()));
        }
        newExecutor.execute(this::drain);
    }

    private void keep(Watch started) {
        boolean tooLate;
        synchronized (this) {
            watch = started;
            tooLate = over;
        }
        if (tooLate) {
            started.close();
        }
    }

    /** Whether nothing will be sent any more. */
    synchronized boolean isOver() {
        return over;
    }

    /** Ends the stream; what waits is not sent. What is being sent is, for a sink takes one thing at a time. */
    public void end() {
        Sink open;
        Watch running;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
            open = sending ? null : sink;
            running = watch;
        }
        if (running != null) {
            running.close();
        }
        if (open != null) {
            open.end();
        }
    }

    /** Ends the stream as soon as everything has been sent that happened up to now. */
    void finish() {
        happened(FINISHED);
    }

    /** Runs inside of a write to the store: takes note and lets others do the work. */
    private void happened(WatchEvent event) {
        Executor worker;
        synchronized (this) {
            if (over) {
                return;
            }
            if (waiting.size() >= MOST_WAITING) {
                worker = executor;
                if (worker != null) {
                    worker.execute(this::end);
                }
                return;
            }
            waiting.add(event);
            worker = busy ? null : executor;
            busy = true;
        }
        if (worker != null) {
            worker.execute(this::drain);
        }
    }

    private void drain() {
        var lines = new ArrayList<byte[]>();
        int size = 0;
        boolean last = false;
        long newest = 0;
        if (takeInitial() && !initial.equals(Initial.NONE)) {
            newest = request.since();
            initial.objects().forEach(object -> lines.add(encodings.event("ADDED", object, view)));
            if (initial.announced()) {
                lines.add(bookmark(request.since(), true));
            }
        }
        while (size < CHUNK && !last) {
            WatchEvent event = next(lines.isEmpty());
            if (event == null) {
                break;
            }
            last = event instanceof WatchEvent.Ended;
            if (event.equals(FINISHED)) {
                break;
            }
            byte[] line = encoded(event);
            lines.add(line);
            size += line.length;
            newest = Math.max(newest, revision(event));
        }
        if (isKept(newest) && !(last && lines.isEmpty())) {
            send(lines, last);
        } else {
            end();
        }
    }

    /** Waits until a crash cannot undo what is about to be told. */
    private boolean isKept(long revision) {
        try {
            durability.await(revision);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static long revision(WatchEvent event) {
        return switch (event) {
            case WatchEvent.Added added -> Revisions.of(added.object());
            case WatchEvent.Modified modified -> Revisions.of(modified.object());
            case WatchEvent.Deleted deleted -> Revisions.of(deleted.object());
            case WatchEvent.Bookmark bookmark -> bookmark.revision();
            case WatchEvent.Ended ended -> 0;
        };
    }

    private void send(List<byte[]> lines, boolean last) {
        Sink open;
        synchronized (this) {
            open = sink;
            if (lines.isEmpty() || over || open == null) {
                return;
            }
            sending = true;
        }
        open.send(joined(lines), well -> sent(well && !last));
    }

    /** A single event, which is the rule, is sent from where all watches have it. */
    private static byte[] joined(List<byte[]> lines) {
        if (lines.size() == 1) {
            return lines.getFirst();
        }
        int size = 0;
        for (byte[] line : lines) {
            size += line.length;
        }
        var chunk = ByteBuffer.allocate(size);
        lines.forEach(chunk::put);
        return chunk.array();
    }

    private synchronized boolean takeInitial() {
        boolean due = initialDue && !over;
        initialDue = false;
        return due;
    }

    /** The next event; when there is none and nothing is on its way either, the feed is idle from now on. */
    private synchronized @Nullable WatchEvent next(boolean nothingToSend) {
        WatchEvent event = waiting.poll();
        if (event == null && nothingToSend) {
            busy = false;
        }
        return event;
    }

    private void sent(boolean goesOn) {
        Sink toEnd;
        Executor worker;
        synchronized (this) {
            sending = false;
            toEnd = over ? sink : null;
            worker = executor;
            if (toEnd == null && goesOn && waiting.isEmpty()) {
                busy = false;
                return;
            }
        }
        if (toEnd != null) {
            toEnd.end();
        } else if (!goesOn || worker == null) {
            end();
        } else {
            worker.execute(this::drain);
        }
    }

    private byte[] encoded(WatchEvent event) {
        return switch (event) {
            case WatchEvent.Added added -> encodings.event("ADDED", added.object(), view);
            case WatchEvent.Modified modified -> encodings.event("MODIFIED", modified.object(), view);
            case WatchEvent.Deleted deleted -> encodings.event("DELETED", deleted.object(), view);
            case WatchEvent.Bookmark bookmark -> bookmark(bookmark.revision(), false);
            case WatchEvent.Ended ended ->
                Encodings.event("ERROR", Statuses.failure(ended.why(), Statuses.About.NOTHING), view.format());
        };
    }

    private byte[] bookmark(long revision, boolean endOfInitialEvents) {
        return Encodings.event("BOOKMARK", view.bookmark(revision, endOfInitialEvents), view.format());
    }
}
