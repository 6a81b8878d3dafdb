package dev.wainwright.cluster.event;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.report.Events;
import dev.wainwright.runtime.report.Note;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Revisions;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches a store and writes Event objects about what happens in it. The same thing about the same object again is counted
 * up, not written anew. Events go after an hour, as in Kubernetes, and the oldest when there are too many. A burst is told at
 * a {@linkplain Tempo measured pace}, and what waits too long behind it not at all.
 */
public final class EventRecorder {
    private static final Kind EVENT = Events.KIND;
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final int MOST_EVENTS = 5_000;
    private static final int SHARED_AMONG = 1_000;
    private static final int MOST_COUNTED = 4_096;
    private static final List<Kind> KINDS = List.of(
            Kinds.of(Pod.class),
            Kinds.of(ReplicaSet.class),
            Kinds.of(Node.class),
            Kinds.of(PersistentVolumeClaim.class));

    private final ClusterStore store;
    private final Driver driver;
    private final Map<Seen, KubeObject> known = new HashMap<>();
    private final Backlog waiting = new Backlog(MOST_EVENTS);
    private final Tempo tempo;
    private final LinkedHashMap<Counted, Series> series = new LinkedHashMap<>();

    private Interner interner = new Interner();
    private int made;
    private boolean busy;
    private long stamp;

    private record Seen(Kind kind, ObjectKey key) {}

    private record Counted(String uid, String reason, String message) {}

    private record Series(ObjectKey event, int count) {}

    public EventRecorder(ClusterStore store, Driver driver) {
        this.store = store;
        this.driver = driver;
        this.tempo = new Tempo(driver.now());
    }

    /** Begins with what happens from now on. */
    public void start() {
        for (Kind kind : KINDS) {
            store.list(ListRequest.all(kind))
                    .orThrow()
                    .items()
                    .forEach(object -> known.put(new Seen(kind, ObjectKey.of(object)), object));
            store.watch(WatchRequest.all(kind, 0), event -> heard(kind, event)).orThrow();
        }
        store.observeRefusals(this::refused);
        driver.after(SWEEP, this::sweep);
    }

    /** Runs inside of a write, too. */
    private synchronized void refused(KubeObject object, Refusal why) {
        if (object instanceof Pod pod) {
            WorkloadNotes.refused(pod, owner(pod), why).ifPresent(waiting::add);
            goOn();
        }
    }

    private void heard(Kind kind, WatchEvent event) {
        switch (event) {
            case WatchEvent.Added added -> changed(kind, added.object(), false);
            case WatchEvent.Modified modified -> changed(kind, modified.object(), false);
            case WatchEvent.Deleted deleted -> changed(kind, deleted.object(), true);
            case WatchEvent.Bookmark bookmark -> {}
            case WatchEvent.Ended ended -> throw new IllegalStateException("the store ended a watch");
        }
    }

    /** Runs inside of a write: notes what is to be said and lets it be said later. */
    private synchronized void changed(Kind kind, KubeObject object, boolean gone) {
        var key = new Seen(kind, ObjectKey.of(object));
        KubeObject before = gone ? known.remove(key) : known.put(key, object);
        switch (object) {
            case Pod pod -> {
                if (before == null || gone) {
                    WorkloadNotes.pod(!gone, pod, owner(pod)).ifPresent(waiting::add);
                }
                if (!gone) {
                    waiting.addAll(PodNotes.of((Pod) before, pod));
                }
            }
            case ReplicaSet set -> {
                if (!gone) {
                    WorkloadNotes.set((ReplicaSet) before, set, deployment(set)).ifPresent(waiting::add);
                }
            }
            case Node node -> {
                if (!gone) {
                    waiting.addAll(WorkloadNotes.node((Node) before, node));
                }
            }
            case PersistentVolumeClaim claim -> {
                if (before == null) {
                    ClaimNotes.of(claim, store).ifPresent(waiting::add);
                }
            }
            default -> {}
        }
        goOn();
    }

    private void goOn() {
        if (!busy && !waiting.isEmpty()) {
            busy = true;
            driver.soon(this::write);
        }
    }

