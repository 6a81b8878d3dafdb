package dev.wainwright.runtime.lease;

import dev.wainwright.api.Kind;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.TreeObject;
import dev.wainwright.api.schema.Schema;
import dev.wainwright.api.tree.Fields;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a Lease of coordination.k8s.io says.
 *
 * @param holder empty when nobody holds it
 * @param transitions how often it changed hands
 */
record Lease(String holder, Duration duration, String acquired, String renewed, long transitions) {
    static final Kind KIND = Kind.of(
            "coordination.k8s.io/v1", "Lease", "leases", List.of(), true, TreeObject.class, () -> Schema.ANYTHING);

    /** Kubernetes writes the times of leases in microseconds. */
    private static final long MICROS = 1_000_000;

    static Lease of(KubeObject object) {
        Tree.Mapping spec = object.rest().mapping("spec");
        return new Lease(
                spec.text("holderIdentity", ""),
                Duration.ofSeconds(number(spec, "leaseDurationSeconds")),
                spec.text("acquireTime", ""),
                spec.text("renewTime", ""),
                number(spec, "leaseTransitions"));
    }

    /** The lease as {@code identity} takes or keeps it. */
    Lease heldBy(String identity, Duration newDuration, Instant now) {
        boolean kept = holder.equals(identity);
        return new Lease(
                identity,
                newDuration,
                kept ? acquired : micro(now),
                micro(now),
                kept || holder.isEmpty() ? transitions : transitions + 1);
    }

    /** A new object that says this. */
    TreeObject object(ObjectKey key) {
        return object(ObjectMeta.named(key.namespace(), key.name()));
    }

    TreeObject object(ObjectMeta metadata) {
        Tree.Mapping spec = new Fields()
                .put("holderIdentity", holder)
                .put("leaseDurationSeconds", Math.max(1, duration.toSeconds()))
                .put("acquireTime", acquired)
                .put("renewTime", renewed)
                .put("leaseTransitions", transitions)
                .build();
        Tree.Mapping rest = new Fields().put("spec", spec).build();
        return new TreeObject(KIND.apiVersion(), KIND.kind(), metadata, rest);
    }

    private static String micro(Instant time) {
        long micros = Math.floorDiv(time.getNano(), 1000L);
        return Instant.ofEpochSecond(time.getEpochSecond())
                .toString()
                .replace("Z", ".%06dZ".formatted(micros % MICROS));
    }

    private static long number(Tree.Mapping spec, String name) {
        return spec.get(name) instanceof Tree.Numeral number ? number.value().longValue() : 0;
    }
}
