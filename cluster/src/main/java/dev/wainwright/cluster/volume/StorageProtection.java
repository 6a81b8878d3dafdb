package dev.wainwright.cluster.volume;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.placement.VolumeTerms;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Lets a claim that is deleted go when no pod on a node uses it any more, and a volume when no claim is bound to it: until then
 * their finalizers keep them. Who makes them puts these on ({@link #guarded}). Keys with a namespace are claims, those without are
 * volumes.
 */
public final class StorageProtection implements Controller<ObjectKey> {
    private static final String CLAIM = "kubernetes.io/pvc-protection";
    private static final String VOLUME = "kubernetes.io/pv-protection";

    /** The finalizers of a new claim or volume with this one among them. */
    public static List<String> guarded(KubeObject object) {
        List<String> known = object.metadata().finalizers();
        String wanted = object instanceof PersistentVolumeClaim ? CLAIM : VOLUME;
        return known.contains(wanted)
                ? known
                : Stream.concat(known.stream(), Stream.of(wanted)).toList();
    }

    @Override
    public String name() {
        return "storage-protection";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                new Interest<>(Kinds.of(PersistentVolumeClaim.class), StorageProtection::claimChanged),
                Interest.about(PersistentVolume.class),
                new Interest<>(Kinds.of(Pod.class), StorageProtection::podChanged));
    }

    private static void claimChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        var claim = (PersistentVolumeClaim) change.latest();
        concerned.accept(ObjectKey.of(claim));
        if (change.after() == null && !claim.spec().volumeName().isEmpty()) {
            concerned.accept(new ObjectKey("", claim.spec().volumeName()));
        }
    }

    private static void podChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        if (change.after() == null) {
            claims((Pod) change.latest()).forEach(concerned);
        }
    }

    private static List<ObjectKey> claims(Pod pod) {
        return pod.volumes().stream()
                .map(volume -> VolumeTerms.claimName(pod, volume))
                .filter(name -> !name.isEmpty())
                .map(name -> new ObjectKey(
                        pod.metadata().namespace(),
                        name.substring(pod.metadata().namespace().length() + 1)))
                .toList();
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        Snapshot snapshot = situation.snapshot();
        Optional<? extends KubeObject> object = key.namespace().isEmpty()
                ? snapshot.get(PersistentVolume.class, key)
                : snapshot.get(PersistentVolumeClaim.class, key);
        return object.filter(each -> each.metadata().isTerminating() && !isInUse(each, snapshot))
                .map(StorageProtection::released)
                .orElse(Step.DONE);
    }

    private static boolean isInUse(KubeObject object, Snapshot snapshot) {
        return switch (object) {
            case PersistentVolume volume -> isBound(volume, snapshot);
            default ->
                snapshot.in(Pod.class, object.metadata().namespace()).stream()
                        .anyMatch(pod -> pod.isBound() && claims(pod).contains(ObjectKey.of(object)));
        };
    }

    private static boolean isBound(PersistentVolume volume, Snapshot snapshot) {
        return VolumeTrees.phase(volume).equals("Bound")
                && VolumeTrees.claim(volume)
                        .flatMap(key -> snapshot.get(PersistentVolumeClaim.class, key))
                        .filter(claim -> claim.spec().volumeName().equals(volume.name()))
                        .isPresent();
    }

    private static Step released(KubeObject object) {
        String own = object instanceof PersistentVolumeClaim ? CLAIM : VOLUME;
        List<String> finalizers = object.metadata().finalizers();
        if (!finalizers.contains(own)) {
            return Step.DONE;
        }
        List<Tree> left = finalizers.stream()
                .filter(each -> !each.equals(own))
                .map(each -> (Tree) Tree.text(each))
                .toList();
        return Step.write(new Write.Patch(
                Kinds.of(object.getClass()),
                ObjectKey.of(object),
                VolumeTrees.mapping("metadata", VolumeTrees.mapping("finalizers", new Tree.Sequence(left, 0))),
                false,
                Preconditions.sameObject(object)));
    }
}
