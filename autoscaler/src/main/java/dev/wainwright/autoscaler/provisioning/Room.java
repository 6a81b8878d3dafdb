package dev.wainwright.autoscaler.provisioning;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.placement.RequestMemory;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.store.ObjectKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What is left of a node for the pods that were promised to it. By resources alone: those are what others take. */
final class Room {
    private final RequestMemory requests = new RequestMemory();

    /** The uids of waiting pods among {@code promised} that {@code node} has no room for any more, the last ones first. */
    Set<String> without(Node node, Collection<ObjectKey> promised, Snapshot snapshot) {
        Resources free = Resources.ofQuantities(node.status().allocatable());
        for (Pod pod : snapshot.where(Claims.PODS, node.name())) {
            if (!pod.isTerminal()) {
                free = free.minus(requests.of(pod.spec()));
            }
        }
        var without = new HashSet<String>();
        for (ObjectKey key : promised) {
            Optional<Pod> pod = snapshot.get(Pod.class, key).filter(PlanningInput::isUnschedulable);
            if (pod.isPresent()) {
                Resources left = free.minus(requests.of(pod.get().spec()));
                if (isOverdrawn(left, free)) {
                    without.add(pod.get().metadata().uid());
                } else {
                    free = left;
                }
            }
        }
        return without;
    }

    /** Whether a pod takes more of something than there was. What it does not ask for may be short for all it cares. */
    private static boolean isOverdrawn(Resources left, Resources before) {
        for (int i = 0; i < left.size(); i++) {
            if (left.amountAt(i) < 0 && left.amountAt(i) < before.get(left.name(i))) {
                return true;
            }
        }
        return false;
    }
}
