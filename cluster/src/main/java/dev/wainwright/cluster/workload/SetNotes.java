package dev.wainwright.cluster.workload;

import dev.wainwright.api.apps.Deployment;
import dev.wainwright.api.apps.ReplicaSet;
import dev.wainwright.api.meta.KubeObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a deployment writes into the annotations of its ReplicaSets, and reads there again. */
final class SetNotes {
    static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
    private static final String MOST = "deployment.kubernetes.io/max-replicas";
    private static final String HISTORY = "deployment.kubernetes.io/revision-history";
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private SetNotes() {}

    /** The how-manieth version of the template it is; 0 when nobody said. */
    static long revision(KubeObject object) {
        return number(object, REVISION).orElse(0);
    }

    /** The size of the deployment when the set was last touched. */
    static Optional<Integer> desired(ReplicaSet set) {
        return number(set, DESIRED);
    }

    /** How many pods there could be at that time. */
    static Optional<Integer> most(ReplicaSet set) {
        return number(set, MOST);
    }

    /** The annotations of a set that is sized by a deployment of that size. */
    static Map<String, String> sized(Map<String, String> annotations, Rollout rollout) {
        var notes = new HashMap<>(annotations);
        notes.put(DESIRED, Integer.toString(rollout.wanted()));
        notes.put(MOST, Integer.toString(rollout.wanted() + rollout.maxSurge()));
        return notes;
    }

    /** The annotations of the set of the current template: the deployment's own, and its number. */
    static Map<String, String> current(Map<String, String> annotations, Deployment deployment, long revision) {
        var notes = new HashMap<>(annotations);
        deployment.metadata().annotations().forEach((name, value) -> {
            if (!name.equals(LAST_APPLIED) && !name.startsWith("deployment.kubernetes.io/")) {
                notes.put(name, value);
            }
        });
        String before = notes.get(REVISION);
        if (before == null || Long.parseLong(before) < revision) {
            notes.put(REVISION, Long.toString(revision));
            if (before != null) {
                notes.merge(HISTORY, before, (earlier, latest) -> earlier + "," + latest);
            }
        }
        return notes;
    }

    static Comparator<ReplicaSet> oldestFirst() {
        return Comparator.<ReplicaSet, Instant>comparing(set -> {
                    Instant created = set.metadata().creationTimestamp();
                    return created == null ? Instant.MAX : created;
                })
                .thenComparing(ReplicaSet::name);
    }

    private static Optional<Integer> number(KubeObject object, String annotation) {
        String text = object.metadata().annotations().getOrDefault(annotation, "");
        return NUMBER.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
