package dev.wainwright.solver.firstfit;

import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.solver.catalogue.CompiledPool;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A node to be launched, while it is being filled: the types it can still be, and what is on it. */
public final class Claim implements Topology.Host {
    private final int number;
    private final int poolNumber;
    private final CompiledPool pool;
    int requirements;
    final long[] types;
    final long[] load;
    int pods;
    final List<HostPort> hostPorts = new ArrayList<>();
    /** How many distinct values must stay open per label; the pool's, or fewer where the policy is best effort. */
    Map<String, Integer> minValues;

    private final PlacedPods placed = new PlacedPods();

    Claim(int number, int poolNumber, CompiledPool pool, int words, long[] load, Map<String, Integer> minValues) {
        this.number = number;
        this.poolNumber = poolNumber;
        this.pool = pool;
        this.types = new long[words];
        this.load = load;
        this.minValues = minValues;
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
        return false;
    }

    @Override
    public List<Taint> taints() {
        return pool.pool().taints();
    }

    public CompiledPool pool() {
        return pool;
    }

    public int poolNumber() {
        return poolNumber;
    }

    /** The types that can carry the claim, by number in the pool's table; not to be changed. */
    public long[] types() {
        return types;
    }

    public long[] load() {
        return load;
    }

    void add(ClassState pod) {
        pods++;
        hostPorts.addAll(pod.demand.hostPorts());
        placed.add(pod);
    }

    boolean isSaturatedFor(ClassState pod) {
        return placed.isSaturatedFor(pod);
    }

    /** Whether one of the claim's pods is of a class that the test accepts. */
    boolean hasPod(Predicate<PodDemand> test) {
        return placed.anyMatch(test);
    }

    /** Tells the topology that the claim's requirement set was {@code before} and is narrower now. */
    void renarrow(Topology topology, int before) {
        placed.forEach((state, count) -> topology.renarrow(state.membership, this, before, count));
    }

    void catchUp(Topology topology, Topology.NewGroup group) {
        placed.forEach((state, count) -> topology.catchUp(group, state.demand, this, count));
    }
}
