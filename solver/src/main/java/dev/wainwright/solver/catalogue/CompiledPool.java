package dev.wainwright.solver.catalogue;

import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.problem.HostPort;
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

    /** A port that a daemon takes on some types. */
    public record DaemonPort(HostPort port, long[] types) {}

    CompiledPool(
            Pool pool,
            TypeTable table,
            LoadTable loads,
            Resources[] daemonRequests,
            List<DaemonPort> daemonPorts,
            long[] candidates) {
        this.pool = pool;
        this.table = table;
        this.loads = loads;
        this.daemonRequests = daemonRequests;
        this.daemonPorts = daemonPorts;
        this.candidates = candidates;
    }

    public Pool pool() {
        return pool;
    }

    public TypeTable table() {
        return table;
    }

    /** The types that the pool's own requirements leave; not to be changed. */
    public long[] candidates() {
        return candidates;
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
