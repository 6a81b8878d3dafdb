package dev.wainwright.cluster.workload;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.runtime.cache.Count;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Outcome;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.util.ArrayList;
import java.util.List;

/** Keeps as many pods as a ReplicaSet asks for, and says in its status how they are. */
public final class ReplicaSetController implements Controller<ObjectKey> {
    /** At most so many pods are made or deleted in one step, as in kube-controller-manager. */
    private static final int BURST = 500;

    @Override
    public String name() {
        return "replicaset";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                Interest.about(ReplicaSet.class),
                Interest.ownedBy(ReplicaSet.class, Pod.class),
                new Interest<>(Kinds.of(Pod.class), (change, snapshot, concerned) -> {
                    if (change.after() instanceof Pod pod
                            && pod.metadata().controller().isEmpty()) {
                        adopters(pod, snapshot).forEach(concerned);
                    }
                }));
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(PodStates.BY_CONTROLLER, PodStates.UNMANAGED);
    }

    @Override
    public List<Count<?, ?>> counts() {
        return List.of(ReplicaPods.COUNT);
    }

    private static List<ObjectKey> adopters(Pod pod, Snapshot snapshot) {
        return snapshot.in(ReplicaSet.class, pod.metadata().namespace()).stream()
                .filter(set -> selects(set, pod))
                .map(ObjectKey::of)
                .toList();
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(ReplicaSet.class, key)
                .map(set -> decide(set, situation))
                .orElse(Step.DONE);
    }

    private static Step decide(ReplicaSet set, Situation situation) {
        Snapshot snapshot = situation.snapshot();
        ReplicaPods pods = new ReplicaPods(set, snapshot);
        var writes = new ArrayList<Write>();
        boolean troubled = situation.outcomes().stream().anyMatch(Outcome::isFailure);
        if (!set.metadata().isTerminating()) {
            writes.addAll(claims(set, pods, snapshot));
            if (writes.isEmpty()) {
                writes.addAll(differences(set, pods, troubled));
            }
        }
        boolean settled = writes.isEmpty() && !troubled;
        List<Condition> conditions =
                ReplicaFailure.told(set.status().conditions(), situation.outcomes(), settled, situation.now());
        ReplicaSet.Status status = pods.status(conditions, situation.now());
        // The status follows the pods: until they are as wanted, it keeps saying what others must still reckon with.
        if ((writes.isEmpty() || troubled) && !status.equals(set.status())) {
            writes.add(Write.updateStatus(new ReplicaSet(set.metadata(), set.spec(), status, set.rest())));
        }
        return Step.writes(writes)
                .andWakeAfter(pods.nextAvailable(situation.now()).orElse(null));
    }

    /** Lets go of pods that match no longer and takes over pods that match and have nobody. */
    private static List<Write> claims(ReplicaSet set, ReplicaPods pods, Snapshot snapshot) {
        var writes = new ArrayList<Write>();
        for (Pod pod : pods.strangers()) {
            writes.add(owners(
                    pod,
                    pod.metadata().ownerReferences().stream()
                            .filter(owner -> !owner.uid().equals(set.metadata().uid()))
                            .toList()));
        }
        for (Pod pod : snapshot.where(PodStates.UNMANAGED, set.metadata().namespace())) {
            if (PodStates.isActive(pod) && selects(set, pod)) {
                var references = new ArrayList<>(pod.metadata().ownerReferences());
                references.addAll(Templates.managedBy(set));
                writes.add(owners(pod, references));
            }
        }
        return writes;
    }

    private static Write owners(Pod pod, List<OwnerReference> owners) {
        ObjectMeta metadata = pod.metadata().withOwnerReferences(owners);
        return Write.update(new Pod(metadata, pod.nodeName(), pod.volumes(), pod.spec(), pod.status(), pod.rest()));
    }

    private static List<Write> differences(ReplicaSet set, ReplicaPods pods, boolean troubled) {
        int missing = Numbers.or(set.spec().replicas(), 1) - pods.count();
        if (missing == 0) {
            return List.of();
        } else if (missing < 0) {
            return DeletionOrder.of(pods.all()).stream()
                    .limit(Math.min(-missing, BURST))
                    .map(Write::delete)
                    .toList();
        }
        var owners = Templates.managedBy(set);
        // After a refusal one pod goes ahead and finds out, for the others, whether it is any use.
        int count = troubled ? 1 : Math.min(missing, BURST);
        String generateName = set.name() + "-";
        var writes = new ArrayList<Write>();
        for (int i = 0; i < count; i++) {
            writes.add(Write.create(Templates.pod(set, set.spec().template(), generateName, owners)));
        }
        return writes;
    }

    private static boolean selects(ReplicaSet set, Pod pod) {
        LabelSelector selector = set.spec().selector();
        return selector != null && selector.matches(pod.metadata().labels());
    }
}
