package dev.wainwright.apiserver.journal;

import dev.wainwright.apiserver.journal.Entry.About;
import dev.wainwright.apiserver.journal.Entry.AnAttachment;
import dev.wainwright.apiserver.journal.Entry.AnObject;
import dev.wainwright.apiserver.journal.FileHead.Content;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** Reads what a folder holds: the latest snapshot, then the log from there on. Changes nothing before all is read. */
final class Recovery {
    private final Folder folder;
    private final Map<About, byte[]> kept = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long revision;
    private long snapshotRevision;
    private long firstLog;
    private long nextFrame;
    private boolean inSnapshot;

    private Recovery(Folder folder) {
        this.folder = folder;
    }

    /**
     * What was read, and where writing goes on.
     *
     * @param nextLog the number of the next log file
     * @param nextFrame the number of the next frame
     */
    record Result(Recovered recovered, long nextLog, long nextFrame) {}

    static Result read(Folder folder) throws IOException {
        return new Recovery(folder).read();
    }

    private Result read() throws IOException {
        NavigableMap<Long, Path> snapshots = folder.snapshots();
        if (!snapshots.isEmpty()) {
            inSnapshot = true;
            snapshot(snapshots.lastEntry().getValue(), snapshots.lastKey());
            inSnapshot = false;
        }
        NavigableMap<Long, Path> logs = folder.logs().tailMap(firstLog, true);
        Optional<Torn> torn = logs(logs);
        long nextLog = logs.isEmpty() ? firstLog : logs.lastKey() + 1;
        if (torn.isPresent()) {
            // A file without a head is no part of the sequence; its number is used again.
            nextLog -= torn.get().offset() < FileHead.LENGTH ? 1 : 0;
            cut(torn.get());
        }
        folder.deleteUnfinished();
        return new Result(recovered(), nextLog, nextFrame);
    }

    private Recovered recovered() {
        var objects = new ArrayList<Recovered.Kept>();
        var attachments = new LinkedHashMap<String, byte[]>();
        kept.forEach((about, bytes) -> {
            switch (about) {
                case AnObject object -> objects.add(new Recovered.Kept(object.kind(), bytes));
                case AnAttachment attachment -> attachments.put(attachment.name(), bytes);
                case Entry.TheStart start -> throw new IllegalStateException("a start has no content");
            }
        });
        return new Recovered(revision, objects, attachments, notes);
    }

    private void snapshot(Path path, long number) throws IOException {
        ByteBuffer file = Folder.read(path);
        FileHead.check(path, file, Content.SNAPSHOT, number);
        int at = FileHead.LENGTH;
        for (long expected = 0; ; expected++) {
            Optional<Frame> frame = Frame.read(file, at);
            if (frame.isEmpty() || frame.get().number() != expected) {
                throw new JournalException(
                        path + " is damaged at byte " + at + " of " + file.limit() + "; " + Damage.WAY_OUT);
            }
            if (expected == 0) {
                DataInputStream in = stream(frame.get());
                snapshotRevision = in.readLong();
                revision = snapshotRevision;
                firstLog = in.readLong();
                nextFrame = in.readLong();
            } else if (frame.get().payload().remaining() == 0) {
                return;
            } else {
                entries(path, at, frame.get());
            }
            at = frame.get().end();
        }
    }

    /** A write that never ended. */
    private record Torn(Path path, int offset, int length) {}

    private Optional<Torn> logs(NavigableMap<Long, Path> logs) throws IOException {
        long expected = firstLog;
        for (var log : logs.entrySet()) {
            if (log.getKey() != expected) {
                throw new JournalException(folder.log(expected) + " is missing; " + Damage.WAY_OUT);
            }
            expected++;
            Optional<Torn> torn = log(log.getKey(), log.getValue(), log.getKey().equals(logs.lastKey()));
            if (torn.isPresent()) {
                return torn;
            }
        }
        return Optional.empty();
    }

    private Optional<Torn> log(long number, Path path, boolean isLast) throws IOException {
        ByteBuffer file = Folder.read(path);
        if (isLast && FileHead.isUnwritten(file)) {
            return Optional.of(new Torn(path, 0, file.limit()));
        }
        FileHead.check(path, file, Content.LOG, number);
        int at = FileHead.LENGTH;
        while (at < file.limit()) {
            Optional<Frame> frame = Frame.read(file, at);
            if (frame.isEmpty()) {
                if (isLast && Damage.isTornTail(file, at)) {
                    return Optional.of(new Torn(path, at, file.limit()));
                }
                throw Damage.inTheMiddle(path, at, file.limit(), revision);
            }
            if (frame.get().number() != nextFrame) {
                throw Damage.inTheMiddle(path, at, file.limit(), revision);
            }
            entries(path, at, frame.get());
            nextFrame++;
            at = frame.get().end();
        }
        return Optional.empty();
    }

    private void entries(Path path, int at, Frame frame) throws JournalException {
        try (DataInputStream in = stream(frame)) {
            while (in.available() > 0) {
                take(Entry.read(in));
            }
        } catch (IOException e) {
            throw new JournalException(path + " cannot be read at byte " + at + ": " + e.getMessage(), e);
        }
    }

    private static DataInputStream stream(Frame frame) {
        byte[] payload = new byte[frame.payload().remaining()];
        frame.payload().get(0, payload);
        return new DataInputStream(new ByteArrayInputStream(payload));
    }

    private void take(Entry entry) {
        switch (entry) {
            case Entry.Stored stored -> {
                if (isNews(stored.revision())) {
                    kept.put(stored.about(), stored.document());
                }
            }
            case Entry.Removed removed -> {
                if (isNews(removed.revision())) {
                    kept.remove(removed.about());
                }
            }
            case Entry.Attached attached -> kept.put(attached.about(), attached.content());
            case Entry.Detached detached -> kept.remove(detached.about());
            case Entry.Started started -> revision = Math.max(revision, started.revision());
        }
    }

    /** The log may begin a little before the snapshot was taken; the objects of a snapshot are all news. */
    private boolean isNews(long changed) {
        if (inSnapshot || changed > snapshotRevision) {
            revision = Math.max(revision, changed);
            return true;
        }
        return false;
    }

    private void cut(Torn torn) throws IOException {
        if (torn.offset() < FileHead.LENGTH) {
            Files.delete(torn.path());
            folder.sync();
            notes.add(torn.path() + ": had just been begun and held nothing; removed");
            return;
        }
        try (FileChannel channel = FileChannel.open(torn.path(), StandardOpenOption.WRITE)) {
            channel.truncate(torn.offset());
            channel.force(true);
        }
        notes.add(torn.path() + ": the last " + (torn.length() - torn.offset()) + " bytes, from byte " + torn.offset()
                + " on, were of a write that never ended and are cut off; nobody had been told that it was kept");
    }
}
