package dev.wainwright.apiserver.journal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** A frame's payload on its way to the disk, behind room for the frame's head; used again and again by one thread. */
final class FrameBuffer {
    /** Kept for the next frame up to this size. */
    private static final int USUAL = 4 << 20;

    private Bytes bytes = new Bytes();
    private DataOutputStream out = new DataOutputStream(bytes);

    /** Bytes behind the head, which can be seen without a copy. */
    private static final class Bytes extends ByteArrayOutputStream {
        private static final byte[] NO_HEAD = new byte[Frame.HEAD];

        Bytes() {
            super(64 * 1024);
            writeBytes(NO_HEAD);
        }

        ByteBuffer seen() {
            return ByteBuffer.wrap(buf, 0, count);
        }

        void back() {
            count = Frame.HEAD;
        }

        int room() {
            return buf.length;
        }
    }

    void add(Entry entry) {
        try {
            Entry.write(entry, out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
    }

    /** For what is no entry. */
    void add(long number) {
        try {
            out.writeLong(number);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
    }

    /** The payload's size so far. */
    int size() {
        return bytes.size() - Frame.HEAD;
    }

    /** The frame with that number; good until {@link #clear}. */
    ByteBuffer frame(long number) {
        ByteBuffer frame = bytes.seen();
        Frame.writeHead(number, frame);
        return frame;
    }

    void clear() {
        if (bytes.room() > USUAL) {
            bytes = new Bytes();
            out = new DataOutputStream(bytes);
        } else {
            bytes.back();
        }
    }
}
