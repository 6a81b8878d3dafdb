package dev.wainwright.cluster.store;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.codec.ObjectParts;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.policy.PodDisruptionBudget;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Page;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Written;
import dev.wainwright.runtime.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' API and database in memory, over records.
 *
 * <p>One counter numbers all changes. A change is made, written into the {@link History} and told to whom it concerns in
 * one go, under one lock; so watches hear of everything in order. Objects are immutable: lists, watches and local copies
 * share them with the store, and pods of one template share their spec.
 *
 * <p>Time and chance come from outside: the same calls at the same times with the same seed give the same objects, uids
 * and generated names included.
 */
public final class ClusterStore implements ObjectStore {
    /** How many changes are remembered unless told otherwise; a watch that lags further has to list anew. */
    public static final int STANDARD_WINDOW = 10_000;

    /** After so many changes of anything, who watches something else hears how far the store has come. */
    private static final int BOOKMARK_EVERY = 500;

    private static final int NAME_ATTEMPTS = 8;
    private static final List<String> NAMESPACES = List.of("default", "kube-system", "kube-public", "kube-node-lease");

    private final Map<Kind, Table> tables = new LinkedHashMap<>();
    private final History history;
    private final Ids ids;
    private final Forms forms;
    private final Admission admission;
    private final Table namespaces;
    private final Evictions evictions;
    private final Edits edits;
    private final Gate gate = new Gate();
    private final List<Consumer<Change>> observers = new ArrayList<>();
    private final List<Consumer<Kind>> kindObservers = new ArrayList<>();
    private final List<BiConsumer<KubeObject, Refusal>> refusalObservers = new ArrayList<>();
    private long revision;
    private boolean rehearsing;

    /** A store with the kinds that are built in and the namespaces that every cluster has. */
    public ClusterStore(Clock clock, long seed) {
        this(clock, seed, STANDARD_WINDOW, Admission.NONE);
    }

    public ClusterStore(Clock clock, long seed, int window, Admission admission) {
        this(clock, seed, window, admission, State.EMPTY);
    }

    /**
     * A store that goes on where another one ended: revisions continue after {@code state}'s, and whoever comes with an
     * older one must list anew. Kinds that are not built in are served if the state has objects of them.
     */
    public ClusterStore(Clock clock, long seed, int window, Admission admission, State state) {
        this.history = new History(window);
        // Names and uids that were drawn before must not be drawn again.
        this.ids = new Ids(seed + state.revision());
        this.forms = new Forms(clock, ids);
        this.edits = new Edits(forms);
        this.admission = admission;
        Kinds.all().forEach(this::serve);
        TreeKinds.builtIn().forEach(this::serve);
        this.namespaces = table(Namespace.class);
        this.evictions = new Evictions(clock);
        restore(state);
        for (String name : NAMESPACES) {
            if (!namespaces.has(new ObjectKey("", name))) {
                write(Write.create(new Namespace(ObjectMeta.named("", name), Tree.Mapping.EMPTY)))
                        .orThrow();
            }
        }
    }

    private void restore(State state) {
        for (State.Item item : state.items()) {
            serve(item.kind());
            served(item.kind()).orThrow().put(ObjectKey.of(item.object()), item.object());
        }
        revision = state.revision();
        history.forget(revision);
    }

    /** Everything as it is now. */
    public synchronized State state() {
        var items = new ArrayList<State.Item>();
        tables.values().stream()
                .distinct()
                .forEach(table -> table.all().forEach(object -> items.add(new State.Item(table.kind(), object))));
        return new State(revision, items);
    }

    /**
     * Has {@code observer} told of every change from now on, in order, before anyone else hears of it. It is called under
     * the store's lock: it must be quick and may read the store, but not write.
     */
    public synchronized void observe(Consumer<Change> observer) {
        observers.add(observer);
    }

