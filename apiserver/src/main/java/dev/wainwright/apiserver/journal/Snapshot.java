package dev.wainwright.apiserver.journal;

import dev.wainwright.apiserver.journal.FileHead.Content;
import dev.wainwright.cluster.store.Change;
import dev.wainwright.cluster.store.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * All that is kept, in one file, so that older logs can go. It counts from the moment it gets its name; until then a
 * crash leaves the logs, after it they are only in the way.
 *
 * @param firstLog the log that holds what may have happened since
 * @param nextFrame the number of that log's first frame
 */
record Snapshot(State state, Map<String, byte[]> attachments, long firstLog, long nextFrame) {
    private static final int FRAME_BYTES = 1 << 20;

    /** Where a crash would leave something behind; tests look at the folder there. */
    interface Steps {
        Steps NONE = () -> {};

        void reached() throws IOException;
    }

    /** Returns the size in bytes, once the snapshot is on the disk and has its name. */
    long write(Folder folder, Steps steps) throws IOException {
        Path path = folder.snapshot(state.revision());
        Path unfinished = folder.unfinished(path);
        long size;
        try (LogFile file = LogFile.create(unfinished, Content.SNAPSHOT, state.revision())) {
            steps.reached();
            content(file, steps);
            steps.reached();
            file.sync();
            size = file.size();
        }
        steps.reached();
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        folder.sync();
        return size;
    }

    private void content(LogFile file, Steps steps) throws IOException {
        long number = 0;
        var out = new FrameBuffer();
        out.add(state.revision());
        out.add(firstLog);
        out.add(nextFrame);
        number = flush(file, number, out);
        for (State.Item item : state.items()) {
            long revision = Long.parseLong(item.object().metadata().resourceVersion());
            out.add(Pending.stored(new Change(revision, item.kind(), item.object(), false)));
            if (out.size() > FRAME_BYTES) {
                number = flush(file, number, out);
                steps.reached();
            }
        }
        for (var attachment : attachments.entrySet()) {
            out.add(Pending.attached(attachment.getKey(), attachment.getValue()).entry());
        }
        if (out.size() > 0) {
            number = flush(file, number, out);
        }
        // The empty frame says that nothing is missing.
        flush(file, number, out);
    }

    private static long flush(LogFile file, long number, FrameBuffer out) throws IOException {
        file.append(number, out);
        return number + 1;
    }

    /** Removes what this snapshot makes superfluous. */
    void deleteOlder(Folder folder, Steps steps) throws IOException {
        for (Path log : folder.logs().headMap(firstLog, false).values()) {
            steps.reached();
            Files.delete(log);
        }
        for (Path older : folder.snapshots().headMap(state.revision(), false).values()) {
            steps.reached();
            Files.delete(older);
        }
        folder.sync();
    }
}
