package dev.wainwright.cluster.gc;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Conditions that keep the time since when they are as they are, as far as the status {@code before} has them. */
record Conditions(Tree.Mapping before, Instant now) {
    Tree condition(String type, boolean holds, String reason, String message) {
        String status = holds ? "True" : "False";
        return new Fields()
                .put("type", type)
                .put("status", status)
                .put("lastTransitionTime", since(type, status))
                .put("reason", reason)
                .put("message", message)
                .build();
    }

    private String since(String type, String status) {
        return before.items("conditions").stream()
                .map(each -> (Tree.Mapping) each)
                .filter(each -> each.text("type", "").equals(type)
                        && each.text("status", "").equals(status))
                .map(each -> each.text("lastTransitionTime", ""))
                .filter(time -> !time.isEmpty())
                .findFirst()
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** What makes these all the conditions of an object. */
    static Write write(Kind kind, KubeObject object, List<Tree> conditions) {
        Tree.Mapping status = new Fields().put("conditions", conditions).build();
        return new Write.Patch(
                kind,
                ObjectKey.of(object),
                new Fields().put("status", status).build(),
                true,
                Preconditions.sameObject(object));
    }
}
