package dev.wainwright.runtime.report;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Write;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

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
        Tree.Mapping source = new Fields()
                .put("component", note.component())
                .putIfAny("host", note.host())
                .build();
        Tree.Mapping rest = new Fields()
                .put("count", 1)
                .put("firstTimestamp", at)
                .put("involvedObject", involved(note.about()))
                .put("lastTimestamp", at)
                .put("message", note.message())
                .put("reason", note.reason())
                .put("reportingComponent", note.component())
                .put("reportingInstance", note.host())
                .put("source", source)
                .put("type", note.warning() ? "Warning" : "Normal")
                .build();
        String home = of.namespace().isEmpty() ? "default" : of.namespace();
        String prefix = of.name().toLowerCase(Locale.ROOT) + ".";
        return new TreeObject("v1", "Event", ObjectMeta.generated(home, prefix), rest);
    }

    private static Tree.Mapping involved(KubeObject about) {
        ObjectMeta of = about.metadata();
        var involved = new Fields();
        if (about instanceof TreeObject tree) {
            involved.put("apiVersion", tree.apiVersion()).put("kind", tree.kind());
        } else {
            Kind kind = Kinds.of(about.getClass());
            involved.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        }
        return involved.put("name", of.name())
                .putIfAny("namespace", of.namespace())
                .put("uid", of.uid())
                .build();
    }
}
