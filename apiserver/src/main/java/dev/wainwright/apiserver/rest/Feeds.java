package dev.wainwright.apiserver.rest;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The open watches of kinds that can cease to be served, which are those of users. Safe for use by many threads. */
final class Feeds {
    private final Map<Kind, List<WatchFeed>> open = new HashMap<>();

    /** Those that are over are forgotten on this occasion. */
    synchronized void add(Kind kind, WatchFeed feed) {
        if (Kinds.all().contains(kind) || TreeKinds.builtIn().contains(kind)) {
            return;
        }
        List<WatchFeed> feeds = open.computeIfAbsent(kind, any -> new ArrayList<>());
        feeds.removeIf(WatchFeed::isOver);
        feeds.add(feed);
    }

    synchronized void finish(Kind kind) {
        List<WatchFeed> feeds = open.remove(kind);
        if (feeds != null) {
            feeds.forEach(WatchFeed::finish);
        }
    }
}
