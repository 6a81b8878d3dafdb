package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.apps.StatefulSet;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.Service;
import dev.wainwright.model.requirement.LabelSelector;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What else has to be known to understand a pod's demands. */
interface Surroundings {
    Collection<Namespace> namespaces();

    /** What selects the pod's like when it does not say itself: its services and the owner that manages it. */
    Optional<LabelSelector> likeOf(Pod pod);

    /** As the local copies have it; a class of pods keeps what was true when its first pod came. */
    record Known(Snapshot snapshot) implements Surroundings {
        @Override
        public Collection<Namespace> namespaces() {
            return snapshot.all(Namespace.class);
        }

        @Override
        public Optional<LabelSelector> likeOf(Pod pod) {
            var labels = new HashMap<String, String>();
            for (Service service : snapshot.in(Service.class, pod.metadata().namespace())) {
                Map<String, String> selector = service.spec().selector();
                if (!selector.isEmpty() && pod.metadata().labels().entrySet().containsAll(selector.entrySet())) {
                    labels.putAll(selector);
                }
            }
            var expressions = new ArrayList<LabelSelector.Expression>();
            ownerSelector(pod).ifPresent(selector -> {
                labels.putAll(selector.matchLabels());
                expressions.addAll(selector.matchExpressions());
            });
            return labels.isEmpty() && expressions.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new LabelSelector(labels, expressions));
        }

        private Optional<LabelSelector> ownerSelector(Pod pod) {
            return pod.metadata().controller().flatMap(owner -> {
                var key = new ObjectKey(pod.metadata().namespace(), owner.name());
                return switch (owner.kind()) {
                    case "ReplicaSet" ->
                        snapshot.get(ReplicaSet.class, key)
                                .map(set -> Optional.ofNullable(set.spec().selector()))
                                .orElse(Optional.empty());
                    case "StatefulSet" ->
                        snapshot.get(StatefulSet.class, key)
                                .map(set -> Optional.ofNullable(set.spec().selector()))
                                .orElse(Optional.empty());
                    default -> Optional.empty();
                };
            });
        }
    }
}
