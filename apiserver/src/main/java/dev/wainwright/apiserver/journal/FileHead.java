package dev.wainwright.apiserver.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** The first bytes of every file: what it is, in which format, and its number, with a checksum. */
final class FileHead {
    static final int LENGTH = 24;

    /** Grows when files of older programs can no longer be read, or theirs by older programs. */
    static final int FORMAT = 1;

    private static final int CHECKED = 20;
    private static final int MAGIC = 8;

    private FileHead() {}

    /** The two kinds of files. */
    enum Content {
        LOG("WAIN-LOG"),
        SNAPSHOT("WAIN-SNP");

        private final String magic;

        Content(String magic) {
            this.magic = magic;
        }

        private byte[] bytes() {
            return magic.getBytes(StandardCharsets.US_ASCII);
        }
    }

    static ByteBuffer write(Content content, long number) {
        ByteBuffer head = ByteBuffer.allocate(LENGTH);
        head.put(content.bytes()).putInt(FORMAT).putLong(number);
        return head.putInt(Frame.checksum(head.duplicate().flip())).flip();
    }

    /** Whether the program ended before the head was on the disk; then nothing can follow it. */
    static boolean isUnwritten(ByteBuffer file) {
        return file.limit() < LENGTH || (file.limit() == LENGTH && file.equals(ByteBuffer.allocate(LENGTH)));
    }

    /** Says so if the head of a file is not what it must be. */
    static void check(Path path, ByteBuffer file, Content content, long number) throws JournalException {
        if (file.limit() < LENGTH) {
            throw damaged(path, "it ends after " + file.limit() + " bytes, within its head");
        }
        byte[] magic = new byte[MAGIC];
        file.get(0, magic);
        int format = file.getInt(MAGIC);
        boolean isIntact = Frame.checksum(file.slice(0, CHECKED)) == file.getInt(CHECKED);
        if (isIntact && Arrays.equals(magic, content.bytes()) && format != FORMAT) {
            throw new JournalException(path + " is of format " + format + ", this program reads and writes format "
                    + FORMAT + "; use the program that wrote it, or start in an empty folder");
        }
        if (!isIntact || !Arrays.equals(magic, content.bytes())) {
            throw damaged(path, "its first " + LENGTH + " bytes are not those of such a file");
        }
        if (file.getLong(MAGIC + 4) != number) {
            throw damaged(path, "it says it is number " + file.getLong(MAGIC + 4) + ": was it renamed?");
        }
    }

    private static JournalException damaged(Path path, String what) {
        return new JournalException(path + " is damaged: " + what + "; " + Damage.WAY_OUT);
    }
}
