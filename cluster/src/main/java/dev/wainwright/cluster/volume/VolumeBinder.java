package dev.wainwright.cluster.volume;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.placement.NodeTerms;
import dev.wainwright.api.placement.VolumeTerms;
import dev.wainwright.api.storage.StorageClass;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Binds claims to volumes, and volumes are made for those whose class has a provisioner: at once, or where the first pod
 * that uses the claim will be. Keys with a namespace are claims, those without are volumes.
 */
public final class VolumeBinder implements Controller<ObjectKey> {
    /** Tells where a claim's first consumer will be; the scheduler writes it. */
    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

    private static final String NO_PROVISIONER = "kubernetes.io/no-provisioner";

    private final Duration provisioning;
    private final Map<ObjectKey, Instant> since = new HashMap<>();

    /** {@code provisioning} is how long the making of a volume takes. */
    public VolumeBinder(Duration provisioning) {
        this.provisioning = provisioning;
    }

    @Override
    public String name() {
        return "volume-binder";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                new Interest<>(Kinds.of(PersistentVolumeClaim.class), VolumeBinder::claimChanged),
                new Interest<>(Kinds.of(PersistentVolume.class), VolumeBinder::volumeChanged),
                new Interest<>(Kinds.of(StorageClass.class), VolumeBinder::classChanged),
                Interest.read(Node.class));
    }

    private static void claimChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        PersistentVolumeClaim claim = (PersistentVolumeClaim) change.latest();
        concerned.accept(ObjectKey.of(claim));
        String volume = claim.spec().volumeName();
        boolean isNew = change.after() == null
                || !(change.before() instanceof PersistentVolumeClaim before)
                || !before.spec().volumeName().equals(volume);
        if (isNew && !volume.isEmpty()) {
            concerned.accept(new ObjectKey("", volume));
        }
    }

    /** A volume that is for nobody concerns every claim that waits for one. */
    private static void volumeChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        PersistentVolume volume = (PersistentVolume) change.latest();
        Optional<ObjectKey> claim = VolumeTrees.claim(volume);
        concerned.accept(ObjectKey.of(volume));
        claim.ifPresentOrElse(concerned, () -> waiting(snapshot, concerned));
    }

    private static void classChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        waiting(snapshot, concerned);
    }

    private static void waiting(Snapshot snapshot, Consumer<ObjectKey> concerned) {
        snapshot.all(PersistentVolumeClaim.class).stream()
                .filter(each -> each.spec().volumeName().isEmpty())
                .forEach(each -> concerned.accept(ObjectKey.of(each)));
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        Snapshot snapshot = situation.snapshot();
        if (key.namespace().isEmpty()) {
            return snapshot.get(PersistentVolume.class, key)
                    .map(volume -> Reclaiming.step(volume, snapshot))
                    .orElse(Step.DONE);
        }
        PersistentVolumeClaim claim =
                snapshot.get(PersistentVolumeClaim.class, key).orElse(null);
        if (claim == null || claim.metadata().isTerminating()) {
            since.remove(key);
            return Step.DONE;
        }
        if (!claim.spec().volumeName().isEmpty()) {
            since.remove(key);
            return bound(claim, snapshot);
        }
        return unbound(key, claim, situation);
    }

    private static Step bound(PersistentVolumeClaim claim, Snapshot snapshot) {
        Optional<PersistentVolume> volume = snapshot.get(
                PersistentVolume.class, new ObjectKey("", claim.spec().volumeName()));
        if (volume.isPresent() && VolumeTrees.claim(volume.get()).isEmpty()) {
            return Step.write(reserved(volume.get(), claim));
        }
        if (volume.isPresent()) {
            return told(claim, "Bound", withStorage(claim.rest(), volume.get()));
        }
        return told(claim, claim.status().phase().equals("Bound") ? "Lost" : "Pending");
    }

    private static Step told(PersistentVolumeClaim claim, String phase) {
        return told(claim, phase, claim.rest());
    }

    private static Step told(PersistentVolumeClaim claim, String phase, Tree.Mapping rest) {
        return claim.status().phase().equals(phase) && claim.rest().equals(rest)
                ? Step.DONE
                : Step.write(Write.updateStatus(new PersistentVolumeClaim(
                        claim.metadata(), claim.spec(), new PersistentVolumeClaim.Status(phase), rest)));
    }

    /** A bound claim tells what it has got, which may be more than it asked for. */
    private static Tree.Mapping withStorage(Tree.Mapping claim, PersistentVolume volume) {
        Tree.Mapping spec = volume.rest().mapping("spec");
        Tree.Mapping status = claim.mapping("status");
        for (String name : List.of("accessModes", "capacity")) {
            Tree value = spec.get(name);
            status = value == null ? status.without(name) : status.with(name, value);
        }
        return status.isEmpty() ? claim.without("status") : claim.with("status", status);
    }

    private Step unbound(ObjectKey key, PersistentVolumeClaim claim, Situation situation) {
        Snapshot snapshot = situation.snapshot();
        Optional<PersistentVolume> own = snapshot.all(PersistentVolume.class).stream()
                .filter(volume -> VolumeTrees.claim(volume).equals(Optional.of(key))
                        && (VolumeTrees.claimUid(volume).isEmpty()
                                || VolumeTrees.claimUid(volume)
                                        .equals(claim.metadata().uid())))
                .findFirst();
        if (own.isPresent()) {
            return Step.write(named(claim, own.get()));
        }
        StorageClass storage = storageClass(claim, snapshot).orElse(null);
        boolean waits = storage != null && storage.volumeBindingMode().equals("WaitForFirstConsumer");
        Node node = selected(claim, snapshot);
        if (waits && node == null) {
            return told(claim, "Pending");
        }
        Optional<PersistentVolume> free = free(claim, storage, node, snapshot);
        if (free.isPresent()) {
            return Step.write(reserved(free.get(), claim));
        }
        if (storage == null || storage.provisioner().equals(NO_PROVISIONER)) {
            return told(claim, "Pending");
        }
        Instant begun = since.computeIfAbsent(key, any -> situation.now());
        Duration left = Duration.between(situation.now(), begun.plus(provisioning));
        return left.isPositive()
                ? told(claim, "Pending").andWakeAfter(left)
                : Step.write(Write.create(Provisioned.volume(claim, storage, node, snapshot.all(Node.class))));
    }

    private static Optional<StorageClass> storageClass(PersistentVolumeClaim claim, Snapshot snapshot) {
        String name = claim.spec().storageClassName();
        return name == null
                ? snapshot.all(StorageClass.class).stream()
                        .filter(VolumeTerms::isDefault)
                        .findFirst()
                : snapshot.get(StorageClass.class, new ObjectKey("", name));
    }

    private static @Nullable Node selected(PersistentVolumeClaim claim, Snapshot snapshot) {
        String name = claim.metadata().annotations().getOrDefault(SELECTED_NODE, "");
        return snapshot.get(Node.class, new ObjectKey("", name)).orElse(null);
    }

    /** The smallest volume that is there, is nobody's, and would do. */
    private static Optional<PersistentVolume> free(
            PersistentVolumeClaim claim, @Nullable StorageClass storage, @Nullable Node node, Snapshot snapshot) {
        String wantedClass = storage == null ? "" : storage.name();
        Quantity wanted = Quantity.parse(VolumeTrees.amount(
                claim.rest().mapping("spec").mapping("resources").mapping("requests")));
        return snapshot.all(PersistentVolume.class).stream()
                .filter(volume -> VolumeTrees.claim(volume).isEmpty()
                        && volume.spec().storageClassName().equals(wantedClass)
                        && capacity(volume).compareTo(wanted) >= 0
                        && isReachable(volume, node))
                .min(Comparator.comparing(VolumeBinder::capacity).thenComparing(PersistentVolume::name));
    }

    private static Quantity capacity(PersistentVolume volume) {
        return Quantity.parse(VolumeTrees.amount(volume.rest().mapping("spec").mapping("capacity")));
    }

    private static boolean isReachable(PersistentVolume volume, @Nullable Node node) {
        if (node == null || volume.spec().requiredNodes() == null) {
            return true;
        }
        Requirements seen = NodeTerms.asSeen(node);
        return volume.spec().requiredNodes().nodeSelectorTerms().stream()
                .anyMatch(term -> seen.satisfies(NodeTerms.requirements(term), key -> false));
    }

    /** The volume is the claim's from now on. */
    private static Write reserved(PersistentVolume volume, PersistentVolumeClaim claim) {
        return new Write.Patch(
                Kinds.of(PersistentVolume.class),
                ObjectKey.of(volume),
                VolumeTrees.mapping("spec", VolumeTrees.mapping("claimRef", Provisioned.reference(claim))),
                false,
                Preconditions.sameVersion(volume));
    }

    private static Write named(PersistentVolumeClaim claim, PersistentVolume volume) {
        return new Write.Patch(
                Kinds.of(PersistentVolumeClaim.class),
                ObjectKey.of(claim),
                VolumeTrees.mapping("spec", VolumeTrees.mapping("volumeName", Tree.text(volume.name()))),
                false,
                Preconditions.sameObject(claim));
    }
}
