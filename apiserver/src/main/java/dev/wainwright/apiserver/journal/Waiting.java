package dev.wainwright.apiserver.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What is handed over from those who change things to the one who writes, and who waits for what. */
final class Waiting {
    /** Far fewer than {@link Recovered#GAP}. */
    private static final int MOST = 100_000;

    /** As many at once as keep a frame at some megabytes. */
    private static final int GROUP = 4_096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition handedIn = lock.newCondition();
    private final Condition taken = lock.newCondition();
    private final Condition kept = lock.newCondition();
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private long ticket;
    private long keptTicket;
    private long takenRevision;
    private long keptRevision;
    private boolean isClosed;
    private @Nullable JournalException failure;

    /** Some of the oldest that waited, with what is kept once they are. */
    record Batch(List<Pending> pending, long ticket, long revision) {}

    void changed(Pending change) {
        lock.lock();
        try {
            while (pending.size() >= MOST && failure == null) {
                taken.awaitUninterruptibly();
            }
            add(change);
        } finally {
            lock.unlock();
        }
    }

    /** Returns a number to wait for. */
    long noted(Pending note) {
        lock.lock();
        try {
            add(note);
            return ticket;
        } finally {
            lock.unlock();
        }
    }

    private void add(Pending change) {
        ticket++;
        // After a failure nothing is kept any more, and everyone who waits is told so.
        if (failure == null) {
            pending.add(change);
            handedIn.signal();
        }
    }

    /** A group of what waits, as soon as there is something; nothing once closed and empty. */
    Batch take() {
        lock.lock();
        try {
            while (pending.isEmpty() && !isClosed) {
                handedIn.awaitUninterruptibly();
            }
            var group = new ArrayList<Pending>();
            while (group.size() < GROUP && !pending.isEmpty()) {
                Pending next = pending.remove();
                group.add(next);
                takenRevision = next instanceof Pending.Changed changed
                        ? changed.change().revision()
                        : takenRevision;
            }
            taken.signalAll();
            return new Batch(group, ticket - pending.size(), takenRevision);
        } finally {
            lock.unlock();
        }
    }

    void kept(Batch batch) {
        lock.lock();
        try {
            keptTicket = batch.ticket();
            keptRevision = batch.revision();
            kept.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void failed(JournalException why) {
        lock.lock();
        try {
            failure = why;
            pending.clear();
            kept.signalAll();
            taken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            isClosed = true;
            handedIn.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the change is kept, or throws why it will not be. */
    void awaitRevision(long wanted) throws JournalException {
        lock.lock();
        try {
            while (keptRevision < wanted && failure == null) {
                kept.awaitUninterruptibly();
            }
            check(keptRevision < wanted);
        } finally {
            lock.unlock();
        }
    }

    void awaitTicket(long wanted) throws JournalException {
        lock.lock();
        try {
            while (keptTicket < wanted && failure == null) {
                kept.awaitUninterruptibly();
            }
            check(keptTicket < wanted);
        } finally {
            lock.unlock();
        }
    }

    private void check(boolean isMissing) throws JournalException {
        if (isMissing && failure != null) {
            throw failure;
        }
    }

    long lastTicket() {
        lock.lock();
        try {
            return ticket;
        } finally {
            lock.unlock();
        }
    }

    /** What is there already counts as kept. */
    void startAt(long kept) {
        lock.lock();
        try {
            takenRevision = kept;
            keptRevision = kept;
        } finally {
            lock.unlock();
        }
    }
}
