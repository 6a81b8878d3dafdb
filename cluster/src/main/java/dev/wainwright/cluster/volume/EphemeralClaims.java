package dev.wainwright.cluster.volume;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.Volume;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes the claims of generic ephemeral volumes; they belong to their pod and go with it. */
public final class EphemeralClaims implements Controller<ObjectKey> {
    @Override
    public String name() {
        return "ephemeral-volume";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                new Interest<>(Kinds.of(Pod.class), EphemeralClaims::podChanged),
                Interest.ownedBy(Pod.class, PersistentVolumeClaim.class));
    }

    /** Most pods have no volume that is made for them. */
    private static void podChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        if (change.after() instanceof Pod pod
                && pod.volumes().stream().anyMatch(volume -> volume.ephemeral() != null)) {
            concerned.accept(ObjectKey.of(pod));
        }
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        Pod pod = situation.snapshot().get(Pod.class, key).orElse(null);
        if (pod == null || pod.volumes().isEmpty() || pod.isTerminating() || pod.isTerminal()) {
            return Step.DONE;
        }
        var writes = new ArrayList<Write>();
        for (int i = 0; i < pod.volumes().size(); i++) {
            Volume volume = pod.volumes().get(i);
            var template =
                    volume.ephemeral() == null ? null : volume.ephemeral().volumeClaimTemplate();
            var claim = new ObjectKey(key.namespace(), pod.name() + '-' + volume.name());
            if (template != null
                    && situation
                            .snapshot()
                            .get(PersistentVolumeClaim.class, claim)
                            .isEmpty()) {
                writes.add(Write.create(new PersistentVolumeClaim(
                        ObjectMeta.named(claim.namespace(), claim.name())
                                .withOwnerReferences(List.of(new OwnerReference(
                                        "v1", "Pod", pod.name(), pod.metadata().uid(), true, true))),
                        template.spec(),
                        new PersistentVolumeClaim.Status(""),
                        rest(pod, i))));
            }
        }
        return Step.writes(writes);
    }

    /** What no record models of the claim's template. */
    private static Tree.Mapping rest(Pod pod, int volume) {
        List<Tree> volumes = pod.rest().mapping("spec").items("volumes");
        return volume < volumes.size() && volumes.get(volume) instanceof Tree.Mapping rest
                ? rest.mapping("ephemeral").mapping("volumeClaimTemplate").without("metadata")
                : Tree.Mapping.EMPTY;
    }
}
