package dev.wainwright.solver.firstfit;

import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.placement.VolumeUse;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.solver.problem.ExistingNode;
import dev.wainwright.solver.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An existing node during one decision: what it has left. */
final class NodeState implements Topology.Host {
    final ExistingNode node;
    final long[] available;
    final List<HostPort> hostPorts;
    private final int number;
    private final int requirements;
    private final Map<String, Integer> attachable;
    private final Set<VolumeUse> attached;
    private final boolean overcommitted;
    private final PlacedPods placed = new PlacedPods();

    NodeState(ExistingNode node, int number, int requirements, long[] available) {
        this.node = node;
        this.number = number;
        this.requirements = requirements;
        this.available = available;
        hostPorts = new ArrayList<>(node.hostPorts());
        attachable = new HashMap<>(node.attachable());
        attached = new HashSet<>(node.attached());
        boolean negative = false;
        for (long amount : available) {
            negative |= amount < 0;
        }
        overcommitted = negative;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public int requirements() {
        return requirements;
    }

    @Override
    public boolean isExisting() {
        return true;
    }

    @Override
    public List<Taint> taints() {
        return node.taints();
    }

    boolean hasRoomFor(long[] load) {
        if (overcommitted) {
            return false;
        }
        for (int i = 0; i < load.length; i++) {
            if (load[i] > 0 && load[i] > available[i]) {
                return false;
            }
        }
        return true;
    }

    boolean canAttach(List<VolumeUse> volumes) {
        if (volumes.isEmpty() || attachable.isEmpty()) {
            return true;
        }
        var wanted = new HashMap<String, Integer>();
        for (VolumeUse volume : volumes) {
            if (volume.id().isEmpty() || !attached.contains(volume)) {
                wanted.merge(volume.driver(), 1, Integer::sum);
            }
        }
        return wanted.entrySet().stream()
                .allMatch(want -> want.getValue() <= attachable.getOrDefault(want.getKey(), Integer.MAX_VALUE));
    }

    boolean isSaturatedFor(ClassState pod) {
        return placed.isSaturatedFor(pod);
    }

    void take(ClassState pod) {
        placed.add(pod);
        for (int i = 0; i < available.length; i++) {
            available[i] -= pod.load[i];
        }
        hostPorts.addAll(pod.demand.hostPorts());
        for (VolumeUse volume : pod.demand.volumes()) {
            boolean isNew = volume.id().isEmpty() || attached.add(volume);
            if (isNew) {
                attachable.computeIfPresent(volume.driver(), (driver, left) -> left - 1);
            }
        }
    }

    void catchUp(Topology topology, Topology.NewGroup group) {
        placed.forEach((state, count) -> topology.catchUp(group, state.demand, this, count));
    }
}
