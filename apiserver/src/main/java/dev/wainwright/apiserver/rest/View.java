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
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.time.Clock;
import java.util.List;

/** Objects in the form that was asked for; made for one answer. */
final class View {
    private static final String PARTIAL = "PartialObjectMetadata";
    private static final int LONG_LIST = 200;

    private final Served served;
    private final Form form;
    private final Versions versions;
    private final Timestamps timestamps;
    private final Clock clock;
    private final Tables.Include include;
    private boolean headless;

    View(Served served, Form form, Versions versions, Timestamps timestamps, Clock clock, Tables.Include include) {
        this.served = served;
        this.form = form;
        this.versions = versions;
        this.timestamps = timestamps;
        this.clock = clock;
        this.include = include;
    }

    /** One object. */
    Tree.Mapping one(KubeObject object) {
        return switch (form) {
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
        return form == Form.TABLE
                ? table(page.items(), metadata(page))
                : head(page)
                        .put("items", page.items().stream().map(this::item).toList())
                        .build();
    }

    /** A list without its items. */
    Fields head(Page page) {
        Kind kind = served.resource().kind();
        boolean whole = form == Form.WHOLE;
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
        Kind kind = served.resource().kind();
        return form == Form.WHOLE
                        && page.items().size() > LONG_LIST
                        && request.takesJson()
                        && request.notes().warnings().isEmpty()
                        && versions.deprecation(kind).isEmpty()
                ? new Answer.Parts(new ListParts(this, page))
                : Answer.ok(list(page));
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
        if (form == Form.METADATA) {
            return partial(object);
        }
        Tree.Mapping whole = whole(object);
        return served.definition().isPresent() ? whole : whole.without("kind").without("apiVersion");
    }

    /** An event of a watch; a row of a table stands in a table of its own. */
    Tree.Mapping event(String type, KubeObject object) {
        Tree.Mapping event =
                new Fields().put("type", type).put("object", one(object)).build();
        // The columns of a table are described once per watch, and a watch is told by one thread at a time.
        headless = true;
        return event;
    }

    /** Why a watch ends. */
    static Tree.Mapping error(Refusal why) {
        return new Fields()
                .put("type", "ERROR")
                .put("object", Statuses.failure(why, Statuses.About.NOTHING))
                .build();
    }

    /** How far a watch has come. */
    Tree.Mapping bookmark(long revision, boolean endOfInitialEvents) {
        Kind kind = served.resource().kind();
        var metadata = new Fields().put("resourceVersion", Long.toString(revision));
        if (endOfInitialEvents) {
            metadata.put(
                    "annotations",
                    new Fields().put("k8s.io/initial-events-end", "true").build());
        }
        Tree.Mapping object = form == Form.TABLE
                ? table(List.of(), metadata)
                : new Fields()
                        .put("kind", form == Form.WHOLE ? kind.kind() : PARTIAL)
                        .put("apiVersion", form == Form.WHOLE ? kind.apiVersion() : "meta.k8s.io/v1")
                        .put("metadata", metadata.build())
                        .build();
        return new Fields().put("type", "BOOKMARK").put("object", object).build();
    }

    boolean isWhole() {
        return form == Form.WHOLE;
    }

    /** Whether the object is shown just as it is kept. */
    @SuppressWarnings("ReferenceEquality") // What is shown otherwise is another object.
    boolean isAsKept(KubeObject object) {
        String own = object instanceof TreeObject tree
                ? tree.apiVersion()
                : Kinds.of(object.getClass()).apiVersion();
        return isWhole()
                && timestamps.isReal()
                && own.equals(apiVersion())
                && versions.shown(served.resource().kind(), object) == object;
    }

    /** The version in which objects are shown. */
    String apiVersion() {
        return served.resource().kind().apiVersion();
    }

    private Tree.Mapping whole(KubeObject object) {
        return timestamps.shown(
                versioned(Codec.write(versions.shown(served.resource().kind(), object))));
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
