package dev.wainwright.solver.compile;

import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.requirement.Operator;
import dev.wainwright.model.requirement.Requirement;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.Plan.Explanations;
import dev.wainwright.solver.Policy;
import dev.wainwright.solver.Reason;
import dev.wainwright.solver.costoptimal.CostOptimal;
import dev.wainwright.solver.costoptimal.Replacement;
import dev.wainwright.solver.firstfit.Claim;
import dev.wainwright.solver.firstfit.Solution;
import dev.wainwright.solver.firstfit.Solution.Option;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Puts a solver's numbered answer back into the names of the cluster. */
final class PlanOfSolution {
    private final Solution solution;
    private final PendingPods pending;
    private final Policy policy;
    private final Optional<CostOptimal.Outcome> outcome;
    private final List<String> claimNames = new ArrayList<>();
    /** The names of each list of options; nodes with the same options share both. */
    private final IdentityHashMap<List<Option>, List<String>> names = new IdentityHashMap<>();

    PlanOfSolution(Solution solution, Policy policy, PendingPods pending) {
        this(solution, policy, pending, Optional.empty());
    }

    PlanOfSolution(CostOptimal.Outcome outcome, PendingPods pending) {
        this(outcome.solution(), outcome.policy(), pending, Optional.of(outcome));
    }

    private PlanOfSolution(
            Solution solution, Policy policy, PendingPods pending, Optional<CostOptimal.Outcome> outcome) {
        this.solution = solution;
        this.policy = policy;
        this.pending = pending;
        this.outcome = outcome;
        Map<String, Integer> counts = new HashMap<>();
        for (Claim claim : solution.claims()) {
            String pool = claim.pool().pool().name();
            claimNames.add(pool + "-" + counts.merge(pool, 1, Integer::sum));
        }
    }

    Plan plan(List<Reason> notes) {
        List<List<String>> podsByHost = podsByHost();
        var newNodes = new ArrayList<Plan.NewNode>();
        for (int i = 0; i < solution.claims().size(); i++) {
            newNodes.add(newNode(i, podsByHost.get(solution.firstClaim() + i)));
        }
        var existing = new ArrayList<Plan.Existing>();
        for (int host = 0; host < solution.nodeCount(); host++) {
            if (!podsByHost.get(host).isEmpty()) {
                existing.add(new Plan.Existing(solution.nodeName(host), podsByHost.get(host)));
            }
        }
        return new Plan(
                pending.queue().size(),
                newNodes,
                existing,
                unschedulable(),
                pending.ignored(),
                notes,
                policy,
                outcome.map(CostOptimal.Outcome::bound),
                outcome.isPresent()
                        ? OptionalDouble.of(outcome.get().firstFit().hourlyPrice())
                        : OptionalDouble.empty(),
                new Explanations(this::explainPod, this::explainNode));
    }

    private List<List<String>> podsByHost() {
        var byHost = new ArrayList<List<String>>();
        for (int host = 0; host < solution.firstClaim() + solution.claims().size(); host++) {
            byHost.add(new ArrayList<>());
        }
        for (int pod = 0; pod < pending.queue().size(); pod++) {
            if (solution.host(pod) != Solution.NOWHERE) {
                byHost.get(solution.host(pod)).add(pending.queue().get(pod).qualifiedName());
            }
        }
        byHost.forEach(names -> names.sort(null));
        return byHost;
    }

    private Plan.NewNode newNode(int number, List<String> pods) {
        Claim claim = solution.claims().get(number);
        List<Option> options = solution.options(claim);
        Option chosen = options.getFirst();
        int type = chosen.number();
        InstanceType instance = claim.pool().table().type(type);
        return new Plan.NewNode(
                claimNames.get(number),
                claim.pool().pool().name(),
                chosen.type(),
                chosen.zone(),
                chosen.capacityType(),
                chosen.price(),
                chosen.modelled(),
                names.computeIfAbsent(options, PlanOfSolution::typeNames),
                pods,
                solution.load(claim).plus(claim.pool().daemonRequests(type)),
                instance.allocatable(),
                solution.requirements(claim),
                labels(claim));
    }

    private static List<String> typeNames(List<Option> options) {
        return options.stream().map(Option::type).toList();
    }

    /** The labels that are decided: those with one value left. */
    private Map<String, String> labels(Claim claim) {
        var labels = new TreeMap<String, String>();
        for (Requirement requirement : solution.requirements(claim).byKey().values()) {
            if (requirement.operator() == Operator.IN && requirement.values().size() == 1) {
                labels.put(requirement.key(), requirement.values().getFirst());
            }
        }
        return labels;
    }

    private List<Plan.Unschedulable> unschedulable() {
        var found = new ArrayList<Plan.Unschedulable>();
        Map<Integer, List<Reason>> reasonsByClass = new HashMap<>();
        for (int pod = 0; pod < pending.queue().size(); pod++) {
            if (solution.host(pod) == Solution.NOWHERE) {
                int number = pod;
                List<Reason> reasons = reasonsByClass.computeIfAbsent(
                        solution.problem().queue()[pod], c -> solution.whyNowhere(number));
                found.add(new Plan.Unschedulable(pending.queue().get(pod).qualifiedName(), reasons));
            }
        }
        found.sort(Comparator.comparing(Plan.Unschedulable::pod));
        return found;
    }

    private Optional<Reason> explainPod(String name) {
        for (int pod = 0; pod < pending.queue().size(); pod++) {
            if (pending.queue().get(pod).qualifiedName().equals(name)) {
                return Optional.of(solution.explainPod(pod, name, this::hostName));
            }
        }
        return pending.ignored().stream()
                .filter(ignored -> ignored.pod().equals(name))
                .map(ignored -> Reason.of(name + " was not planned: it " + ignored.reason()))
                .findFirst();
    }

    private String hostName(int host) {
        return host < solution.nodeCount()
                ? "existing node " + solution.nodeName(host)
                : "new node " + claimNames.get(host - solution.firstClaim());
    }

    private Optional<Reason> explainNode(String name) {
        int number = claimNames.indexOf(name);
        return number < 0
                ? Optional.empty()
                : Optional.of(explain(solution.claims().get(number)));
    }

    private Reason explain(Claim claim) {
        Reason reason = solution.explainClaim(claim);
        if (outcome.isEmpty() || policy == Policy.FIRST_FIT) {
            return reason;
        }
        var because = new ArrayList<Reason>();
        because.add(new Replacement(outcome.get().firstFit(), solution).of(claim));
        because.addAll(reason.because());
        return new Reason(reason.text(), because);
    }
}
