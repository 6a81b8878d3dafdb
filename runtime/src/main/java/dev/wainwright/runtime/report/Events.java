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

/** Kubernetes events. */
public final class Events {
    public static final Kind KIND = TreeKinds.builtIn("Event");

    private static final String KARPENTER = "karpenter";

    private Events() {}

    /** Something that went as it should, in Karpenter's name. */
    public static Write normal(KubeObject about, String reason, String message, Instant now) {
        return new Write.Create(KIND, event(Note.normal(about, reason, message, KARPENTER), now));
    }

    /** Something that somebody should look at, in Karpenter's name. */
    public static Write warning(KubeObject about, String reason, String message, Instant now) {
        return new Write.Create(KIND, event(Note.warning(about, reason, message, KARPENTER), now));
    }

    /** The object that says so for the first time. It lives where its subject does; the store completes its name. */
    public static TreeObject event(Note note, Instant now) {
        ObjectMeta of = note.about().metadata();
        Tree at = Tree.text(now.truncatedTo(ChronoUnit.SECONDS).toString());
        var source = new LinkedHashMap<String, Tree>();
        source.put("component", Tree.text(note.component()));
        if (!note.host().isEmpty()) {
            source.put("host", Tree.text(note.host()));
        }
        var fields = new LinkedHashMap<String, Tree>();
        fields.put("count", Tree.number(1));
        fields.put("firstTimestamp", at);
        fields.put("involvedObject", involved(note.about()));
        fields.put("lastTimestamp", at);
        fields.put("message", Tree.text(note.message()));
        fields.put("reason", Tree.text(note.reason()));
        fields.put("reportingComponent", Tree.text(note.component()));
        fields.put("reportingInstance", Tree.text(note.host()));
        fields.put("source", new Tree.Mapping(source, 0));
        fields.put("type", Tree.text(note.warning() ? "Warning" : "Normal"));
        String home = of.namespace().isEmpty() ? "default" : of.namespace();
        String prefix = of.name().toLowerCase(Locale.ROOT) + ".";
        var metadata = new ObjectMeta(
                "", prefix, home, "", "", null, null, null, null, Map.of(), Map.of(), List.of(), List.of());
        return new TreeObject("v1", "Event", metadata, new Tree.Mapping(fields, 0));
    }

    private static Tree.Mapping involved(KubeObject about) {
        ObjectMeta of = about.metadata();
        var involved = new LinkedHashMap<String, Tree>();
        if (about instanceof TreeObject tree) {
            involved.put("apiVersion", Tree.text(tree.apiVersion()));
            involved.put("kind", Tree.text(tree.kind()));
        } else {
            Kind kind = Kinds.of(about.getClass());
            involved.put("apiVersion", Tree.text(kind.apiVersion()));
            involved.put("kind", Tree.text(kind.kind()));
        }
        involved.put("name", Tree.text(of.name()));
        if (!of.namespace().isEmpty()) {
            involved.put("namespace", Tree.text(of.namespace()));
        }
        involved.put("uid", Tree.text(of.uid()));
        return new Tree.Mapping(involved, 0);
    }
}
