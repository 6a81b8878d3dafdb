package dev.wainwright.apiserver.rest;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.JsonLine;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.apiserver.resource.Resources.Served;
import dev.wainwright.apiserver.table.Tables;
import dev.wainwright.apiserver.version.Versions;
import dev.wainwright.runtime.store.Page;
import dev.wainwright.runtime.time.Clock;
import java.util.List;

/** Objects in the form that was asked for; made for one answer. */
final class View {
    private static final String PARTIAL = "PartialObjectMetadata";
    private static final int LONG_LIST = 200;

    private final Served served;
    private final Accepted accepted;
    private final Versions versions;
    private final Timestamps timestamps;
    private final Clock clock;
    private final Tables.Include include;
    private boolean headless;

    View(
            Served served,
            Accepted accepted,
            Versions versions,
            Timestamps timestamps,
            Clock clock,
            Tables.Include include) {
        this.served = served;
        this.accepted = accepted;
        this.versions = versions;
        this.timestamps = timestamps;
        this.clock = clock;
        this.include = include;
    }

    /** One object. */
    Tree.Mapping one(KubeObject object) {
        return switch (accepted.form()) {
            case WHOLE -> whole(object);
            case METADATA -> partial(object);
            case TABLE ->
                table(
                        List.of(object),
                        new Fields().put("resourceVersion", object.metadata().resourceVersion()));
        };
    }

    /** A list, or a page of it. */
    Tree.Mapping list(Page page) {
        return accepted.form() == Form.TABLE
                ? table(page.items(), metadata(page))
                : head(page)
                        .put("items", page.items().stream().map(this::item).toList())
                        .build();
    }

    /** A list without its items. */
    Fields head(Page page) {
        Kind kind = kind();
        boolean whole = accepted.form() == Form.WHOLE;
        return new Fields()
                .put("kind", (whole ? kind.kind() : PARTIAL) + "List")
                .put("apiVersion", whole ? kind.apiVersion() : "meta.k8s.io/v1")
                .put("metadata", metadata(page).build());
    }

    private static Fields metadata(Page page) {
        var metadata = new Fields();
        metadata.putIfAny("continue", page.continueToken());
        if (page.remaining() > 0) {
            metadata.put("remainingItemCount", page.remaining());
        }
        metadata.put("resourceVersion", Long.toString(page.revision()));
        return metadata;
    }

    /** The same in parts, if it is long and nothing has to be said beside it. */
    Answer listed(Page page, ApiRequest request) {
        Kind kind = kind();
        boolean isLong = accepted.form() == Form.WHOLE
                && page.items().size() > LONG_LIST
                && request.notes().warnings().isEmpty()
                && versions.deprecation(kind).isEmpty();
        if (!isLong || format() == Format.YAML) {
            return Answer.ok(list(page));
        }
        return new Answer.Parts(
                format().mediaType(),
                format() == Format.PROTOBUF ? new ProtobufParts(this, page) : new ListParts(this, page));
    }

    /** Adds an item of a list. */
    void item(KubeObject object, JsonLine out) {
        if (isAsKept(object)) {
            Codec.print(object, served.definition().isPresent(), out);
        } else {
            out.tree(item(object));
        }
    }

    /** Items of Kubernetes' own lists do not say again what they are; those of custom kinds do. */
    private Tree.Mapping item(KubeObject object) {
        if (accepted.form() == Form.METADATA) {
            return partial(object);
        }
        Tree.Mapping whole = whole(object);
        return served.definition().isPresent() ? whole : whole.without("kind").without("apiVersion");
    }

    /** One object of which a watch tells; a row of a table stands in a table of its own. */
    Tree.Mapping told(KubeObject object) {
        Tree.Mapping told = one(object);
        // The columns of a table are described once per watch, and a watch is told by one thread at a time.
        headless = true;
        return told;
    }

    /** How far a watch has come. */
    Tree.Mapping bookmark(long revision, boolean endOfInitialEvents) {
        Kind kind = kind();
        var metadata = new Fields().put("resourceVersion", Long.toString(revision));
        if (endOfInitialEvents) {
            metadata.put(
                    "annotations",
                    new Fields().put("k8s.io/initial-events-end", "true").build());
        }
        return accepted.form() == Form.TABLE
                ? table(List.of(), metadata)
                : new Fields()
                        .put("kind", accepted.form() == Form.WHOLE ? kind.kind() : PARTIAL)
                        .put("apiVersion", accepted.form() == Form.WHOLE ? kind.apiVersion() : "meta.k8s.io/v1")
                        .put("metadata", metadata.build())
                        .build();
    }

    boolean isWhole() {
        return accepted.form() == Form.WHOLE;
    }

    Kind kind() {
        return served.resource().kind();
    }

    Format format() {
        return accepted.format();
    }

    /** Whether the object is shown just as it is kept. */
    @SuppressWarnings("ReferenceEquality") // What is shown otherwise is another object.
    boolean isAsKept(KubeObject object) {
        String own = object instanceof TreeObject tree
                ? tree.apiVersion()
                : Kinds.of(object.getClass()).apiVersion();
        return isWhole() && timestamps.isReal() && own.equals(apiVersion()) && versions.shown(kind(), object) == object;
    }

    /** The version in which objects are shown. */
    String apiVersion() {
        return kind().apiVersion();
    }

    private Tree.Mapping whole(KubeObject object) {
        return timestamps.shown(versioned(Codec.write(versions.shown(kind(), object))));
    }

    /** Stored in one version, shown in the one that was asked for. */
    private Tree.Mapping versioned(Tree.Mapping document) {
        String wanted = apiVersion();
        return document.text("apiVersion", "").equals(wanted)
                ? document
                : document.with("apiVersion", Tree.text(wanted));
    }

    private Tree.Mapping partial(KubeObject object) {
        return Tables.partial(whole(object));
    }

    private Tree.Mapping table(List<KubeObject> objects, Fields metadata) {
        var options = new Tables.Options(include, !headless, timestamps.shown(clock.now()));
        return Tables.ofDocuments(served, objects.stream().map(this::whole).toList(), metadata.build(), options);
    }
}
