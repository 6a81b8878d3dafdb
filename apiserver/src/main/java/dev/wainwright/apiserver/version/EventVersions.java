package dev.wainwright.apiserver.version;

import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events are kept as the core group has them; {@code events.k8s.io} has other names for the same fields. */
final class EventVersions {
    private static final String CORE = "v1";
    private static final String NEW = "events.k8s.io/v1";

    /** The core group's name, then the other's. */
    private static final Map<String, String> NAMES = Map.of(
            "involvedObject", "regarding",
            "message", "note",
            "source", "deprecatedSource",
            "firstTimestamp", "deprecatedFirstTimestamp",
            "lastTimestamp", "deprecatedLastTimestamp",
            "count", "deprecatedCount",
            "reportingComponent", "reportingController");

    private static final Map<String, String> BACK = inverse();

    /** Fields that both forms show even when nobody has set them; the newer one does so with fewer. */
    private static final List<String> ALWAYS = List.of("eventTime", "firstTimestamp", "lastTimestamp");

    private EventVersions() {}

    static TreeObject shown(TreeObject event) {
        Tree.Mapping rest = withTimes(event.rest());
        for (String name : List.of("reportingComponent", "reportingInstance")) {
            rest = rest.text(name, "").isEmpty() ? rest.without(name) : rest;
        }
        return new TreeObject(NEW, event.kind(), event.metadata(), renamed(rest, NAMES));
    }

    static TreeObject kept(TreeObject event) {
        Tree.Mapping rest = renamed(event.rest(), BACK);
        for (String name : List.of("reportingComponent", "reportingInstance")) {
            rest = rest.get(name) == null ? rest.with(name, Tree.text("")) : rest;
        }
        return new TreeObject(
                CORE,
                event.kind(),
                event.metadata(),
                withTimes(rest.get("source") == null ? rest.with("source", Tree.Mapping.EMPTY) : rest));
    }

    static String named(String message) {
        return message.replace("events \"", "events.events.k8s.io \"");
    }

    /** What selects by a field of the newer form, as the kept one calls it. */
    static String keptPath(String path) {
        int dot = path.indexOf('.');
        String first = dot < 0 ? path : path.substring(0, dot);
        return BACK.getOrDefault(first, first) + (dot < 0 ? "" : path.substring(dot));
    }

    private static Tree.Mapping withTimes(Tree.Mapping rest) {
        Tree.Mapping timed = rest;
        for (String name : ALWAYS) {
            timed = timed.get(name) == null ? timed.with(name, new Tree.Null(0)) : timed;
        }
        return timed;
    }

    private static Tree.Mapping renamed(Tree.Mapping rest, Map<String, String> names) {
        var fields = new Fields();
        rest.fields().forEach((name, value) -> fields.put(names.getOrDefault(name, name), value));
        return fields.build(rest.line());
    }

    private static Map<String, String> inverse() {
        var inverse = new LinkedHashMap<String, String>();
        NAMES.forEach((core, other) -> inverse.put(other, core));
        return Map.copyOf(inverse);
    }
}
