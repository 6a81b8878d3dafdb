package dev.wainwright.apiserver.journal;

import dev.wainwright.apiserver.document.ObjectBytes;
import dev.wainwright.apiserver.journal.Entry.About;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entries that are kept together or not at all, in one frame: of those about the same thing the last is enough. */
final class Group {
    private static final int ROOM_PER_ENTRY = 2048;

    private Group() {}

    /** The payload of a frame. */
    static byte[] payload(List<Pending> pending, ObjectBytes objects) {
        Map<About, Pending> last = new LinkedHashMap<>();
        for (Pending each : pending) {
            About about = each.about();
            // The order is that of the last changes.
            last.remove(about);
            last.put(about, each);
        }
        var out = new ByteArrayOutputStream(ROOM_PER_ENTRY * last.size());
        last.values().forEach(each -> write(each.entry(objects), out));
        return out.toByteArray();
    }

    static void write(Entry entry, ByteArrayOutputStream out) {
        try {
            Entry.write(entry, new DataOutputStream(out));
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
    }
}
