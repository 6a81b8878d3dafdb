package dev.wainwright.autoscaler.provisioning;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.meta.Condition;
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

    /** Takes note of a change of a claim or node: what pods were promised may have come, or may not come any more. */
    void hostChanged(Change change) {
        all |= !Host.of(change.before()).equals(Host.of(change.after()));
    }

    /** What about a claim or node makes a difference to pods that are promised to it, or that are on it. */
    private record Host(boolean there, boolean leaving, String machine, Optional<Condition> initialized) {
        static Host of(@Nullable KubeObject object) {
            if (object instanceof NodeClaim claim) {
                Optional<Condition> initialized =
                        Claims.condition(claim.status().conditions(), Claims.INITIALIZED);
                return new Host(
                        true, claim.metadata().isTerminating(), claim.status().providerID(), initialized);
            } else if (object instanceof Node node) {
                return new Host(
                        true, node.metadata().isTerminating(), node.spec().providerID(), Optional.empty());
            }
            return new Host(false, false, "", Optional.empty());
        }
    }

    /** Has the next look see all pods. */
    void lookAtAll() {
        all = true;
    }

    /** What there is to see since the last look that was acted upon. */
    Look look(Snapshot snapshot) {
        Look look = all ? whole(snapshot) : part(snapshot);
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
        return new Look(true, pods, List.of());
    }

    private Look part(Snapshot snapshot) {
        var pods = new TreeMap<ObjectKey, Pod>();
        var gone = new ArrayList<String>();
        changed.forEach((uid, key) -> {
            Optional<Pod> pod = snapshot.get(Pod.class, key)
                    .filter(each -> each.metadata().uid().equals(uid) && PlanningInput.isUnschedulable(each));
            pod.ifPresentOrElse(each -> pods.put(key, each), () -> gone.add(uid));
        });
        return new Look(false, List.copyOf(pods.values()), gone);
    }
}
