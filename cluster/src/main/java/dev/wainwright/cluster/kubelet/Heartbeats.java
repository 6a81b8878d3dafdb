package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Leases with which kubelets show that they are alive.
 *
 * <p>A real one is renewed every ten seconds, which changes nothing for anybody. So a healthy machine's Lease says that it
 * goes on being renewed ({@link #GOING_ON}), and is written once more when the machine leaves, with the time of its last
 * heartbeat.
 */
public final class Heartbeats {
    public static final Kind LEASE = Kind.of(
            "coordination.k8s.io/v1", "Lease", "leases", List.of(), true, TreeObject.class, () -> Schema.ANYTHING);

    public static final String NAMESPACE = "kube-node-lease";

    /** Annotation of Leases that count as renewed just now. */
    public static final String GOING_ON = "wainwright.dev/heartbeats";

    private static final int EVERY_SECONDS = 10;

    private Heartbeats() {}

    /** When the machine was heard of last; empty for a machine that is alive. */
    public static Optional<Instant> ended(KubeObject lease) {
        if (lease.metadata().annotations().containsKey(GOING_ON)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(lease.rest().mapping("spec").text("renewTime", "")));
        } catch (DateTimeParseException e) {
            return Optional.of(Instant.EPOCH);
        }
    }

    public static ObjectKey key(String node) {
        return new ObjectKey(NAMESPACE, node);
    }

    static Write begin(String node, Instant now) {
        ObjectMeta metadata = ObjectMeta.named(NAMESPACE, node).withAnnotations(Map.of(GOING_ON, "derived"));
        Tree.Mapping spec =
                spec(now).with("holderIdentity", Tree.text(node)).with("leaseDurationSeconds", Tree.number(40));
        return new Write.Create(
                LEASE, new TreeObject(LEASE.apiVersion(), LEASE.kind(), metadata, mapping("spec", spec)));
    }

    /** A machine of that name is back. */
    static Write resume(String node, Instant now) {
        return patch(node, mapping(GOING_ON, Tree.text("derived")), now);
    }

    static Write end(String node, Instant joined, Instant left) {
        long beats = ChronoUnit.SECONDS.between(joined, left) / EVERY_SECONDS;
        return patch(node, mapping(GOING_ON, new Tree.Null(0)), joined.plusSeconds(beats * EVERY_SECONDS));
    }

    private static Write patch(String node, Tree.Mapping annotations, Instant renewed) {
        Tree.Mapping merge =
                mapping("metadata", mapping("annotations", annotations)).with("spec", spec(renewed));
        return new Write.Patch(LEASE, key(node), merge, false, Preconditions.NONE);
    }

    private static Tree.Mapping spec(Instant renewed) {
        String second = renewed.truncatedTo(ChronoUnit.SECONDS).toString();
        return mapping("renewTime", Tree.text(second.replace("Z", ".000000Z")));
    }

    private static Tree.Mapping mapping(String name, Tree value) {
        return new Tree.Mapping(Map.of(name, value), 0);
    }
}
