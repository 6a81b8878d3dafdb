package dev.wainwright.solver.firstfit;

import dev.wainwright.model.instance.Labels;
import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.catalogue.CompiledPool;
import dev.wainwright.solver.catalogue.RequirementTable;
import dev.wainwright.solver.topology.Topology;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Whether a claim can take one more pod of a class, and taking it; one object serves every try. */
final class Trial implements Topology.Candidate {
    /** What came of a try. */
    enum Verdict {
        PLACED,
        NOT_NOW,
        NEVER
    }

    private final RequirementTable requirements;
    private final Topology topology;
    private final boolean bestEffortMinValues;
    private final Consumer<Claim> taken;

    private ClassState pod;
    private Claim claim;
    private long[] from;
    private long[] load = new long[0];
    private long[] carriers = new long[0];
    private long[] left = new long[0];
    private int base;

    @SuppressWarnings("NullAway.Init") // begin() comes before every run()
    Trial(RequirementTable requirements, Topology topology, boolean bestEffortMinValues, Consumer<Claim> taken) {
        this.requirements = requirements;
        this.topology = topology;
        this.bestEffortMinValues = bestEffortMinValues;
        this.taken = taken;
    }

    void begin(ClassState newPod, Claim newClaim, long[] types) {
        pod = newPod;
        claim = newClaim;
        from = types;
        if (load.length != newClaim.load.length) {
            load = new long[newClaim.load.length];
        }
        for (int i = 0; i < load.length; i++) {
            load[i] = newClaim.load[i] + newPod.load[i];
        }
        if (carriers.length != types.length) {
            carriers = new long[types.length];
            left = new long[types.length];
        }
    }

    /** Narrows a claim that has pods to a requirement set, if some type is left then. */
    boolean pin(Claim settled, int set) {
        long[] types = settled.types.clone();
        Bits.and(types, requirements.types(set, settled.pool().table()));
        claim = settled;
        if (Bits.isEmpty(types) || !keepsMinValues(types)) {
            return false;
        }
        int before = settled.requirements;
        System.arraycopy(types, 0, settled.types, 0, types.length);
        settled.requirements = set;
        settled.renarrow(topology, before);
        return true;
    }

    /** Tries with the claim's set already joined by the pod's; volumes and topology come on top. */
    Verdict run(int set) {
        if (pod.volumeSets.length == 0) {
            return runAlternative(set);
        }
        Verdict verdict = Verdict.NEVER;
        for (int volumes : pod.volumeSets) {
            int both = requirements.and(set, volumes);
            Verdict one = both == RequirementTable.CONFLICT ? Verdict.NEVER : runAlternative(both);
            if (one == Verdict.PLACED) {
                return one;
            }
            verdict = one == Verdict.NOT_NOW ? one : verdict;
        }
        return verdict;
    }

    private Verdict runAlternative(int set) {
        System.arraycopy(from, 0, carriers, 0, from.length);
        claim.pool().keepCarriers(carriers, load);
        if (set != claim.requirements || claim.pods == 0) {
            Bits.and(carriers, requirements.types(set, claim.pool().table()));
        }
        dropPortConflicts();
        if (Bits.isEmpty(carriers) || !keepsMinValues(carriers)) {
            return Verdict.NEVER;
        }
        base = set;
        boolean placed =
                pod.membership.isBoundByDomains() ? topology.narrow(pod.membership, set, false, this) : accepts(set);
        return placed ? Verdict.PLACED : Verdict.NOT_NOW;
    }

    @Override
    public boolean accepts(int set) {
        System.arraycopy(carriers, 0, left, 0, carriers.length);
        if (set != base) {
            Bits.and(left, requirements.types(set, claim.pool().table()));
            if (Bits.isEmpty(left) || !keepsMinValues(left)) {
                return false;
            }
        }
        commit(set);
        return true;
    }

    private void commit(int set) {
        int before = claim.requirements;
        System.arraycopy(left, 0, claim.types, 0, left.length);
        System.arraycopy(load, 0, claim.load, 0, load.length);
        claim.requirements = set;
        if (claim.pods == 0) {
            claim.minValues = achievable(claim.minValues, left);
        } else if (set != before) {
            claim.renarrow(topology, before);
        }
        claim.add(pod);
        topology.place(pod.membership, claim, 1);
        taken.accept(claim);
    }

    private void dropPortConflicts() {
        if (pod.demand.hostPorts().isEmpty()) {
            return;
        }
        for (CompiledPool.DaemonPort daemon : claim.pool().daemonPorts()) {
            if (pod.demand.hostPorts().stream().anyMatch(daemon.port()::conflictsWith)) {
                for (int i = 0; i < carriers.length; i++) {
                    carriers[i] &= ~daemon.types()[i];
                }
            }
        }
    }

    /** A new claim under the best-effort policy may lower its minValues; a claim that has pods may not any more. */
    private boolean keepsMinValues(long[] types) {
        if (claim.minValues.isEmpty() || (claim.pods == 0 && bestEffortMinValues)) {
            return true;
        }
        return claim.minValues.entrySet().stream()
                .allMatch(demand -> distinct(demand.getKey(), types) >= demand.getValue());
    }

    private Map<String, Integer> achievable(Map<String, Integer> wanted, long[] types) {
        if (wanted.isEmpty() || !bestEffortMinValues) {
            return wanted;
        }
        var lowered = new TreeMap<String, Integer>();
        wanted.forEach((key, least) -> lowered.put(key, Math.min(least, distinct(key, types))));
        return lowered;
    }

    private int distinct(String key, long[] types) {
        return key.equals(Labels.INSTANCE_TYPE)
                ? Bits.count(types)
                : claim.pool().table().values(key, types).size();
    }
}
