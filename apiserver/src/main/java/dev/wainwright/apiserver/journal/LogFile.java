package dev.wainwright.apiserver.journal;

import dev.wainwright.apiserver.journal.FileHead.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of frames that is being written, a log or a snapshot; used by one thread. */
final class LogFile implements AutoCloseable {
    private final FileChannel channel;
    private long size;

    private LogFile(FileChannel channel) {
        this.channel = channel;
    }

    static LogFile create(Path path, Content content, long number) throws IOException {
        var file = new LogFile(FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
        file.write(FileHead.write(content, number));
        return file;
    }

    /** Appends what the buffer holds, and empties it. */
    void append(long number, FrameBuffer payload) throws IOException {
        write(payload.frame(number));
        payload.clear();
    }

    private void write(ByteBuffer bytes) throws IOException {
        size += bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Returns when everything is on the disk. */
    void sync() throws IOException {
        channel.force(false);
    }

    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
