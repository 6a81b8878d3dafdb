package dev.wainwright.runtime.report;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Write;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Kubernetes events in Karpenter's name, as writes. */
public final class Events {
    public static final Kind KIND = TreeKinds.builtIn("Event");

    private Events() {}

    /** Something that went as it should. */
    public static Write normal(KubeObject about, String reason, String message, Instant now) {
        return event("Normal", about, reason, message, now);
    }

    /** Something that somebody should look at. */
    public static Write warning(KubeObject about, String reason, String message, Instant now) {
        return event("Warning", about, reason, message, now);
    }

    private static Write event(String type, KubeObject about, String reason, String message, Instant now) {
        Kind kind = Kinds.of(about.getClass());
        ObjectMeta of = about.metadata();
        var involved = new LinkedHashMap<String, Tree>();
        involved.put("apiVersion", Tree.text(kind.apiVersion()));
        involved.put("kind", Tree.text(kind.kind()));
        involved.put("name", Tree.text(of.name()));
        if (!of.namespace().isEmpty()) {
            involved.put("namespace", Tree.text(of.namespace()));
        }
        involved.put("uid", Tree.text(of.uid()));
        Tree at = Tree.text(now.truncatedTo(ChronoUnit.SECONDS).toString());
        var fields = new LinkedHashMap<String, Tree>();
        fields.put("type", Tree.text(type));
        fields.put("reason", Tree.text(reason));
        fields.put("message", Tree.text(message));
        fields.put("involvedObject", new Tree.Mapping(involved, 0));
        fields.put("source", new Tree.Mapping(Map.of("component", Tree.text("karpenter")), 0));
        fields.put("firstTimestamp", at);
        fields.put("lastTimestamp", at);
        fields.put("count", Tree.number(1));
        String home = of.namespace().isEmpty() ? "default" : of.namespace();
        String prefix = of.name().toLowerCase(Locale.ROOT) + ".";
        var metadata = new ObjectMeta(
                "", prefix, home, "", "", null, null, null, null, Map.of(), Map.of(), List.of(), List.of());
        return new Write.Create(KIND, new TreeObject("v1", "Event", metadata, new Tree.Mapping(fields, 0)));
    }
}
