package dev.wainwright.cluster.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.DocumentHandler;
import dev.wainwright.api.tree.DocumentReader;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.ControllerManager;
import dev.wainwright.runtime.loop.Options;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Write.Propagation;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of kinds that are defined while everything runs. */
class UsersKindsTest {
    private static final Kind DEFINITION = TreeKinds.builtIn("CustomResourceDefinition");
    private static final Kind NAMESPACE = Kinds.of(Namespace.class);
    private static final Kind MAP = TreeKinds.builtIn("ConfigMap");
    private static final Kind WIDGET = TreeKinds.of("example.com/v1", "Widget", "widgets", true, () -> Schema.ANYTHING);

    private final VirtualDriver driver = new VirtualDriver(Instant.EPOCH);
    private final ClusterStore store = new ClusterStore(driver, 1);
    private final ControllerManager manager = new ControllerManager(
            driver,
            store,
            Options.STANDARD,
            List.<Supplier<Controller<?>>>of(
                    () -> new GarbageCollector(store.kinds(), store),
                    () -> new NamespaceController(store.kinds(), store),
                    () -> new DefinitionController(store.kinds(), store)));

    @BeforeEach
    void begin() {
        store.observeKinds(kind -> driver.soon(() -> manager.served(kind)));
        manager.start();
        passes();
    }

    private static Tree.Mapping yaml(String text) {
        var documents = new ArrayList<Tree.Mapping>();
        try {
            DocumentReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), new DocumentHandler() {
                @Override
                public void document(Tree.Mapping object, int document) {
                    documents.add(object);
                }

                @Override
                public void trouble(int document, int line, String message) {
                    throw new AssertionError(message);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents.getFirst();
    }

    private void passes() {
        driver.runFor(Duration.ofMinutes(1));
    }

    private void define() {
        store.define(WIDGET);
        passes();
    }

    private KubeObject create(Kind kind, String namespace, String name, String metadata) {
        Tree.Mapping document = yaml("""
                apiVersion: %s
                kind: %s
                metadata: {name: %s, namespace: %s%s}
                spec: {group: example.com, names: {kind: Widget}}
                """.formatted(kind.apiVersion(), kind.kind(), name, namespace, metadata));
        return store.write(new Write.Create(kind, Codec.read(kind, document, new Interner())))
                .orThrow()
                .object();
    }

    private static String ownedBy(KubeObject owner, Kind kind) {
        return ", ownerReferences: [{apiVersion: %s, kind: %s, name: %s, uid: %s}]"
                .formatted(
                        kind.apiVersion(),
                        kind.kind(),
                        owner.name(),
                        owner.metadata().uid());
    }

    private void delete(Kind kind, String namespace, String name) {
        store.write(new Write.Delete(
                        kind, new ObjectKey(namespace, name), Preconditions.NONE, Propagation.BACKGROUND, null))
                .orThrow();
        passes();
    }

    private List<String> names(Kind kind) {
        return store.list(ListRequest.all(kind)).orThrow().items().stream()
                .map(KubeObject::name)
                .toList();
    }

    @Test
    void theyGoWithTheirNamespace() {
        store.write(Write.create(new Namespace(ObjectMeta.named("", "team"), Tree.Mapping.EMPTY)))
                .orThrow();
        define();
        create(WIDGET, "team", "w", "");
        create(WIDGET, "default", "other", "");

        delete(NAMESPACE, "", "team");

        assertThat(names(WIDGET)).containsExactly("other");
        assertThat(names(NAMESPACE)).doesNotContain("team");
    }

    @Test
    void whatTheyOwnGoesWithThemAndTheyGoWithTheirOwners() {
        define();
        KubeObject parent = create(MAP, "default", "parent", "");
        KubeObject widget = create(WIDGET, "default", "w", ownedBy(parent, MAP));
        create(MAP, "default", "child", ownedBy(widget, WIDGET));
        passes();
        assertThat(names(MAP)).contains("parent", "child");

        delete(MAP, "default", "parent");

        assertThat(names(WIDGET)).isEmpty();
        assertThat(names(MAP)).isEmpty();
    }

    @Test
    void whoIsOwnedByAnUnknownKindStaysUntilThatKindIsDefinedAndTheOwnerIsNotThere() {
        create(
                MAP,
                "default",
                "child",
                ", ownerReferences: [{apiVersion: example.com/v1, kind: Widget, name: w, uid: nobody}]");
        passes();
        assertThat(names(MAP)).containsExactly("child");

        define();

        assertThat(names(MAP)).isEmpty();
    }

    @Test
    void theyGoWithTheirDefinitionWhichWaitsForTheLastOfThem() {
        define();
        create(DEFINITION, "", "widgets.example.com", ", finalizers: [" + DefinitionController.FINALIZER + "]");
        create(WIDGET, "default", "w", "");
        create(WIDGET, "default", "held", ", finalizers: [example.com/mine]");

        delete(DEFINITION, "", "widgets.example.com");

        assertThat(names(WIDGET)).containsExactly("held");
        assertThat(names(DEFINITION)).containsExactly("widgets.example.com");
        var patch = yaml("metadata: {finalizers: []}");
        store.write(new Write.Patch(WIDGET, new ObjectKey("default", "held"), patch, false, Preconditions.NONE))
                .orThrow();
        passes();
        assertThat(names(WIDGET)).isEmpty();
        assertThat(names(DEFINITION)).isEmpty();
    }
}
