package dev.wainwright.apiserver.journal;

import dev.wainwright.apiserver.document.ObjectBytes;
import dev.wainwright.apiserver.journal.FileHead.Content;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.store.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a store's changes in a folder. Changes are handed over under the store's lock and written by one thread, as many
 * at once as have come in meanwhile: one write, one sync. Whoever must not speak of a change before it is kept waits with
 * {@link #await}. From time to time all that is kept is written anew and older files go.
 *
 * <p>Use: {@link #open}, start a store from {@link #recovered}, {@link #keep} it, and {@link #close} in the end. Safe for
 * use by many threads.
 */
public final class Journal implements AutoCloseable {
    private final Folder folder;
    private final FolderLock lock;
    private final Settings settings;
    private final Recovered recovered;
    private final Waiting waiting = new Waiting();
    private final ObjectBytes objects = new ObjectBytes();
    private final Map<String, byte[]> attachments = new TreeMap<>();
    private final FrameBuffer frame = new FrameBuffer();
    private LogFile log;
    private long logNumber;
    private long nextFrame;
    private long bytesSinceSnapshot;
    private volatile long lastSnapshotBytes;
    private @Nullable Supplier<State> state;
    private @Nullable Thread writer;
    private @Nullable Thread snapshotting;

    /**
     * How a journal is kept.
     *
     * @param snapshotBytes a snapshot is taken when the log has grown by this much and by twice the last snapshot
     * @param steps looked at by tests
     */
    record Settings(long snapshotBytes, Snapshot.Steps steps) {
        static final Settings STANDARD = new Settings(96L << 20, Snapshot.Steps.NONE);
    }

    private Journal(Folder folder, FolderLock lock, Settings settings, Recovery.Result found) throws IOException {
        this.folder = folder;
        this.lock = lock;
        this.settings = settings;
        this.recovered = found.recovered();
        this.attachments.putAll(recovered.attachments());
        this.logNumber = found.nextLog();
        this.nextFrame = found.nextFrame();
        for (Path path : folder.logs().values()) {
            bytesSinceSnapshot += Files.size(path);
        }
        this.log = LogFile.create(folder.log(logNumber), Content.LOG, logNumber);
        log.sync();
        folder.sync();
    }

    /**
     * Opens a folder, makes it if it is not there, and reads it.
     *
     * @throws JournalException when another process has it, or something in it is damaged: nothing is changed then
     */
    public static Journal open(Path path) throws IOException {
        return open(path, Settings.STANDARD);
    }

    static Journal open(Path path, Settings settings) throws IOException {
        Files.createDirectories(path);
        FolderLock lock = FolderLock.take(path);
        try {
            var folder = new Folder(path);
            return new Journal(folder, lock, settings, Recovery.read(folder));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public Recovered recovered() {
        return recovered;
    }

    /**
     * Keeps all changes of {@code store} from now on, starting with what it holds beyond what was recovered, such as its
     * first namespaces. Returns when those are kept. To be called once.
     *
     * @param onFailure told once, by the writing thread, when changes can no longer be kept: the server has to end
     */
    public void keep(ClusterStore store, Consumer<JournalException> onFailure) throws IOException {
        synchronized (store) {
            waiting.startAt(store.revision());
            store.observe(change -> waiting.changed(new Pending.Changed(change)));
            state = store::state;
        }
        begin(store);
        writer = Thread.ofPlatform().daemon().name("journal").start(() -> write(onFailure));
    }

    /** Like the other, for those whom {@link #await} tells of failures early enough. */
    public void keep(ClusterStore store) throws IOException {
        keep(store, failure -> {});
    }

    /** A store that holds exactly what was recovered needs no snapshot. */
    private void begin(ClusterStore store) throws IOException {
        State now = store.state();
        if (recovered.revision() > 0 && now.revision() == recovered.startRevision()) {
            append(List.of(new Pending.Noted(new Entry.Started(now.revision()))));
        } else {
            finish(new Snapshot(now, new TreeMap<>(attachments), logNumber, nextFrame));
        }
    }

    /** What was written down about objects lately, for others who tell of them. */
    public ObjectBytes objects() {
        return objects;
    }

    /** Returns when the change with that revision is on the disk; throws if it could not be written. */
    public void await(long revision) throws JournalException {
        waiting.awaitRevision(revision);
    }

    /** Keeps something opaque under a name, in place of what was kept there; {@link #awaitAttachments} waits for it. */
    public void attach(String name, byte[] content) {
        waiting.noted(Pending.attached(name, content));
    }

    /** Keeps it no longer. */
    public void detach(String name) {
        waiting.noted(Pending.detached(name));
    }

    /** Returns when everything that was attached or detached so far is on the disk. */
    public void awaitAttachments() throws JournalException {
        waiting.awaitTicket(waiting.lastTicket());
    }

    private void write(Consumer<JournalException> onFailure) {
        try {
            for (var batch = waiting.take(); !batch.pending().isEmpty(); batch = waiting.take()) {
                append(batch.pending());
                waiting.kept(batch);
                snapshotIfDue();
            }
        } catch (IOException | RuntimeException e) {
            var failure = new JournalException(
                    "changes can no longer be kept in " + folder.path() + " (" + e
                            + "); what was acknowledged is safe; make room on the disk and start again",
                    e);
            waiting.failed(failure);
            onFailure.accept(failure);
        }
    }

    private void append(List<Pending> pending) throws IOException {
        Group.write(pending, objects, frame);
        long before = log.size();
        log.append(nextFrame, frame);
        log.sync();
        nextFrame++;
        bytesSinceSnapshot += log.size() - before;
        for (Pending each : pending) {
            if (each instanceof Pending.Noted noted) {
                remember(noted.entry());
            }
        }
    }

    private void remember(Entry entry) {
        if (entry instanceof Entry.Attached attached) {
            attachments.put(attached.about().name(), attached.content());
        } else if (entry instanceof Entry.Detached detached) {
            attachments.remove(detached.about().name());
        }
    }

    private void snapshotIfDue() throws IOException {
        Supplier<State> source = state;
        if (source == null
                || bytesSinceSnapshot < Math.max(settings.snapshotBytes(), 2 * lastSnapshotBytes)
                || (snapshotting != null && snapshotting.isAlive())) {
            return;
        }
        roll();
        var next = new TreeMap<>(attachments);
        long firstLog = logNumber;
        long firstFrame = nextFrame;
        snapshotting = Thread.ofPlatform().daemon().name("journal snapshot").start(() -> {
            try {
                finish(new Snapshot(source.get(), next, firstLog, firstFrame));
            } catch (IOException | RuntimeException e) {
                // The logs are all there still. The next snapshot may succeed; if the disk is full, the log will say
                // so.
                lastSnapshotBytes = 0;
            }
        });
    }

    /** Begins a new log, so that all older ones are older than the snapshot to come. */
    private void roll() throws IOException {
        log.close();
        logNumber++;
        log = LogFile.create(folder.log(logNumber), Content.LOG, logNumber);
        log.sync();
        folder.sync();
        bytesSinceSnapshot = 0;
    }

    private void finish(Snapshot snapshot) throws IOException {
        lastSnapshotBytes = snapshot.write(folder, settings.steps());
        snapshot.deleteOlder(folder, settings.steps());
    }

    /** Writes what waits, and gives the folder back. */
    @Override
    public void close() throws IOException {
        waiting.close();
        join(writer);
        join(snapshotting);
        log.close();
        lock.close();
    }

    private static void join(@Nullable Thread thread) {
        boolean isInterrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
