package dev.wainwright.cluster.store;

import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.codec.Interner;
import dev.wainwright.api.codec.Misfit;
import dev.wainwright.api.codec.ObjectParts;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The changes that say what to change instead of bringing the whole object: patch, scale, binding. Stores nothing. */
final class Edits {
    private final Forms forms;

    Edits(Forms forms) {
        this.forms = forms;
    }

    /** Rendered, patched, parsed; what the patch leaves alone is still shared with others. */
    Result<KubeObject> patched(Table table, KubeObject known, Write.Patch patch) {
        String node = nomination(patch);
        if (node != null && known instanceof Pod pod) {
            return Result.ok(pod.with(pod.status().withNominatedNode(node)));
        }
        Tree.Mapping document = MergePatch.apply(Codec.write(known), patch.merge());
        try {
            KubeObject wanted = ObjectParts.sharing(Codec.read(table.kind(), document, new Interner()), known);
            return Result.ok(
                    patch.status() ? ObjectParts.withStatusOf(known, wanted) : forms.updated(table, known, wanted));
        } catch (Misfit e) {
            return Result.refused(Refusals.misfit(table, known.name(), e.path(), e.message()));
        }
    }

    /** The node, if that is all the patch is about: an autoscaler says so of every pod that it has planned. */
    private static @Nullable String nomination(Write.Patch patch) {
        Tree.Mapping status = patch.merge().mapping("status");
        return patch.status()
                        && patch.merge().fields().size() == 1
                        && status.fields().size() == 1
                        && status.get("nominatedNodeName") instanceof Tree.Text node
                ? node.value()
                : null;
    }

    /** The scale subresource of kinds that have {@code spec.replicas}. */
    Result<KubeObject> scaled(Table table, KubeObject known, int replicas) {
        var spec = table.kind().schema().get().properties().get("spec");
        if (spec == null || !spec.properties().containsKey("replicas")) {
            return Result.refused(new Refusal.NotFound("the server could not find the requested resource"));
        }
        var merge = new Tree.Mapping(Map.of("spec", new Tree.Mapping(Map.of("replicas", Tree.number(replicas)), 0)), 0);
        return patched(
                table, known, new Write.Patch(table.kind(), ObjectKey.of(known), merge, false, Preconditions.NONE));
    }

    /** The binding subresource of pods. */
    Result<KubeObject> bound(Table table, KubeObject known, String node) {
        Pod pod = (Pod) known;
        String trouble = "";
        if (pod.isTerminating()) {
            trouble = "pod " + pod.name() + " is being deleted, cannot be assigned to a host";
        } else if (pod.isBound()) {
            trouble = "pod " + pod.name() + " is already assigned to node \"" + pod.nodeName() + '"';
        }
        return trouble.isEmpty()
                ? Result.ok(forms.bound(pod, node))
                : Result.refused(Refusals.conflict(table, pod.name(), trouble));
    }
}
