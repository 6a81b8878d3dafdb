package dev.wainwright.cluster.event;

import dev.wainwright.runtime.report.Note;
import java.util.ArrayDeque;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What is still to be said, oldest first. When there is more than will ever be kept, the oldest is never said. */
final class Backlog {
    private final ArrayDeque<Note> notes = new ArrayDeque<>();
    private final int most;

    Backlog(int most) {
        this.most = most;
    }

    void add(Note note) {
        notes.add(note);
        if (notes.size() > most) {
            notes.remove();
        }
    }

    void addAll(Collection<Note> more) {
        more.forEach(this::add);
    }

    @Nullable
    Note poll() {
        return notes.poll();
    }

    boolean isEmpty() {
        return notes.isEmpty();
    }
}
