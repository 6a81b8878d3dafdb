package dev.wainwright.cli.up;

import dev.wainwright.api.Kind;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.crd.CustomKind;
import dev.wainwright.apiserver.crd.CustomKinds;
import dev.wainwright.apiserver.document.ObjectBytes;
import dev.wainwright.apiserver.journal.Journal;
import dev.wainwright.apiserver.journal.JournalException;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.apiserver.rest.Durability;
import dev.wainwright.cloud.simulated.MachineKeeper;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.store.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a cluster is kept beyond its process: in a folder, or nowhere. */
final class Keeping implements AutoCloseable {
    private static final String IDENTITIES = "identities";
    private static final String CLOCK = "clock";

    private final @Nullable Journal journal;
    private final List<String> notes = new ArrayList<>();

    private Keeping(@Nullable Journal journal) {
        this.journal = journal;
        if (journal != null) {
            notes.addAll(journal.recovered().notes());
        }
    }

    /** Throws {@link JournalException} for a folder that is in use or damaged. */
    static Keeping open(Optional<Path> folder) throws IOException {
        return new Keeping(folder.isPresent() ? Journal.open(folder.get()) : null);
    }

    boolean isDurable() {
        return journal != null;
    }

    /** What people should know about what was found. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** What a store starts from. Users' own kinds are known from their definitions, which are kept like all objects. */
    State state(Resources builtIn) {
        if (journal == null) {
            return State.EMPTY;
        }
        Map<String, Kind> custom = new HashMap<>();
        for (Tree.Mapping definition : journal.recovered().documents("CustomResourceDefinition")) {
            CustomKinds.read(definition).toOptional().stream()
                    .flatMap(List::stream)
                    .map((CustomKind version) -> version.crd().kind())
                    .forEach(kind -> custom.put(name(kind.apiVersion(), kind.kind()), kind));
        }
        var unknown = new TreeMap<String, Integer>();
        State state = journal.recovered()
                .state(
                        (apiVersion, kind) -> builtIn.kind(apiVersion, kind)
                                .map(served -> served.resource().kind())
                                .or(() -> Optional.ofNullable(custom.get(name(apiVersion, kind)))),
                        document -> unknown.merge(
                                name(document.text("apiVersion", ""), document.text("kind", "")), 1, Integer::sum));
        unknown.forEach((kind, count) ->
                notes.add(count + " objects of " + kind + " are left out: no definition of this kind is kept"));
        return state;
    }

    private static String name(String apiVersion, String kind) {
        return apiVersion + " " + kind;
    }

    /** Keeps all changes from now on; {@code onFailure} hears when that is no longer possible. */
    void keep(ClusterStore store, Consumer<JournalException> onFailure) throws IOException {
        if (journal != null) {
            journal.keep(store, onFailure);
        }
    }

    /** What is written down about objects, by the journal or nobody. */
    ObjectBytes objects() {
        return journal == null ? new ObjectBytes() : journal.objects();
    }

    Durability durability() {
        return journal == null ? Durability.NONE : journal::await;
    }

    /** Whether the cluster has begun in an earlier process. Known from its identities, which are kept last of all. */
    boolean isContinued() {
        return journal != null && journal.recovered().attachments().containsKey(IDENTITIES);
    }

    /** What the clock of an earlier process showed, if it was another than everybody's. */
    Optional<KeptClock> clock() {
        return journal == null
                ? Optional.empty()
                : Optional.ofNullable(journal.recovered().attachments().get(CLOCK))
                        .map(KeptClock::read);
    }

    /** To be called from time to time while the cluster's clock is not everybody's. */
    void remember(KeptClock clock) {
        if (journal != null) {
            journal.attach(CLOCK, clock.written());
        }
    }

    /** Those of earlier, or new ones, which are kept when this returns; to be called when the cluster is set up. */
    Identities identities(Instant now) throws IOException {
        if (journal == null) {
            return Identities.create(now);
        }
        byte[] known = journal.recovered().attachments().get(IDENTITIES);
        if (known != null) {
            return Identities.read(known);
        }
        Identities created = Identities.create(now);
        journal.attach(IDENTITIES, created.written());
        journal.awaitAttachments();
        return created;
    }

    /** Remembers the cloud's machines next to the cluster. */
    MachineKeeper machines() {
        return journal == null ? MachineKeeper.NONE : new KeptMachines(journal);
    }

    @Override
    public void close() throws IOException {
        if (journal != null) {
            journal.close();
        }
    }
}
