package dev.wainwright.apiserver.journal;

import dev.wainwright.api.Kind;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Json;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.resource.Resources;
import dev.wainwright.cluster.store.Admission;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.cluster.store.State;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A store and its journal, as a server has them, with config maps of one value each. */
record KeptStore(Journal journal, ClusterStore store) implements AutoCloseable {
    static final Kind MAPS = TreeKinds.builtIn("ConfigMap");

    private static final Resources RESOURCES = new Resources();

    static KeptStore start(Path folder) throws IOException {
        return start(folder, Journal.Settings.STANDARD);
    }

    static KeptStore start(Path folder, Journal.Settings settings) throws IOException {
        Journal journal = Journal.open(folder, settings);
        State state = journal.recovered()
                .state(
                        (apiVersion, kind) -> RESOURCES
                                .kind(apiVersion, kind)
                                .map(served -> served.resource().kind()),
                        unknown -> {
                            throw new AssertionError("unknown kind: " + Json.print(unknown));
                        });
        var store = new ClusterStore(new VirtualDriver(Instant.EPOCH), 1, 1000, Admission.NONE, state);
        journal.keep(store);
        return new KeptStore(journal, store);
    }

    /** Returns when it is kept. */
    long put(String name, String value) throws IOException {
        Result<KubeObject> known = store.get(MAPS, new ObjectKey("default", name));
        ObjectMeta metadata = known instanceof Result.Ok<KubeObject> found
                ? found.answer().metadata()
                : ObjectMeta.named("default", name);
        Tree.Mapping rest = new Tree.Mapping(Map.of("data", new Tree.Mapping(Map.of("value", Tree.text(value)), 0)), 0);
        var object = new TreeObject("v1", "ConfigMap", metadata, rest);
        return kept(known.isOk() ? new Write.Update(MAPS, object) : new Write.Create(MAPS, object));
    }

    long delete(String name) throws IOException {
        return kept(new Write.Delete(
                MAPS, new ObjectKey("default", name), Write.Preconditions.NONE, Write.Propagation.BACKGROUND, null));
    }

    private long kept(Write write) throws IOException {
        long revision =
                Long.parseLong(store.write(write).orThrow().object().metadata().resourceVersion());
        journal.await(revision);
        return revision;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }

    /** The values of the config maps by name. */
    static Map<String, String> values(Recovered recovered) {
        var values = new LinkedHashMap<String, String>();
        recovered
                .documents("ConfigMap")
                .forEach(each -> values.put(
                        each.mapping("metadata").text("name", ""),
                        each.mapping("data").text("value", "")));
        return values;
    }

    static Recovered read(Path folder) throws IOException {
        return Recovery.read(new Folder(folder)).recovered();
    }
}
