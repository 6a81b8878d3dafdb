package dev.wainwright.cluster.store;

import dev.wainwright.api.codec.ObjectParts;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.store.Write.Propagation;
import dev.wainwright.runtime.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms an object takes from its creation to its end, as the API server shapes them; stores nothing. */
final class Forms {
    /** Finalizers that stand for a way of deletion; the garbage collector takes them off. */
    static final String FOREGROUND = "foregroundDeletion";

    static final String ORPHAN = "orphan";

    private static final long DEFAULT_GRACE_SECONDS = 30;
    private static final String NAMESPACE_LABEL = "kubernetes.io/metadata.name";

    private final Clock clock;
    private final Ids ids;
    private Instant second = Instant.EPOCH;

    Forms(Clock clock, Ids ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** The current second, one instance for all that happens in it: Kubernetes' timestamps are no finer. */
    Instant second() {
        Instant now = clock.now().truncatedTo(ChronoUnit.SECONDS);
        if (!now.equals(second)) {
            second = now;
        }
        return second;
    }

    KubeObject created(Table table, KubeObject object, String name) {
        ObjectMeta metadata = object.metadata()
                .withName(name)
                .withIdentity(ids.uid(), second())
                .withGeneration(table.hasGeneration() ? 1L : null)
                .withDeletion(null, null);
        KubeObject bare = table.keepsStatusOnCreation() ? object : ObjectParts.withoutStatus(object);
        return switch (ObjectParts.withMetadata(bare, metadata)) {
            case Pod pod ->
                new Pod(
                        pod.metadata(),
                        pod.nodeName(),
                        pod.volumes(),
                        pod.spec(),
                        new Pod.Status("Pending", "", "", null, List.of()),
                        pod.rest());
            case Namespace namespace -> newNamespace(namespace);
            case KubeObject other -> other;
        };
    }

    private static Namespace newNamespace(Namespace namespace) {
        var labels = new HashMap<>(namespace.metadata().labels());
        labels.put(NAMESPACE_LABEL, namespace.name());
        Tree.Mapping rest = namespace
                .rest()
                .with("spec", mapping("finalizers", new Tree.Sequence(List.of(Tree.text("kubernetes")), 0)))
                .with("status", mapping("phase", Tree.text("Active")));
        return new Namespace(namespace.metadata().withLabels(labels), rest);
    }

    /** {@code wanted} in place of {@code known}: what the server decides itself stays as it was. */
    KubeObject updated(Table table, KubeObject known, KubeObject wanted) {
        ObjectMeta before = known.metadata();
        List<String> finalizers = wanted.metadata().finalizers();
        if (before.isTerminating()) {
            finalizers =
                    finalizers.stream().filter(before.finalizers()::contains).toList();
        }
        ObjectMeta metadata = keepingIdentity(wanted.metadata(), before).withFinalizers(finalizers);
        KubeObject desired = table.hasStatus() ? ObjectParts.withStatusOf(wanted, known) : wanted;
        if (table.hasGeneration() && !ObjectParts.wantTheSame(desired, known)) {
            metadata = metadata.withGeneration(generation(before) + 1);
        }
        return ObjectParts.withMetadata(desired, metadata);
    }

    private static ObjectMeta keepingIdentity(ObjectMeta wanted, ObjectMeta before) {
        return wanted.withIdentity(before.uid(), before.creationTimestamp())
                .withResourceVersion(before.resourceVersion())
                .withGeneration(before.generation())
                .withDeletion(before.deletionTimestamp(), before.deletionGracePeriodSeconds());
    }

    /** Marked for deletion by finalizers, a pod's grace period, or both. */
    KubeObject terminating(Table table, KubeObject known, Propagation propagation, long graceSeconds) {
        ObjectMeta before = known.metadata();
        ObjectMeta metadata = before.withFinalizers(finalizers(before, propagation));
        Instant marked = before.deletionTimestamp();
        Long left = before.deletionGracePeriodSeconds();
        if (marked == null) {
            metadata = metadata.withDeletion(second().plusSeconds(graceSeconds), graceSeconds);
        } else if (left != null && graceSeconds < left) {
            // The period can be shortened, counted from when it began.
            metadata = metadata.withDeletion(marked.minusSeconds(left - graceSeconds), graceSeconds);
        }
        if (table.hasGeneration() && before.deletionTimestamp() == null) {
            metadata = metadata.withGeneration(generation(before) + 1);
        }
        KubeObject shown = ObjectParts.withMetadata(known, metadata);
        return shown instanceof Namespace namespace
                ? new Namespace(
                        namespace.metadata(),
                        namespace.rest().with("status", mapping("phase", Tree.text("Terminating"))))
                : shown;
    }

    static List<String> finalizers(ObjectMeta metadata, Propagation propagation) {
        var finalizers = new ArrayList<>(metadata.finalizers());
        finalizers.remove(FOREGROUND);
        finalizers.remove(ORPHAN);
        switch (propagation) {
            case FOREGROUND -> finalizers.add(FOREGROUND);
            case ORPHAN -> finalizers.add(ORPHAN);
            case BACKGROUND -> {}
        }
        return finalizers;
    }

    /** How many seconds an object has to end in peace: none, unless it is a pod on a node. */
    static long grace(KubeObject known, @Nullable Long asked) {
        if (!(known instanceof Pod pod) || !pod.isBound() || pod.isTerminal()) {
            return 0;
        }
        Long own = pod.spec().terminationGracePeriodSeconds();
        return asked != null ? Math.max(0, asked) : own != null ? own : DEFAULT_GRACE_SECONDS;
    }

    /** Whether nothing keeps an object that is marked for deletion any more. */
    static boolean isFinished(KubeObject object) {
        ObjectMeta metadata = object.metadata();
        Long grace = metadata.deletionGracePeriodSeconds();
        return metadata.isTerminating()
                && metadata.finalizers().isEmpty()
                && !(object instanceof Pod && grace != null && grace > 0)
                && !(object instanceof Namespace
                        && !object.rest().mapping("spec").items("finalizers").isEmpty());
    }

    KubeObject bound(Pod pod, String node) {
        var conditions = new ArrayList<>(pod.status().conditions());
        conditions.removeIf(condition -> condition.type().equals("PodScheduled"));
        conditions.add(new Condition("PodScheduled", "True", "", "", second(), null));
        Pod.Status status = pod.status();
        return new Pod(
                pod.metadata(),
                node,
                pod.volumes(),
                pod.spec(),
                new Pod.Status(
                        status.phase(), status.reason(), status.nominatedNodeName(), status.startTime(), conditions),
                pod.rest());
    }

    private static long generation(ObjectMeta metadata) {
        Long generation = metadata.generation();
        return generation == null ? 0 : generation;
    }

    private static Tree.Mapping mapping(String name, Tree value) {
        return new Tree.Mapping(Map.of(name, value), 0);
    }
}