    /** Serves one more kind; several versions of one kind share their objects. */
    public synchronized void serve(Kind kind) {
        for (Table table : tables.values()) {
            if (table.isAlso(kind)) {
                tables.putIfAbsent(kind, table);
                return;
            }
        }
        tables.put(kind, new Table(kind));
    }

    /**
     * Serves a kind that a user has defined, or defined anew; the latest definition of a kind counts. Who observes kinds hears
     * of it each time.
     */
    public synchronized void define(Kind kind) {
        serve(kind);
        served(kind).orThrow().define(kind);
        kindObservers.forEach(observer -> observer.accept(kind));
    }

    /** Has {@code observer} told of new objects that admission refuses, under the store's lock; it must not call back. */
    public synchronized void observeRefusals(BiConsumer<KubeObject, Refusal> observer) {
        refusalObservers.add(observer);
    }

    /** Has {@code observer} told of kinds that are {@linkplain #define defined}, under the store's lock; it must not call back. */
    public synchronized void observeKinds(Consumer<Kind> observer) {
        kindObservers.add(observer);
    }

    /** The kinds served, in a fixed order, each in its preferred version. */
    public synchronized List<Kind> kinds() {
        return tables.values().stream().map(Table::kind).distinct().toList();
    }

    /** The revision of the latest change. */
    public synchronized long revision() {
        return revision;
    }

    /** Forgets all changes up to now and ends no watch: whoever comes back with an older revision must list anew. */
    public synchronized void compact() {
        history.forget(revision);
    }

    @Override
    public synchronized Result<KubeObject> get(Kind kind, ObjectKey key) {
        return served(kind).then(table -> known(table, key));
    }

    @Override
    public synchronized Result<Page> list(ListRequest request) {
        return served(request.kind()).then(table -> Lists.list(request, table, history, revision));
    }

    @Override
    public synchronized Result<Watch> watch(WatchRequest request, WatchListener listener) {
        return served(request.kind()).then(table -> {
            if (request.since() > 0 && !history.reachesBackTo(request.since())) {
                return Result.refused(new Refusal.Gone("too old resource version: " + request.since()));
            }
            var watching = new Watching(request, listener, closed -> forget(table, closed));
            if (request.since() > 0) {
                history.after(request.since(), table).forEach(watching::tell);
            }
            table.watches.add(watching);
            return Result.ok(watching);
        });
    }

    private synchronized void forget(Table table, Watching watching) {
        table.watches.remove(watching);
    }

    /** Has {@code policy} asked about whatever is written on somebody's behalf. */
    public synchronized void guardedBy(Policy policy) {
        gate.guardedBy(policy);
    }

    @Override
    public ObjectStore as(String part) {
        return new OwnView(this, Origin.of(part));
    }

    /** What {@link #write} would answer; nothing changes and nobody is told. */
    public Result<Written> rehearse(Write write) {
        return rehearse(write, Origin.ITSELF);
    }

    /** The same on somebody's behalf. */
    public synchronized Result<Written> rehearse(Write write, Origin origin) {
        rehearsing = true;
        try {
            return write(write, origin);
        } finally {
            rehearsing = false;
        }
    }

    /** Tells all watches that want bookmarks how far the store has come. */
    public synchronized void announce() {
        tables.values().stream()
                .distinct()
                .forEach(table -> List.copyOf(table.watches).forEach(each -> each.bookmark(revision)));
    }

    @Override
    public Result<Written> write(Write write) {
        return write(write, Origin.ITSELF);
    }

    /** Writes on somebody's behalf: policies are asked. */
    public synchronized Result<Written> write(Write write, Origin origin) {
        Origin previous = gate.enter(origin);
        try {
            return served(write.kind()).then(table -> carriedOut(table, write));
        } finally {
            gate.enter(previous);
        }
    }

