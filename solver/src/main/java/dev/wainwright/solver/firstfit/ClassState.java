package dev.wainwright.solver.firstfit;

import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.topology.Membership;
import org.jspecify.annotations.Nullable;

/** A pod class during one decision: its demand compiled, and where it is known not to go. */
public final class ClassState {
    final PodDemand demand;
    /** Numbers of requirement sets: with the heaviest preference, and of each place its volumes can be reached from. */
    final int requirements;

    final int[] volumeSets;
    final long[] load;
    final Membership membership;

    /** Nodes, by number, that refused the class for good: loads only grow and requirements only narrow. */
    private long[] refusedBy = new long[1];
    /** Pools that can never open a node for the class. */
    private final boolean[] refusedByPool;

    /** The class with one wish less; known once {@code relaxationKnown}. */
    @Nullable
    ClassState relaxed;

    boolean relaxationKnown;

    /** How many pods of the queue are of this class, or of the one it is a relaxed form of. */
    int size;

    /** {@link #chainVersion} when the class last fitted nowhere; -1 when it has not been refused. */
    long failedAt = -1;

    ClassState(PodDemand demand, int requirements, int[] volumeSets, long[] load, Membership membership, int pools) {
        this.demand = demand;
        this.requirements = requirements;
        this.volumeSets = volumeSets;
        this.load = load;
        this.membership = membership;
        this.refusedByPool = new boolean[pools];
    }

    public PodDemand demand() {
        return demand;
    }

    /** The number of the requirement set that nodes must meet, the heaviest preference included. */
    public int requirements() {
        return requirements;
    }

    /** The numbers of the places its volumes can be reached from, one of which must hold; none when that is everywhere. */
    public int[] volumeSets() {
        return volumeSets;
    }

    /** By resource number; not to be changed. */
    public long[] load() {
        return load;
    }

    public Membership membership() {
        return membership;
    }

    void refuse(int host) {
        refusedBy = Bits.grown(refusedBy, host + 1);
        Bits.set(refusedBy, host);
    }

    /** One word of the nodes that refused. */
    long refusedWord(int word) {
        return word < refusedBy.length ? refusedBy[word] : 0;
    }

    void refusePool(int pool) {
        refusedByPool[pool] = true;
    }

    boolean isRefusedByPool(int pool) {
        return refusedByPool[pool];
    }

    /** Changes when anything has changed that could let the class, or a relaxed form of it, in where it was refused. */
    long chainVersion() {
        long version = 0;
        for (ClassState state = this; state != null; state = state.relaxed) {
            version += state.membership.version();
        }
        return version;
    }
}
