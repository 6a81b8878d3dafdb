package dev.wainwright.checker;

import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.model.instance.InstanceType;
import java.util.List;
import java.util.function.Function;

/**
 * Judges a plan.
 *
 * <p>The judge looks at the state after the plan, not at the way there. Where a rule depends on the order of placement
 * (spreading, self-affinity), the plan is right when some order keeps the rule at every step; each constraint is asked on
 * its own, so a plan is never blamed wrongly for it. A new node must be right as each of the types it may become. What
 * was there before is nobody's fault: only pods that the plan placed are blamed.
 *
 * <p>Cost: about pods × distinct constraints, and for each new node types × (resources + distinct demands).
 */
public final class Checker {
    private static final List<Check> CHECKS = List.of(
            new AssignmentCheck(),
            new StandingNodeCheck(),
            new LaunchedNodeCheck(),
            new TaintCheck(),
            new SpreadCheck(),
            new AffinityCheck(),
            new AntiAffinityCheck(),
            new HostPortCheck(),
            new VolumeCheck(),
            new PoolLimitCheck(),
            new MinValuesCheck(),
            new ReservationCheck(),
            new PreferenceCheck());

    /** One subject that plans are examined in. */
    interface Check {
        void check(FinalState state, JudgedPlan plan, Findings findings);
    }

    private Checker() {}

    /**
     * What is wrong with the plan, and what is less than wished for; empty for a perfect one.
     *
     * @param objects the cluster as the planner saw it, read and defaulted; other kinds are passed over
     * @param instanceTypes what each pool may launch, before its own requirements
     */
    public static List<Violation> check(
            List<? extends KubeObject> objects,
            Function<NodePool, List<InstanceType>> instanceTypes,
            JudgedPlan plan,
            CheckOptions options) {
        var findings = new Findings();
        FinalState state = FinalState.of(World.of(objects, instanceTypes, options), plan, findings);
        for (Check check : CHECKS) {
            check.check(state, plan, findings);
        }
        return findings.list();
    }

    /** Only what is wrong. */
    public static List<Violation> breaks(
            List<? extends KubeObject> objects,
            Function<NodePool, List<InstanceType>> instanceTypes,
            JudgedPlan plan,
            CheckOptions options) {
        return check(objects, instanceTypes, plan, options).stream()
                .filter(Violation::isHard)
                .toList();
    }
}