    private Result<Written> carriedOut(Table table, Write write) {
        return switch (write) {
            case Write.Create create -> create(table, create);
            case Write.Update update ->
                change(
                        table,
                        write,
                        current(table, update.object()),
                        known -> Result.ok(forms.updated(table, known, update.object())));
            case Write.UpdateStatus update ->
                change(
                        table,
                        write,
                        current(table, update.object()),
                        known -> Result.ok(ObjectParts.withStatusOf(known, update.object())));
            case Write.Patch patch ->
                change(
                        table,
                        write,
                        known(table, patch.key(), patch.preconditions()),
                        known -> edits.patched(table, known, patch));
            case Write.Scale scale ->
                change(
                        table,
                        write,
                        known(table, scale.key(), scale.preconditions()),
                        known -> edits.scaled(table, known, scale.replicas()));
            case Write.Bind bind ->
                change(
                        table,
                        write,
                        known(table, bind.key(), new Preconditions(bind.uid(), "")),
                        known -> edits.bound(table, known, bind.node()));
            case Write.Delete delete ->
                known(table, delete.key(), delete.preconditions())
                        .then(known -> gate.passOut(delete, known, rehearsing))
                        .then(known -> delete(table, delete));
            case Write.Evict evict -> evict(table, evict);
        };
    }

    private Result<Written> create(Table table, Write.Create write) {
        KubeObject object = write.object();
        ObjectKey key = ObjectKey.of(object);
        if (!object.metadata().resourceVersion().isEmpty()) {
            return Result.refused(new Refusal.BadRequest("resourceVersion should not be set on objects to be created"));
        }
        Optional<Refusal> homeless = homeless(table, key);
        if (homeless.isPresent()) {
            return Result.refused(homeless.get());
        }
        String name = nameFor(table, key, object.metadata().generateName());
        if (name.isEmpty()) {
            return Result.refused(Refusals.nameless(table));
        }
        if (table.has(new ObjectKey(key.namespace(), name))) {
            return Result.refused(Refusals.alreadyExists(table, name));
        }
        KubeObject wanted = forms.created(table, object, name);
        Result<KubeObject> admitted =
                admission.admit(null, wanted).then(fresh -> gate.pass(write, null, fresh, rehearsing));
        return told(wanted, admitted).then(fresh -> stored(table, null, fresh));
    }

    /** Tells those who want to hear of it that an object was not admitted. */
    private Result<KubeObject> told(KubeObject wanted, Result<KubeObject> admitted) {
        if (admitted instanceof Result.Refused<KubeObject> refused && !rehearsing) {
            refusalObservers.forEach(observer -> observer.accept(wanted, refused.why()));
        }
        return admitted;
    }

    /** The name given, or one made from the prefix that is not taken, if luck will have it. */
    private String nameFor(Table table, ObjectKey key, String prefix) {
        String name = key.name();
        boolean isMade = name.isEmpty() && !prefix.isEmpty();
        for (int i = 0; isMade && i < NAME_ATTEMPTS; i++) {
            name = ids.name(prefix);
            isMade = table.has(new ObjectKey(key.namespace(), name));
        }
        return name;
    }

