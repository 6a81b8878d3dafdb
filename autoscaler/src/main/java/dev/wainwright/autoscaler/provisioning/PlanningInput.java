package dev.wainwright.autoscaler.provisioning;

import dev.wainwright.api.apps.DaemonSet;
import dev.wainwright.api.core.Namespace;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodeOverlay;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.storage.CsiNode;
import dev.wainwright.api.storage.StorageClass;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.compile.Planner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the planner is shown: the cluster as it will be once everything that was decided has come about.
 *
 * <p>A pod that is promised to a node is shown on it. A claim that has not been launched is shown with what its plan
 * expects, so that it neither stalls planning for others (as Karpenter does, karpenter-core §8.2.27) nor is forgotten. A
 * pod on a node that is being deleted is shown as waiting, so that its new place is ready before it is evicted.
 */
record PlanningInput(List<KubeObject> objects, Planner.InstanceTypes types) {
    /** The kinds that are shown as they are. */
    static final List<Class<? extends KubeObject>> AS_THEY_ARE = List.of(
            Node.class,
            NodePool.class,
            NodeOverlay.class,
            DaemonSet.class,
            Namespace.class,
            PersistentVolume.class,
            PersistentVolumeClaim.class,
            StorageClass.class,
            CsiNode.class);

    /** {@code expected} is what was planned for claims by name. */
    static PlanningInput of(
            Snapshot snapshot,
            CloudProvider cloud,
            Nominations nominations,
            Map<String, Plan.NewNode> expected,
            Instant now) {
        var objects = new ArrayList<KubeObject>();
        AS_THEY_ARE.forEach(type -> objects.addAll(snapshot.all(type)));
        for (NodeClaim claim : snapshot.all(NodeClaim.class)) {
            objects.add(Claims.isTrue(claim, Claims.LAUNCHED) ? claim : asExpected(claim, expected.get(claim.name())));
        }
        var leaving = new HashSet<String>();
        for (Node node : Leaving.nodes(snapshot)) {
            Leaving.pods(node, snapshot)
                    .forEach(pod -> leaving.add(pod.metadata().uid()));
        }
        for (Pod pod : snapshot.all(Pod.class)) {
            if (leaving.contains(pod.metadata().uid())) {
                objects.add(placed(pod, nominations.place(pod, snapshot).orElse("")));
            } else if (pod.isBound()) {
                objects.add(pod);
            } else if (isUnschedulable(pod)) {
                objects.add(nominations
                        .place(pod, snapshot)
                        .map(place -> placed(pod, place))
                        .orElseGet(() -> !nominations.isCrowdedOut(pod) && isPromised(pod, snapshot, now)
                                ? pod
                                : placed(pod, "")));
            }
        }
        Map<String, List<InstanceType>> types = new HashMap<>();
        snapshot.all(NodePool.class).forEach(pool -> types.put(pool.name(), cloud.instanceTypes(pool, snapshot)));
        return new PlanningInput(objects, pool -> types.getOrDefault(pool.name(), List.of()));
    }

    /**
     * Whether the pod may still go to the node that it is nominated to: where others are being preempted for it, or what was
     * made for it. A promise that nobody has kept for a while is none.
     */
    private static boolean isPromised(Pod pod, Snapshot snapshot, Instant now) {
        Optional<Node> node =
                snapshot.get(Node.class, new ObjectKey("", pod.status().nominatedNodeName()));
        return node.isPresent()
                && Claims.claim(node.get(), snapshot)
                        .filter(claim -> Claims.isTrue(claim, Claims.INITIALIZED))
                        .filter(claim -> now.isAfter(Claims.conditions(claim, now)
                                .since(Claims.INITIALIZED)
                                .plus(Nominations.PATIENCE)))
                        .isEmpty();
    }

    /** Whether the scheduler has found no node for the pod; before it has looked, a pod is not our business. */
    static boolean isUnschedulable(Pod pod) {
        return !pod.isBound() && !pod.isTerminating() && !pod.isTerminal() && pod.isUnschedulable();
    }

    private static NodeClaim asExpected(NodeClaim claim, Plan.@Nullable NewNode plan) {
        Map<String, String> labels = new HashMap<>(claim.metadata().labels());
        Map<String, Quantity> allocatable = claim.spec().requests();
        if (plan != null) {
            plan.labels().forEach(labels::putIfAbsent);
            labels.put(Labels.INSTANCE_TYPE, plan.instanceType());
            labels.put(Labels.ZONE, plan.zone());
            labels.put(Labels.CAPACITY_TYPE, plan.capacityType());
            allocatable = plan.allocatable().toQuantities();
        }
        var status = new NodeClaim.Status("", "", "", allocatable, allocatable, List.of(), null);
        return new NodeClaim(claim.metadata().withLabels(labels), claim.spec(), status, claim.rest());
    }

    private static Pod placed(Pod pod, String node) {
        Pod.Status seen = pod.status();
        var status = new Pod.Status(seen.phase(), seen.reason(), "", seen.startTime(), seen.conditions());
        return new Pod(pod.metadata(), node, pod.volumes(), pod.spec(), status, pod.rest());
    }
}
