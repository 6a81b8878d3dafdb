package dev.wainwright.cluster.workload;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Outcome;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        Collection<Pod> owned = situation
                .snapshot()
                .where(PodStates.BY_CONTROLLER, set.metadata().uid());
        var selected = new Selected(set.spec().selector());
        List<Pod> pods = owned.stream()
                .filter(pod -> PodStates.isActive(pod) && selected.includes(pod))
                .toList();
        var writes = new ArrayList<Write>();
        boolean troubled = situation.outcomes().stream().anyMatch(Outcome::isFailure);
        if (!set.metadata().isTerminating()) {
            writes.addAll(claims(set, owned, situation.snapshot()));
            if (writes.isEmpty()) {
                writes.addAll(differences(set, pods, troubled));
            }
        }
        boolean settled = writes.isEmpty() && !troubled;
        List<Condition> conditions =
                ReplicaFailure.told(set.status().conditions(), situation.outcomes(), settled, situation.now());
        ReplicaSet.Status status = status(set, pods, conditions, situation.now());
        // The status follows the pods: until they are as wanted, it keeps saying what others must still reckon with.
        if ((writes.isEmpty() || troubled) && !status.equals(set.status())) {
            writes.add(Write.updateStatus(new ReplicaSet(set.metadata(), set.spec(), status, set.rest())));
        }
        return Step.writes(writes)
                .andWakeAfter(PodStates.nextAvailable(pods, set.spec().minReadySeconds(), situation.now())
                        .orElse(null));
    }

    /** Lets go of pods that match no longer and takes over pods that match and have nobody. */
    private static List<Write> claims(ReplicaSet set, Collection<Pod> owned, Snapshot snapshot) {
        var writes = new ArrayList<Write>();
        for (Pod pod : owned) {
            if (PodStates.isActive(pod) && !selects(set, pod)) {
                writes.add(owners(
                        pod,
                        pod.metadata().ownerReferences().stream()
                                .filter(owner ->
                                        !owner.uid().equals(set.metadata().uid()))
                                .toList()));
            }
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

    private static List<Write> differences(ReplicaSet set, List<Pod> pods, boolean troubled) {
        int missing = Numbers.or(set.spec().replicas(), 1) - pods.size();
        if (missing == 0) {
            return List.of();
        } else if (missing < 0) {
            return DeletionOrder.of(pods).stream()
                    .limit(Math.min(-missing, BURST))
                    .map(Write::delete)
                    .toList();
        }
        var owners = Templates.managedBy(set);
        // After a refusal one pod goes ahead and finds out, for the others, whether it is any use.
        int count = troubled ? 1 : Math.min(missing, BURST);
        var writes = new ArrayList<Write>();
        for (int i = 0; i < count; i++) {
            writes.add(Write.create(Templates.pod(set, set.spec().template(), set.name() + "-", owners)));
        }
        return writes;
    }

    private static ReplicaSet.Status status(ReplicaSet set, List<Pod> pods, List<Condition> conditions, Instant now) {
        var template =
                new Selected(new LabelSelector(set.spec().template().metadata().labels(), List.of()));
        long labelled = 0;
        long ready = 0;
        long available = 0;
        for (Pod pod : pods) {
            labelled += template.includes(pod) ? 1 : 0;
            if (pod.isReady()) {
                ready++;
                available += PodStates.isAvailable(pod, set.spec().minReadySeconds(), now) ? 1 : 0;
            }
        }
        return new ReplicaSet.Status(
                pods.size(),
                Numbers.orAbsent((int) labelled),
                Numbers.orAbsent((int) ready),
                Numbers.orAbsent((int) available),
                set.metadata().generation(),
                conditions);
    }

    private static boolean selects(ReplicaSet set, Pod pod) {
        LabelSelector selector = set.spec().selector();
        return selector != null && selector.matches(pod.metadata().labels());
    }

    /**
     * What a selector selects. Pods of one template share their labels, so the answer for one is the answer for all: every
     * change of a pod has its whole set looked at.
     */
    private static final class Selected {
        private final @Nullable LabelSelector selector;
        private @Nullable Map<String, String> last;
        private boolean answer;

        Selected(@Nullable LabelSelector selector) {
            this.selector = selector;
        }

        @SuppressWarnings("ReferenceEquality")
        boolean includes(Pod pod) {
            Map<String, String> labels = pod.metadata().labels();
            if (labels != last) {
                last = labels;
                answer = selector != null && selector.matches(labels);
            }
            return answer;
        }
    }
}