    private Optional<Refusal> homeless(Table table, ObjectKey key) {
        if (!table.kind().namespaced()) {
            return key.namespace().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Refusal.BadRequest("namespace is not allowed on this type: "
                            + table.kind().kind()));
        }
        KubeObject home = namespaces.get(new ObjectKey("", key.namespace()));
        if (home == null) {
            return Optional.of(Refusals.notFound(namespaces, key.namespace()));
        }
        return home.metadata().isTerminating()
                ? Optional.of(Refusals.namespaceTerminating(table, key))
                : Optional.empty();
    }

    /** Replaces an object by what {@code change} makes of it, unless that is the same; nothing changes in vain. */
    private Result<Written> change(
            Table table, Write write, Result<KubeObject> current, Function<KubeObject, Result<KubeObject>> change) {
        return current.then(known -> change.apply(known)
                .then(after -> after.equals(known) ? Result.ok(after) : admission.admit(known, after))
                .then(after -> gate.pass(write, known, after, rehearsing))
                .then(after -> after.equals(known)
                        ? Result.ok(new Written(known, false))
                        : Forms.isFinished(after) ? removed(table, known, after) : stored(table, known, after)));
    }

    private Result<Written> evict(Table table, Write.Evict evict) {
        Result<KubeObject> present = known(table, evict.key(), evict.preconditions());
        return present.then(known -> gate.pass(evict, known, known, rehearsing)).then(known -> {
            Pod pod = (Pod) known;
            Table budgets = table(PodDisruptionBudget.class);
            return evictions.admit(pod, budgets.all()).then(budget -> {
                budget.ifPresent(counted -> stored(budgets, budgets.get(ObjectKey.of(counted)), counted));
                return delete(
                        table,
                        new Write.Delete(
                                table.kind(),
                                evict.key(),
                                evict.preconditions(),
                                Write.Propagation.BACKGROUND,
                                evict.graceSeconds()));
            });
        });
    }

    private Result<Written> delete(Table table, Write.Delete delete) {
        return known(table, delete.key(), delete.preconditions()).then(known -> {
            long grace = Forms.grace(known, delete.graceSeconds());
            KubeObject marked = forms.terminating(table, known, delete.propagation(), grace);
            if (Forms.isFinished(marked)) {
                return removed(table, known, known);
            }
            return marked.equals(known) ? Result.ok(new Written(known, false)) : stored(table, known, marked);
        });
    }

    private Result<Written> stored(Table table, @Nullable KubeObject before, KubeObject after) {
        if (rehearsing) {
            return Result.ok(new Written(after, false));
        }
        KubeObject numbered = numbered(after);
        table.put(ObjectKey.of(numbered), numbered);
        tell(new History.Entry(revision, table, before, numbered, false));
        return Result.ok(new Written(numbered, false));
    }

    private Result<Written> removed(Table table, KubeObject before, KubeObject last) {
        if (rehearsing) {
            return Result.ok(new Written(last, true));
        }
        KubeObject numbered = numbered(last);
        table.remove(ObjectKey.of(before));
        tell(new History.Entry(revision, table, before, numbered, true));
        return Result.ok(new Written(numbered, true));
    }

    private KubeObject numbered(KubeObject object) {
        revision++;
        return ObjectParts.withMetadata(object, object.metadata().withResourceVersion(Long.toString(revision)));
    }

    private void tell(History.Entry entry) {
        history.add(entry);
        if (!observers.isEmpty()) {
            var change = new Change(entry.revision(), entry.table().kind(), entry.object(), entry.removed());
            observers.forEach(observer -> observer.accept(change));
        }
        for (Watching watching : List.copyOf(entry.table().watches)) {
            watching.tell(entry);
        }
        if (revision % BOOKMARK_EVERY == 0) {
            announce();
        }
    }

    private Result<Table> served(Kind kind) {
        Table table = tables.get(kind);
        return table == null ? Result.refused(Refusals.notServed(kind)) : Result.ok(table);
    }

    private Table table(Class<? extends KubeObject> type) {
        return served(Kinds.of(type)).orThrow();
    }

    private Result<KubeObject> known(Table table, ObjectKey key) {
        KubeObject object = table.get(key);
        return object == null ? Result.refused(Refusals.notFound(table, key.name())) : Result.ok(object);
    }

    private Result<KubeObject> known(Table table, ObjectKey key, Preconditions wanted) {
        return known(table, key)
                .then(known -> Refusals.unmet(wanted, table, known)
                        .<Result<KubeObject>>map(Result::refused)
                        .orElse(Result.ok(known)));
    }

    /** What is stored in place of {@code object}, if that was read in its current version. */
    private Result<KubeObject> current(Table table, KubeObject object) {
        String version = object.metadata().resourceVersion();
        return known(table, ObjectKey.of(object), Preconditions.sameObject(object))
                .then(known ->
                        version.isEmpty() || version.equals(known.metadata().resourceVersion())
                                ? Result.ok(known)
                                : Result.refused(Refusals.outdated(table, known.name())));
    }
}
