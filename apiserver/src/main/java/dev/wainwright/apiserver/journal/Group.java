package dev.wainwright.apiserver.journal;

import dev.wainwright.apiserver.document.ObjectBytes;
import dev.wainwright.apiserver.journal.Entry.About;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entries that are kept together or not at all, in one frame: of those about the same thing the last is enough. */
final class Group {
    private Group() {}

    /** Writes the payload of a frame. */
    static void write(List<Pending> pending, ObjectBytes objects, FrameBuffer out) {
        Map<About, Pending> last = new LinkedHashMap<>();
        for (Pending each : pending) {
            About about = each.about();
            // The order is that of the last changes.
            last.remove(about);
            last.put(about, each);
        }
        last.values().forEach(each -> out.add(each.entry(objects)));
    }
}
