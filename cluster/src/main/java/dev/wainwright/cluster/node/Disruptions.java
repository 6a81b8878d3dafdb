package dev.wainwright.cluster.node;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.store.Write;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pods that have to go because of their node. */
final class Disruptions {
    static final Index<Pod> BY_NODE =
            new Index<>(Pod.class, "by-node", pod -> pod.isBound() ? List.of(pod.nodeName()) : List.of());

    private Disruptions() {}

    /** Says why, and deletes. */
    static List<Write> of(
            Pod pod, Pod.Status status, String reason, String message, Instant now, @Nullable Long grace) {
        var target =
                new Condition("DisruptionTarget", "True", reason, message, now.truncatedTo(ChronoUnit.SECONDS), null);
        return List.of(Write.updateStatus(pod.with(status.with(target))), Write.deletePod(pod, grace));
    }
}
