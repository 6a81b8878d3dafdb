package dev.wainwright.apiserver.journal;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What is wrong where a frame should be. A write that never ended is no loss, since nobody was told that it had: its
 * remainder is cut off. Anything else means that kept bytes have changed, and is never passed over.
 */
final class Damage {
    static final String WAY_OUT = "nothing was changed; restore the folder from a copy, or start in an empty folder";

    private static final int SECTOR = 512;

    private Damage() {}

    /**
     * Whether what stands at {@code offset}, where no whole frame is, is a write that never ended. That is so if the file
     * ends within the frame, or if a part of it never reached the disk and reads as zeros.
     */
    static boolean isTornTail(ByteBuffer file, int offset) {
        int rest = file.limit() - offset;
        if (rest < Frame.HEAD) {
            return true;
        }
        var head = Frame.head(file, offset);
        if (head.isPresent() && head.get().length() > rest - Frame.HEAD) {
            return true;
        }
        int end = head.map(known -> offset + Frame.HEAD + known.length()).orElse(file.limit());
        return end == file.limit() && !isFollowed(file, offset) && hasEmptySector(file, offset);
    }

    /** Whether an intact frame comes later: then the writes did go on. */
    private static boolean isFollowed(ByteBuffer file, int offset) {
        for (int at = offset + 1; at <= file.limit() - Frame.HEAD; at++) {
            if (Frame.read(file, at).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasEmptySector(ByteBuffer file, int offset) {
        for (int at = offset; at < file.limit(); at = (at / SECTOR + 1) * SECTOR) {
            int end = Math.min(file.limit(), (at / SECTOR + 1) * SECTOR);
            if (isZero(file, at, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isZero(ByteBuffer file, int from, int to) {
        for (int i = from; i < to; i++) {
            if (file.get(i) != 0) {
                return false;
            }
        }
        return to > from;
    }

    static JournalException inTheMiddle(Path path, int offset, int length, long revision) {
        return new JournalException(path + " is damaged at byte " + offset + " of " + length
                + ": what was kept there has changed since. Everything up to revision " + revision
                + " is intact. Nothing was changed. Restore the folder from a copy; or give up all later changes with"
                + " \"truncate -s " + offset + ' ' + path + "\" and by removing the log files with higher numbers");
    }
}
