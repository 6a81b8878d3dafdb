package dev.wainwright.cluster.volume;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.TreeKinds;
import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.placement.VolumeTerms;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Attaches CSI volumes to the nodes of the pods that use them and takes them off when the last one is gone, with the
 * VolumeAttachments that show it. Keys are node and volume, as {@code node/volume}.
 */
public final class Attacher implements Controller<ObjectKey> {
    public static final Kind KIND = TreeKinds.builtIn("VolumeAttachment");

    private static final Index<Pod> BY_CLAIM = new Index<>(
            Pod.class,
            "claims",
            pod -> pod.volumes().isEmpty() || !pod.isBound()
                    ? List.of()
                    : pod.volumes().stream()
                            .map(volume -> VolumeTerms.claimName(pod, volume))
                            .filter(claim -> !claim.isEmpty())
                            .toList());

    private final Duration attaching;
    private final Duration detaching;
    private final Map<ObjectKey, Instant> since = new HashMap<>();

    public Attacher(Duration attaching, Duration detaching) {
        this.attaching = attaching;
        this.detaching = detaching;
    }

    @Override
    public String name() {
        return "attacher";
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(BY_CLAIM);
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                new Interest<>(Kinds.of(Pod.class), Attacher::podChanged),
                new Interest<>(Kinds.of(PersistentVolumeClaim.class), Attacher::claimChanged),
                Interest.read(PersistentVolume.class),
                new Interest<>(
                        KIND,
                        (change, snapshot, concerned) ->
                                Attachments.key(change.latest()).ifPresent(concerned)));
    }

    /** Whether every CSI volume of the pod is attached to its node. */
    public static boolean hasAttached(Pod pod, Snapshot snapshot) {
        return pod.volumes().stream()
                .map(volume -> volume(VolumeTerms.claimName(pod, volume), snapshot))
                .flatMap(Optional::stream)
                .filter(name -> snapshot.get(PersistentVolume.class, new ObjectKey("", name))
                        .map(volume -> volume.spec().csi() != null)
                        .orElse(true))
                .allMatch(name -> snapshot.get(
                                KIND, new ObjectKey("", Attachments.name(new ObjectKey(pod.nodeName(), name))))
                        .map(Attachments::isAttached)
                        .orElse(false));
    }

    private static void podChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        Pod pod = (Pod) change.latest();
        if (pod.isBound() && !pod.volumes().isEmpty()) {
            pod.volumes()
                    .forEach(volume -> volume(VolumeTerms.claimName(pod, volume), snapshot)
                            .ifPresent(name -> concerned.accept(new ObjectKey(pod.nodeName(), name))));
        }
    }

    private static void claimChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        PersistentVolumeClaim claim = (PersistentVolumeClaim) change.latest();
        if (!claim.spec().volumeName().isEmpty()) {
            snapshot.where(BY_CLAIM, claim.qualifiedName())
                    .forEach(pod -> concerned.accept(
                            new ObjectKey(pod.nodeName(), claim.spec().volumeName())));
        }
    }

    /** The volume of a claim named {@code namespace/name}. */
    private static Optional<String> volume(String claim, Snapshot snapshot) {
        int slash = claim.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : snapshot.get(
                                PersistentVolumeClaim.class,
                                new ObjectKey(claim.substring(0, slash), claim.substring(slash + 1)))
                        .map(each -> each.spec().volumeName())
                        .filter(name -> !name.isEmpty());
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        Snapshot snapshot = situation.snapshot();
        PersistentVolume volume = snapshot.get(PersistentVolume.class, new ObjectKey("", key.name()))
                .orElse(null);
        Optional<KubeObject> attachment = snapshot.get(KIND, new ObjectKey("", Attachments.name(key)));
        boolean wanted = volume != null && volume.spec().csi() != null && isUsed(volume, key.namespace(), snapshot);
        String driver = volume == null || volume.spec().csi() == null
                ? ""
                : volume.spec().csi().driver();
        if (attachment.isEmpty()) {
            since.remove(key);
            return wanted ? Step.write(Attachments.create(key, driver)) : Step.DONE;
        }
        boolean attached = Attachments.isAttached(attachment.get());
        if (wanted && attached) {
            since.remove(key);
            return Step.DONE;
        }
        Duration takes = wanted ? attaching : attached ? detaching : Duration.ZERO;
        Duration left = Duration.between(
                situation.now(),
                since.computeIfAbsent(key, any -> situation.now()).plus(takes));
        if (left.isPositive()) {
            return Step.wakeAfter(left);
        }
        since.remove(key);
        return Step.write(wanted ? Attachments.attached(attachment.get()) : Attachments.removal(attachment.get()));
    }

    private static boolean isUsed(PersistentVolume volume, String node, Snapshot snapshot) {
        return VolumeTrees.claim(volume)
                .map(claim -> snapshot.where(BY_CLAIM, claim.toString()).stream()
                        .anyMatch(pod -> pod.nodeName().equals(node) && !pod.isTerminal()))
                .orElse(false);
    }
}
