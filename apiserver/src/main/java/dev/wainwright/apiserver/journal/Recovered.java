package dev.wainwright.apiserver.journal;

import dev.wainwright.api.Kind;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.store.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What a folder held when it was opened.
 *
 * @param revision of the last change that is kept; 0 in a new folder
 * @param objects all that is kept of the store
 * @param attachments by name
 * @param notes what was put right, for people
 */
public record Recovered(long revision, List<Kept> objects, Map<String, byte[]> attachments, List<String> notes) {
    /**
     * How far revisions jump. Who watched before the crash may have seen changes that were not kept yet; what comes now
     * must not have their numbers. More changes than this never wait for the disk ({@link Journal} holds writers back).
     */
    static final long GAP = 1_000_000;

    /** An object's kind, and its document in JSON. */
    public record Kept(String kind, byte[] document) {
        private Tree.Mapping tree() {
            return (Tree.Mapping) Json.parse(new String(document, StandardCharsets.UTF_8));
        }
    }

    public Recovered {
        objects = List.copyOf(objects);
        attachments = Collections.unmodifiableMap(new TreeMap<>(attachments));
        notes = List.copyOf(notes);
    }

    /** The documents of one kind, such as the definitions of other kinds, which must be known for {@link #state}. */
    public List<Tree.Mapping> documents(String kind) {
        return objects.stream()
                .filter(each -> each.kind().equals(kind))
                .map(Kept::tree)
                .toList();
    }

    /**
     * What a store starts from.
     *
     * @param kinds finds a kind by apiVersion and kind
     * @param unknown is told of objects whose kind is not found, which are left out
     */
    public State state(BiFunction<String, String, Optional<Kind>> kinds, Consumer<Tree.Mapping> unknown) {
        var items = new ArrayList<State.Item>();
        var interner = new Interner();
        // Parsing is most of a restart's work; sharing what is equal takes one hand.
        for (Tree.Mapping document : objects.parallelStream().map(Kept::tree).toList()) {
            kinds.apply(document.text("apiVersion", ""), document.text("kind", ""))
                    .ifPresentOrElse(
                            kind -> items.add(new State.Item(kind, read(kind, document, interner))),
                            () -> unknown.accept(document));
        }
        return new State(startRevision(), items);
    }

    private static KubeObject read(Kind kind, Tree.Mapping document, Interner interner) {
        try {
            return Codec.read(kind, document, interner);
        } catch (RuntimeException e) {
            Tree.Mapping metadata = document.mapping("metadata");
            throw new IllegalStateException(
                    "this program cannot read " + kind + " " + metadata.text("namespace", "") + '/'
                            + metadata.text("name", "") + ", which was kept: " + e.getMessage()
                            + "; start the program that kept it, or an empty folder",
                    e);
        }
    }

    long startRevision() {
        return revision == 0 ? 0 : revision + GAP;
    }
}
