package dev.wainwright.api.meta;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object's metadata. Absent texts are empty, absent collections have no elements. */
public record ObjectMeta(
        String name,
        String generateName,
        String namespace,
        String uid,
        String resourceVersion,
        @Nullable Long generation,
        @Nullable Instant creationTimestamp,
        @Nullable Instant deletionTimestamp,
        @Nullable Long deletionGracePeriodSeconds,
        Map<String, String> labels,
        Map<String, String> annotations,
        List<OwnerReference> ownerReferences,
        List<String> finalizers) {
    public ObjectMeta {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
        ownerReferences = List.copyOf(ownerReferences);
        finalizers = List.copyOf(finalizers);
    }

    /** Metadata with a name and nothing else that matters. */
    public static ObjectMeta named(String namespace, String name) {
        return new ObjectMeta(
                name, "", namespace, "", "", null, null, null, null, Map.of(), Map.of(), List.of(), List.of());
    }

    /** Metadata whose name the API server makes, beginning with {@code prefix}. */
    public static ObjectMeta generated(String namespace, String prefix) {
        return new ObjectMeta(
                "", prefix, namespace, "", "", null, null, null, null, Map.of(), Map.of(), List.of(), List.of());
    }

    public ObjectMeta withName(String newName) {
        return new ObjectMeta(
                newName,
                generateName,
                namespace,
                uid,
                resourceVersion,
                generation,
                creationTimestamp,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                labels,
                annotations,
                ownerReferences,
                finalizers);
    }

    public ObjectMeta withLabels(Map<String, String> newLabels) {
        return new ObjectMeta(
                name,
                generateName,
                namespace,
                uid,
                resourceVersion,
                generation,
                creationTimestamp,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                newLabels,
                annotations,
                ownerReferences,
                finalizers);
    }

    public ObjectMeta withNamespace(String newNamespace) {
        return new ObjectMeta(
                name,
                generateName,
                newNamespace,
                uid,
                resourceVersion,
                generation,
                creationTimestamp,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                labels,
                annotations,
                ownerReferences,
                finalizers);
    }

    public ObjectMeta withAnnotations(Map<String, String> newAnnotations) {
        return new ObjectMeta(
                name,
                generateName,
                namespace,
                uid,
                resourceVersion,
                generation,
                creationTimestamp,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                labels,
                newAnnotations,
                ownerReferences,
                finalizers);
    }

    public ObjectMeta withOwnerReferences(List<OwnerReference> newOwners) {
        return new ObjectMeta(
                name,
                generateName,
                namespace,
                uid,
                resourceVersion,
                generation,
                creationTimestamp,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                labels,
                annotations,
                newOwners,
                finalizers);
    }

    public ObjectMeta withFinalizers(List<String> newFinalizers) {
        return new ObjectMeta(
                name,
                generateName,
                namespace,
                uid,
                resourceVersion,
                generation,
                creationTimestamp,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                labels,
                annotations,
                ownerReferences,
                newFinalizers);
    }

    /** Kept by that finalizer, too. */
    public ObjectMeta withFinalizer(String finalizer) {
        if (finalizers.contains(finalizer)) {
            return this;
        }
        var all = new ArrayList<>(finalizers);
        all.add(finalizer);
        return withFinalizers(all);
    }

    public ObjectMeta withoutFinalizer(String finalizer) {
        return withFinalizers(
                finalizers.stream().filter(each -> !each.equals(finalizer)).toList());
    }

    public ObjectMeta withResourceVersion(String newVersion) {
        return new ObjectMeta(
                name,
                generateName,
                namespace,
                uid,
                newVersion,
                generation,
                creationTimestamp,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                labels,
                annotations,
                ownerReferences,
                finalizers);
    }

    public ObjectMeta withGeneration(@Nullable Long newGeneration) {
        return new ObjectMeta(
                name,
                generateName,
                namespace,
                uid,
                resourceVersion,
                newGeneration,
                creationTimestamp,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                labels,
                annotations,
                ownerReferences,
                finalizers);
    }

    /** What the server gives a new object. */
    public ObjectMeta withIdentity(String newUid, @Nullable Instant created) {
        return new ObjectMeta(
                name,
                generateName,
                namespace,
                newUid,
                resourceVersion,
                generation,
                created,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                labels,
                annotations,
                ownerReferences,
                finalizers);
    }

    /** Marked for deletion; both absent when it is not. */
    public ObjectMeta withDeletion(@Nullable Instant at, @Nullable Long graceSeconds) {
        return new ObjectMeta(
                name,
                generateName,
                namespace,
                uid,
                resourceVersion,
                generation,
                creationTimestamp,
                at,
                graceSeconds,
                labels,
                annotations,
                ownerReferences,
                finalizers);
    }

    /** The owner that manages the object; of the others there may be any number. */
    public Optional<OwnerReference> controller() {
        for (OwnerReference owner : ownerReferences) {
            if (owner.isController()) {
                return Optional.of(owner);
            }
        }
        return Optional.empty();
    }

    public boolean isTerminating() {
        return deletionTimestamp != null;
    }
}
