package dev.wainwright.apiserver.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How bytes stand in a file: the payload's length, the frame's number, the payload's checksum, the checksum of those
 * three, then the payload. The head has a checksum of its own, so that a damaged length is not taken for a write that
 * never ended.
 *
 * @param end the offset after the frame
 */
record Frame(long number, ByteBuffer payload, int end) {
    static final int HEAD = 20;

    private static final int CHECKED = 16;

    /** The head's fields, when its checksum holds. */
    record Head(int length, long number, int checksum) {}

    /** Writes the head of a frame, whose payload is there already behind room for it. */
    static void writeHead(long number, ByteBuffer frame) {
        int length = frame.limit() - HEAD;
        frame.putInt(0, length).putLong(4, number).putInt(12, checksum(frame.slice(HEAD, length)));
        frame.putInt(CHECKED, checksum(frame.slice(0, CHECKED)));
    }

    /** The head at {@code offset}; empty if there is none or it is damaged. */
    static Optional<Head> head(ByteBuffer file, int offset) {
        if (file.limit() - offset < HEAD) {
            return Optional.empty();
        }
        int expected = file.getInt(offset + CHECKED);
        if (checksum(file.slice(offset, CHECKED)) != expected) {
            return Optional.empty();
        }
        var head = new Head(file.getInt(offset), file.getLong(offset + 4), file.getInt(offset + 12));
        return head.length() < 0 ? Optional.empty() : Optional.of(head);
    }

    /** The frame at {@code offset}; empty if it is not whole or damaged. */
    static Optional<Frame> read(ByteBuffer file, int offset) {
        return head(file, offset)
                .filter(head -> head.length() <= file.limit() - offset - HEAD)
                .map(head -> whole(file, offset, head))
                .filter(frame -> checksum(frame.payload()) == file.getInt(offset + 12));
    }

    private static Frame whole(ByteBuffer file, int offset, Head head) {
        return new Frame(head.number(), file.slice(offset + HEAD, head.length()), offset + HEAD + head.length());
    }

    static int checksum(ByteBuffer bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        return (int) checksum.getValue();
    }
}
