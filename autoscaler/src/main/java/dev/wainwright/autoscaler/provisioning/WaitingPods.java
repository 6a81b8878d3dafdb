package dev.wainwright.autoscaler.provisioning;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The pods that want a new place: those without a node, and those that will lose theirs.
 *
 * <p>Of thousands that wait one changes at a time. So a look is at those that have changed since the look before, unless
 * something has changed that others are judged by, or what was seen then has not been acted upon to the end.
 */
final class WaitingPods {
    private static final String ALL = "all";
    static final Index<Pod> WAITING =
            new Index<>(Pod.class, "waiting", pod -> PlanningInput.isUnschedulable(pod) ? List.of(ALL) : List.of());

    private final Map<String, ObjectKey> known = new HashMap<>();
    private final Map<String, ObjectKey> changed = new HashMap<>();
    private final Set<String> leavingNodes = new HashSet<>();
    private boolean all = true;

    /**
     * What has been seen.
     *
     * @param all whether {@code pods} are all that wait; otherwise those that have changed
     * @param pods pods that wait, those without a node first, ordered by name
     * @param gone the uids of changed pods that wait no longer
     */
    record Look(boolean all, List<Pod> pods, List<String> gone) {
        /** Those without a node. */
        List<Pod> homeless() {
            return pods.stream().filter(pod -> !pod.isBound()).toList();
        }
    }

    /** Takes note of a pod's change; returns whether it waits, or did. */
    boolean podChanged(Change change) {
        boolean waited = podChanged(change.before());
        boolean waits = podChanged(change.after());
        return waited || waits;
    }

    private boolean podChanged(@Nullable KubeObject object) {
        if (!(object instanceof Pod pod)) {
            return false;
        }
        all |= leavingNodes.contains(pod.nodeName());
        boolean waits = PlanningInput.isUnschedulable(pod);
        if (waits) {
            changed.put(pod.metadata().uid(), ObjectKey.of(pod));
        }
        return waits;
    }

    /** Takes note of a change of a claim or node: the pods on it may have to move from now on, or no longer. */
    void hostChanged(Change change, Snapshot snapshot) {
        String before = machine(change.before());
        String after = machine(change.after());
        all |= isLeaving(change.before()) != isLeaving(change.after())
                || (!before.equals(after)
                        && (isLeaving(change.latest()) || isGivenUp(before, snapshot) || isGivenUp(after, snapshot)));
    }

    private static boolean isLeaving(@Nullable KubeObject host) {
        return host != null && host.metadata().isTerminating();
    }

    private static String machine(@Nullable KubeObject host) {
        return host instanceof NodeClaim claim
                ? claim.status().providerID()
                : host instanceof Node node ? node.spec().providerID() : "";
    }

    private static boolean isGivenUp(String machine, Snapshot snapshot) {
        return snapshot.where(Claims.BY_PROVIDER, machine).stream()
                .anyMatch(claim -> claim.metadata().isTerminating());
    }

    /** Has the next look see all pods. */
    void lookAtAll() {
        all = true;
    }

    /** What there is to see since the last look that was acted upon, and of {@code others} by their uids. */
    Look look(Snapshot snapshot, Set<String> others) {
        Look look = all ? whole(snapshot) : part(snapshot, others);
        changed.clear();
        all = true;
        return look;
    }

    /** Says that everything that followed from the last look has been done; the next need not begin anew. */
    void actedUpon() {
        all = false;
    }

    private Look whole(Snapshot snapshot) {
        var pods = new ArrayList<Pod>(snapshot.where(WAITING, ALL));
        leavingNodes.clear();
        for (Node node : Leaving.nodes(snapshot)) {
            leavingNodes.add(node.name());
            pods.addAll(Leaving.pods(node, snapshot));
        }
        known.clear();
        pods.forEach(pod -> known.put(pod.metadata().uid(), ObjectKey.of(pod)));
        return new Look(true, pods, List.of());
    }

    private Look part(Snapshot snapshot, Set<String> others) {
        var pods = new TreeMap<ObjectKey, Pod>();
        var gone = new ArrayList<String>();
        changed.forEach((uid, key) -> {
            Optional<Pod> pod = get(uid, key, snapshot).filter(PlanningInput::isUnschedulable);
            pod.ifPresentOrElse(each -> pods.put(key, each), () -> gone.add(uid));
        });
        known.putAll(changed);
        gone.forEach(known::remove);
        for (String uid : others) {
            ObjectKey key = known.get(uid);
            if (key != null) {
                get(uid, key, snapshot).ifPresent(pod -> pods.put(key, pod));
            }
        }
        return new Look(false, List.copyOf(pods.values()), gone);
    }

    private static Optional<Pod> get(String uid, ObjectKey key, Snapshot snapshot) {
        return snapshot.get(Pod.class, key).filter(pod -> pod.metadata().uid().equals(uid));
    }
}
