package dev.wainwright.apiserver.journal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One line of the log. */
sealed interface Entry {
    byte STORED = 1;
    byte REMOVED = 2;
    byte ATTACHED = 3;
    byte DETACHED = 4;
    byte STARTED = 5;

    /** What an entry is about; a later one about the same takes its place. */
    sealed interface About {}

    /** An object, whatever the version its document is written in. */
    record AnObject(String group, String kind, String namespace, String name) implements About {}

    /** Something opaque that someone else keeps here. */
    record AnAttachment(String name) implements About {}

    /** The journal itself. */
    record TheStart() implements About {}

    About about();

    /** An object as it is since {@code revision}; {@code document} is its JSON. */
    record Stored(long revision, AnObject about, byte[] document) implements Entry {}

    /** An object that is gone since {@code revision}. */
    record Removed(long revision, AnObject about) implements Entry {}

    record Attached(AnAttachment about, byte[] content) implements Entry {}

    record Detached(AnAttachment about) implements Entry {}

    /** That a store began at {@code revision}; the next one must begin after it. */
    record Started(long revision) implements Entry {
        @Override
        public TheStart about() {
            return new TheStart();
        }
    }

    static void write(Entry entry, DataOutputStream out) throws IOException {
        switch (entry) {
            case Stored stored -> {
                out.writeByte(STORED);
                out.writeLong(stored.revision());
                write(stored.about(), out);
                bytes(stored.document(), out);
            }
            case Removed removed -> {
                out.writeByte(REMOVED);
                out.writeLong(removed.revision());
                write(removed.about(), out);
            }
            case Attached attached -> {
                out.writeByte(ATTACHED);
                text(attached.about().name(), out);
                bytes(attached.content(), out);
            }
            case Detached detached -> {
                out.writeByte(DETACHED);
                text(detached.about().name(), out);
            }
            case Started started -> {
                out.writeByte(STARTED);
                out.writeLong(started.revision());
            }
        }
    }

    static Entry read(DataInputStream in) throws IOException {
        byte type = in.readByte();
        return switch (type) {
            case STORED -> new Stored(in.readLong(), object(in), bytes(in));
            case REMOVED -> new Removed(in.readLong(), object(in));
            case ATTACHED -> new Attached(new AnAttachment(text(in)), bytes(in));
            case STARTED -> new Started(in.readLong());
            case DETACHED -> new Detached(new AnAttachment(text(in)));
            default -> throw new IOException("no entry is of type " + type);
        };
    }

    private static void write(AnObject about, DataOutputStream out) throws IOException {
        text(about.group(), out);
        text(about.kind(), out);
        text(about.namespace(), out);
        text(about.name(), out);
    }

    private static AnObject object(DataInputStream in) throws IOException {
        return new AnObject(text(in), text(in), text(in), text(in));
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        bytes(text.getBytes(StandardCharsets.UTF_8), out);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void bytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("an entry ends in its middle");
        }
        return bytes;
    }
}
