package dev.wainwright.solver.catalogue;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.placement.HostPort;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.solver.problem.Daemon;
import dev.wainwright.solver.problem.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * All pools in the order in which they are tried, compiled for the solver. Compiled once per set of pools, types and
 * daemons, and shared by any number of decisions; pools with the same types share their tables.
 */
public final class Catalogue {
    /** Heaviest first; equal weights by name, last first, as Karpenter does (karpenter-core §3.3). */
    private static final Comparator<Pool> TRIED_FIRST =
            Comparator.comparingInt(Pool::weight).thenComparing(Pool::name).reversed();

    private static final Requirements ONCE_RUNNING =
            Requirements.of(Requirement.in(Labels.REGISTERED, "true"), Requirement.in(Labels.INITIALIZED, "true"));

    private final List<CompiledPool> pools;
    private final List<Daemon> daemons;
    private final ResourceIndex resources;

    private Catalogue(List<CompiledPool> pools, List<Daemon> daemons, ResourceIndex resources) {
        this.pools = pools;
        this.daemons = daemons;
        this.resources = resources;
    }

    public static Catalogue compile(List<Pool> pools, List<Daemon> daemons) {
        return new Compiler(daemons).compile(pools);
    }

    /** The same for these pools and daemons: this one with other limits, if nothing else has changed; else compiled anew. */
    public Catalogue updated(List<Pool> newPools, List<Daemon> newDaemons) {
        List<Pool> sorted = newPools.stream().sorted(TRIED_FIRST).toList();
        boolean same = sorted.size() == pools.size() && sorted(newDaemons).equals(daemons);
        for (int i = 0; same && i < sorted.size(); i++) {
            same = isSameButForLimits(sorted.get(i), pools.get(i).pool());
        }
        if (!same) {
            return compile(newPools, newDaemons);
        }
        var limited = new ArrayList<CompiledPool>();
        for (int i = 0; i < sorted.size(); i++) {
            limited.add(pools.get(i).with(sorted.get(i)));
        }
        return new Catalogue(limited, daemons, resources);
    }

    /** Types are compared by identity: whoever keeps them hands out the same list until one changes. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSameButForLimits(Pool one, Pool other) {
        return one.instanceTypes() == other.instanceTypes()
                && one.name().equals(other.name())
                && one.weight() == other.weight()
                && one.requirements().equals(other.requirements())
                && one.taints().equals(other.taints());
    }

    private static List<Daemon> sorted(List<Daemon> daemons) {
        return daemons.stream().sorted(Comparator.comparing(Daemon::name)).toList();
    }

    public List<CompiledPool> pools() {
        return pools;
    }

    public ResourceIndex resources() {
        return resources;
    }

    /** The same pools when they may launch only machines of one type. */
    public Catalogue only(String type) {
        return new Catalogue(pools.stream().map(pool -> pool.only(type)).toList(), daemons, resources);
    }

    /** The same pools when only one of them may launch anything, and only machines of one type. */
    public Catalogue only(int pool, String type) {
        var left = new ArrayList<CompiledPool>();
        for (int i = 0; i < pools.size(); i++) {
            left.add(i == pool ? pools.get(i).only(type) : pools.get(i).none());
        }
        return new Catalogue(left, daemons, resources);
    }

    /** What is shared while pools are compiled. */
    private static final class Compiler {
        private final List<Daemon> daemons;
        private final ResourceIndex resources = new ResourceIndex();
        private final IdentityHashMap<List<InstanceType>, TypeTable> tables = new IdentityHashMap<>();
        private final Map<LoadKey, LoadTable> loads = new HashMap<>();

        private record LoadKey(TypeTable table, List<Resources> daemonRequests) {}

        Compiler(List<Daemon> daemons) {
            this.daemons = sorted(daemons);
        }

        Catalogue compile(List<Pool> pools) {
            resources.add(Resources.CPU);
            resources.add(Resources.MEMORY);
            resources.add(Resources.PODS);
            pools.forEach(pool -> pool.instanceTypes().forEach(type -> resources.addAll(type.allocatable())));
            var compiled =
                    pools.stream().sorted(TRIED_FIRST).map(this::compilePool).toList();
            return new Catalogue(compiled, daemons, resources);
        }

        private CompiledPool compilePool(Pool pool) {
            TypeTable table = tables.computeIfAbsent(pool.instanceTypes(), TypeTable::new);
            var requests = new Resources[table.size()];
            Arrays.fill(requests, Resources.NONE);
            var ports = new ArrayList<CompiledPool.DaemonPort>();
            for (Daemon daemon : daemons) {
                long[] runsOn = typesRunning(daemon, pool, table);
                for (int type = Bits.next(runsOn, 0); type >= 0; type = Bits.next(runsOn, type + 1)) {
                    requests[type] = requests[type].plus(daemon.requests());
                }
                for (HostPort port : daemon.hostPorts()) {
                    ports.add(new CompiledPool.DaemonPort(port, runsOn));
                }
            }
            LoadTable load =
                    loads.computeIfAbsent(new LoadKey(table, List.of(requests)), key -> loadTable(table, requests));
            long[] candidates = table.matching(pool.requirements());
            long[] sold = table.sold(pool.requirements());
            for (var reserved : table.reserved()) {
                if (pool.requirements().intersects(reserved.offering().requirements())) {
                    Bits.set(sold, reserved.type());
                }
            }
            Bits.and(candidates, sold);
            Bits.and(candidates, usable(table, requests));
            return new CompiledPool(pool, table, load, requests, List.copyOf(ports), candidates, candidates);
        }

        private long[] typesRunning(Daemon daemon, Pool pool, TypeTable table) {
            long[] runsOn = Bits.none(table.size());
            if (!tolerates(daemon, pool.taints())) {
                return runsOn;
            }
            Requirements running = pool.requirements().and(ONCE_RUNNING);
            for (Requirements term : daemon.requiredTerms()) {
                if (running.satisfies(term, Labels::isWellKnown)) {
                    Bits.or(runsOn, table.matching(term));
                }
            }
            return runsOn;
        }

        private static boolean tolerates(Daemon daemon, List<Taint> taints) {
            return taints.stream()
                    .allMatch(taint ->
                            taint.effect() == Effect.PREFER_NO_SCHEDULE || taint.toleratedBy(daemon.tolerations()));
        }

        private LoadTable loadTable(TypeTable table, Resources[] daemonRequests) {
            long[][] room = new long[table.size()][];
            for (int type = 0; type < room.length; type++) {
                Resources left = table.type(type).allocatable().minus(daemonRequests[type]);
                room[type] = resources.vector(left);
            }
            return new LoadTable(room, resources.size());
        }

        /** A type that lacks something from the start carries nothing. */
        private static long[] usable(TypeTable table, Resources[] daemonRequests) {
            long[] usable = table.all();
            for (int type = 0; type < table.size(); type++) {
                Resources left = table.type(type).allocatable().minus(daemonRequests[type]);
                for (int i = 0; i < left.size(); i++) {
                    if (left.amountAt(i) < 0) {
                        Bits.clear(usable, type);
                    }
                }
            }
            return usable;
        }
    }
}
