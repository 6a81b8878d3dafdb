package dev.wainwright.solver.catalogue;

import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.problem.Pool;
import java.util.List;

/** A pool with its types compiled: what they carry once the daemons that would run on them have taken their share. */
public final class CompiledPool {
    private final Pool pool;
    private final TypeTable table;
    private final LoadTable loads;
    private final Resources[] daemonRequests;
    private final List<DaemonPort> daemonPorts;
    private final long[] candidates;
    private final long[] domainTypes;

    /** A port that a daemon takes on some types. */
    public record DaemonPort(HostPort port, long[] types) {}

    CompiledPool(
            Pool pool,
            TypeTable table,
            LoadTable loads,
            Resources[] daemonRequests,
            List<DaemonPort> daemonPorts,
            long[] candidates,
            long[] domainTypes) {
        this.pool = pool;
        this.table = table;
        this.loads = loads;
        this.daemonRequests = daemonRequests;
        this.daemonPorts = daemonPorts;
        this.candidates = candidates;
        this.domainTypes = domainTypes;
    }

    /** This pool when it may launch only machines of one type; what counts as a zone to spread over stays. */
    CompiledPool only(String type) {
        long[] left = Bits.none(table.size());
        for (int i = Bits.next(candidates, 0); i >= 0; i = Bits.next(candidates, i + 1)) {
            if (table.type(i).name().equals(type)) {
                Bits.set(left, i);
            }
        }
        return launching(left);
    }

    /** This pool when it may launch nothing more. */
    CompiledPool none() {
        return launching(Bits.none(table.size()));
    }

    private CompiledPool launching(long[] types) {
        return new CompiledPool(pool, table, loads, daemonRequests, daemonPorts, types, domainTypes);
    }

    /** The same pool with other limits. */
    CompiledPool with(Pool newPool) {
        return new CompiledPool(newPool, table, loads, daemonRequests, daemonPorts, candidates, domainTypes);
    }

    public Pool pool() {
        return pool;
    }

    public TypeTable table() {
        return table;
    }

    /** The types that may be launched, of those that the pool's own requirements leave; not to be changed. */
    public long[] candidates() {
        return candidates;
    }

    /** The types whose zones and other labels are what pods spread over; not to be changed. */
    public long[] domainTypes() {
        return domainTypes;
    }

    public Resources daemonRequests(int type) {
        return daemonRequests[type];
    }

    public List<DaemonPort> daemonPorts() {
        return daemonPorts;
    }

    /** Takes out of {@code types} every type that cannot carry {@code load} beside its daemons. */
    public void keepCarriers(long[] types, long[] load) {
        loads.keepCarriers(types, load);
    }
}