    /** What the pod belongs to, as far as its name and uid: events need no more. */
    private @Nullable KubeObject owner(Pod pod) {
        Optional<OwnerReference> owner = pod.metadata().controller();
        return owner.map(of -> reference(of, pod.metadata().namespace())).orElse(null);
    }

    private @Nullable KubeObject deployment(ReplicaSet set) {
        return set.metadata()
                .controller()
                .filter(owner -> owner.kind().equals(Kinds.of(Deployment.class).kind()))
                .map(owner -> reference(owner, set.metadata().namespace()))
                .orElse(null);
    }

    private static KubeObject reference(OwnerReference owner, String namespace) {
        ObjectMeta metadata = ObjectMeta.named(namespace, owner.name()).withIdentity(owner.uid(), null);
        return new TreeObject(owner.apiVersion(), owner.kind(), metadata, Tree.Mapping.EMPTY);
    }

    private void write() {
        for (Note note = next(); note != null; note = next()) {
            say(note);
        }
    }

    /** What is to be said now; what must wait for its turn is asked for again then. */
    private synchronized @Nullable Note next() {
        Duration pause = waiting.isEmpty() ? Duration.ZERO : tempo.next(driver.now());
        if (pause.isPositive()) {
            driver.after(pause, this::write);
            return null;
        }
        Note note = waiting.poll();
        busy = note != null;
        return note;
    }

    private void say(Note note) {
        Instant now = driver.now().truncatedTo(ChronoUnit.SECONDS);
        var counted = new Counted(note.about().metadata().uid(), note.reason(), note.message());
        Series before = series.get(counted);
        if (before != null && again(before, now)) {
            series.put(counted, new Series(before.event(), before.count() + 1));
            return;
        }
        // A namespace that is going takes no new events; nobody misses them.
        store.write(new Write.Create(EVENT, interned(Events.event(note, now))))
                .toOptional()
                .ifPresent(written -> series.put(counted, new Series(ObjectKey.of(written.object()), 1)));
        if (series.size() > MOST_COUNTED) {
            series.pollFirstEntry();
        }
    }

    /** The events of one object, and those of many objects about the same, have most of their words in common. */
    private TreeObject interned(TreeObject event) {
        if (++made % SHARED_AMONG == 0) {
            interner = new Interner();
        }
        return new TreeObject(
                event.apiVersion(), event.kind(), named(event.metadata()), interner.mapping(event.rest()));
    }

    /**
     * Under a name that ends in the time, as Kubernetes' own: kubectl shows events of the same second in the order of their names.
     * Several of one moment count up from it.
     */
    private ObjectMeta named(ObjectMeta drawn) {
        Instant now = driver.now();
        stamp = Math.max(stamp + 1, now.getEpochSecond() * 1_000_000_000 + now.getNano());
        return ObjectMeta.named(drawn.namespace(), drawn.generateName() + Long.toHexString(stamp));
    }

    private boolean again(Series before, Instant now) {
        var merge = new Tree.Mapping(
                Map.of("count", Tree.number(before.count() + 1L), "lastTimestamp", Tree.text(now.toString())), 0);
        return store.write(new Write.Patch(EVENT, before.event(), merge, false, Preconditions.NONE))
                .isOk();
    }

    private void sweep() {
        Instant oldest = driver.now().minus(LIFE);
        List<KubeObject> events = store.list(ListRequest.all(EVENT)).orThrow().items().stream()
                .sorted(Comparator.comparingLong(Revisions::of))
                .toList();
        int surplus = Math.max(0, events.size() - MOST_EVENTS);
        for (int i = 0; i < events.size(); i++) {
            Instant created = events.get(i).metadata().creationTimestamp();
            if (i < surplus || (created != null && created.isBefore(oldest))) {
                store.write(new Write.Delete(
                        EVENT, ObjectKey.of(events.get(i)), Preconditions.NONE, Propagation.BACKGROUND, null));
            }
        }
        driver.after(SWEEP, this::sweep);
    }
}
