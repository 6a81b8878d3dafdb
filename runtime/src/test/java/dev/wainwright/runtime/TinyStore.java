package dev.wainwright.runtime;

import dev.wainwright.api.Kind;
import dev.wainwright.api.codec.ObjectParts;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Page;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Revisions;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The least that a store must do, to try the loop on. The real one is in the module {@code cluster}. */
public final class TinyStore implements ObjectStore {
    private final Map<Kind, TreeMap<ObjectKey, KubeObject>> objects = new HashMap<>();
    private final List<Told> log = new ArrayList<>();
    private final List<Told> forgotten = new ArrayList<>();
    private final List<Running> watches = new ArrayList<>();
    private long revision;
    private int made;
    private int watched;

    private record Told(Kind kind, long revision, WatchEvent event) {}

    private final class Running implements Watch {
        private final Kind kind;
        private final WatchListener listener;

        Running(Kind kind, WatchListener listener) {
            this.kind = kind;
            this.listener = listener;
        }

        @Override
        public void close() {
            synchronized (TinyStore.this) {
                watches.remove(this);
            }
        }
    }

    @Override
    public synchronized Result<KubeObject> get(Kind kind, ObjectKey key) {
        KubeObject object = of(kind).get(key);
        return object == null ? Result.refused(new Refusal.NotFound(key + " not found")) : Result.ok(object);
    }

    @Override
    public synchronized Result<Page> list(ListRequest request) {
        return Result.ok(new Page(List.copyOf(of(request.kind()).values()), revision, "", 0));
    }

    @Override
    public synchronized Result<Watch> watch(WatchRequest request, WatchListener listener) {
        watched++;
        if (!forgotten.isEmpty() && request.since() < forgotten.getLast().revision()) {
            return Result.refused(new Refusal.Gone("too old resource version"));
        }
        for (Told told : log) {
            if (told.kind().equals(request.kind()) && told.revision() > request.since()) {
                listener.changed(told.event());
            }
        }
        var running = new Running(request.kind(), listener);
        watches.add(running);
        return Result.ok(running);
    }

    @Override
    public synchronized Result<Written> write(Write write) {
        KubeObject known = of(write.kind()).get(write.key());
        return switch (write) {
            case Write.Create create -> create(create.kind(), create.object());
            case Write.Update update -> replace(update.kind(), known, update.object());
            case Write.UpdateStatus update -> replace(update.kind(), known, update.object());
            case Write.Delete delete -> delete(delete.kind(), known);
            default ->
                Result.refused(new Refusal.MethodNotAllowed(write.getClass().getSimpleName()));
        };
    }

    /** Ends every watch and forgets every change, so that only a list shows what is there. */
    public synchronized void compact() {
        forgotten.addAll(log);
        log.clear();
        List<Running> ended = List.copyOf(watches);
        watches.clear();
        ended.forEach(watch -> watch.listener.changed(new WatchEvent.Ended(new Refusal.Gone("compacted"))));
    }

    /** How many objects of a kind were ever made. */
    public synchronized int made() {
        return made;
    }

    /** How often somebody began to watch. */
    public synchronized int watched() {
        return watched;
    }

    private Result<Written> create(Kind kind, KubeObject object) {
        String name = object.name().isEmpty() ? object.metadata().generateName() + revision : object.name();
        var key = new ObjectKey(object.metadata().namespace(), name);
        if (of(kind).containsKey(key)) {
            return Result.refused(new Refusal.AlreadyExists(key + " already exists"));
        }
        made++;
        revision++;
        KubeObject stored = ObjectParts.withMetadata(
                object,
                object.metadata()
                        .withName(name)
                        .withIdentity("uid-" + revision, null)
                        .withResourceVersion(Long.toString(revision)));
        of(kind).put(key, stored);
        return tell(kind, new WatchEvent.Added(stored), new Written(stored, false));
    }

    private Result<Written> replace(Kind kind, @Nullable KubeObject known, KubeObject object) {
        if (known == null) {
            return Result.refused(new Refusal.NotFound(object.qualifiedName() + " not found"));
        }
        if (Revisions.of(object) != Revisions.of(known)) {
            return Result.refused(new Refusal.Conflict("the object has been modified"));
        }
        revision++;
        KubeObject stored =
                ObjectParts.withMetadata(object, object.metadata().withResourceVersion(Long.toString(revision)));
        of(kind).put(ObjectKey.of(stored), stored);
        return tell(kind, new WatchEvent.Modified(stored), new Written(stored, false));
    }

    private Result<Written> delete(Kind kind, @Nullable KubeObject known) {
        if (known == null) {
            return Result.refused(new Refusal.NotFound("not found"));
        }
        revision++;
        of(kind).remove(ObjectKey.of(known));
        KubeObject last =
                ObjectParts.withMetadata(known, known.metadata().withResourceVersion(Long.toString(revision)));
        return tell(kind, new WatchEvent.Deleted(last), new Written(last, true));
    }

    private Result<Written> tell(Kind kind, WatchEvent event, Written written) {
        log.add(new Told(kind, revision, event));
        for (Running watch : List.copyOf(watches)) {
            if (watch.kind.equals(kind)) {
                watch.listener.changed(event);
            }
        }
        return Result.ok(written);
    }

    private Map<ObjectKey, KubeObject> of(Kind kind) {
        return objects.computeIfAbsent(kind, any -> new TreeMap<>());
    }
}
