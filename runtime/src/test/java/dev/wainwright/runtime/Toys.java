package dev.wainwright.runtime;

import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodTemplateSpec;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.meta.OwnerReference;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A controller as simple as can be: so many pods per ReplicaSet. */
public final class Toys {
    private static final Index<Pod> BY_OWNER = Index.byController(Pod.class);
    private static final PodSpec SPEC = new PodSpec(
            List.of(), List.of(), Map.of(), null, Map.of(), null, List.of(), List.of(), List.of(), List.of(), null,
            null, "", "", "Always", null, "", "");

    private Toys() {}

    /** Makes and deletes pods until there are as many as wanted. */
    public static final class PodKeeper implements Controller<ObjectKey> {
        @Override
        public String name() {
            return "podkeeper";
        }

        @Override
        public List<Interest<ObjectKey>> interests() {
            return List.of(Interest.about(ReplicaSet.class), Interest.ownedBy(ReplicaSet.class, Pod.class));
        }

        @Override
        public List<Index<?>> indexes() {
            return List.of(BY_OWNER);
        }

        @Override
        public Step reconcile(ObjectKey key, Situation situation) {
            return situation
                    .snapshot()
                    .get(ReplicaSet.class, key)
                    .map(set -> Step.writes(differences(
                            set,
                            List.copyOf(situation
                                    .snapshot()
                                    .where(BY_OWNER, set.metadata().uid())))))
                    .orElse(Step.DONE);
        }

        private static List<Write> differences(ReplicaSet set, List<Pod> pods) {
            Integer wanted = set.spec().replicas();
            var writes = new ArrayList<Write>();
            for (int i = pods.size(); wanted != null && i < wanted; i++) {
                writes.add(Write.create(podOf(set)));
            }
            for (int i = wanted == null ? 0 : wanted; i < pods.size(); i++) {
                writes.add(Write.delete(pods.get(i)));
            }
            return writes;
        }
    }

    public static ReplicaSet set(String name, int replicas) {
        return new ReplicaSet(
                ObjectMeta.named("default", name),
                new ReplicaSet.Spec(replicas, null, new PodTemplateSpec(ObjectMeta.named("", ""), List.of(), SPEC)),
                new ReplicaSet.Status(null),
                Tree.Mapping.EMPTY);
    }

    public static Pod pod(String name, String uid, Map<String, String> labels) {
        var metadata = new ObjectMeta(
                name, "", "default", uid, "", null, null, null, null, labels, Map.of(), List.of(), List.of());
        return new Pod(metadata, "", List.of(), SPEC, Pod.Status.NONE, Tree.Mapping.EMPTY);
    }

    private static Pod podOf(ReplicaSet set) {
        var owner = new OwnerReference(
                "apps/v1", "ReplicaSet", set.name(), set.metadata().uid(), true, true);
        ObjectMeta metadata = ObjectMeta.generated(set.metadata().namespace(), set.name() + "-")
                .withOwnerReferences(List.of(owner));
        return new Pod(metadata, "", List.of(), SPEC, Pod.Status.NONE, Tree.Mapping.EMPTY);
    }
}
