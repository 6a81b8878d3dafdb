package dev.wainwright.apiserver.rest;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.cluster.store.ClusterStore;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.Page;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Selector;
import dev.wainwright.runtime.store.Selector.FieldTerm;
import dev.wainwright.runtime.store.WatchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Get, list and watch. */
final class Reads {
    /** Watches that name no timeout end by themselves after so long, so that no dead listener is kept for ever. */
    private static final Duration LONGEST_WATCH = Duration.ofMinutes(45);

    private final ClusterStore store;
    private final Encodings encodings;
    private final Durability durability;
    private final Feeds feeds = new Feeds();

    Reads(ClusterStore store, Durability durability, Encodings encodings) {
        this.encodings = encodings;
        this.durability = durability;
        this.store = store;
    }

    /** Ends the watches of a kind that is served no longer, when they have told what there is to tell. */
    void retire(Kind kind) {
        feeds.finish(kind);
    }

    Answer get(Call call) {
        return call.answer(
                store.get(call.kind(), call.key()),
                object -> Answer.ok(call.view().one(object)));
    }

    Answer list(Call call) {
        return call.answer(page(call), page -> call.view().listed(page, call.request()));
    }

    private Result<Page> page(Call call) {
        Query query = call.query();
        return selector(call)
                .then(selector -> store.list(new ListRequest(
                        call.kind(),
                        call.target().namespace(),
                        selector,
                        (int) Math.min(Integer.MAX_VALUE, query.number("limit", 0)),
                        query.text("continue"))));
    }

    /** A name in the path of a watch is one more demand on the fields. */
    Result<Selector> selector(Call call) {
        String name = call.target().name();
        return Selectors.of(call.kind(), call.query())
                .then(selector -> Result.ok(name.isEmpty() ? selector : named(selector, name)));
    }

    private static Selector named(Selector selector, String name) {
        var fields = new ArrayList<>(selector.fields());
        fields.add(new FieldTerm("metadata.name", name, false));
        return new Selector(selector.labels(), fields);
    }

    Answer watch(Call call) {
        return call.answer(selector(call), selector -> watch(call, selector));
    }

    private Answer watch(Call call, Selector selector) {
        Query query = call.query();
        String version = query.text("resourceVersion");
        boolean fresh = version.isEmpty() || version.equals("0") || query.flag("sendInitialEvents");
        long since;
        try {
            since = version.isEmpty() ? 0 : Long.parseLong(version);
        } catch (NumberFormatException e) {
            return call.refused(new Refusal.BadRequest("Invalid value: \"" + version
                    + "\": strconv.ParseUint: parsing \"" + version + "\": invalid syntax"));
        }
        var initial = WatchFeed.Initial.NONE;
        if (fresh) {
            var now = new ListRequest(call.kind(), call.target().namespace(), selector, 0, "");
            Result<Page> listed = store.list(now);
            if (listed instanceof Result.Refused<Page> refused) {
                return call.refused(refused.why());
            }
            Page page = listed.orThrow();
            since = page.revision();
            List<KubeObject> objects =
                    query.parameters().containsKey("sendInitialEvents") && !query.flag("sendInitialEvents")
                            ? List.of()
                            : page.items();
            initial = new WatchFeed.Initial(
                    objects, query.flag("sendInitialEvents") && query.flag("allowWatchBookmarks"));
        }
        var request = new WatchRequest(
                call.kind(), call.target().namespace(), selector, since, query.flag("allowWatchBookmarks"));
        long seconds = query.number("timeoutSeconds", LONGEST_WATCH.toSeconds());
        var feed = new WatchFeed(
                store, request, call.view(), encodings, durability, initial, Duration.ofSeconds(Math.max(1, seconds)));
        feeds.add(call.kind(), feed);
        return new Answer.Stream(feed);
    }
}
