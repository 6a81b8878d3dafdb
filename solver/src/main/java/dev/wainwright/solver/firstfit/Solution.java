package dev.wainwright.solver.firstfit;

import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Problem;
import dev.wainwright.solver.Reason;
import dev.wainwright.solver.catalogue.RequirementTable;
import dev.wainwright.solver.catalogue.ResourceIndex;
import dev.wainwright.solver.catalogue.TypeTable;
import dev.wainwright.solver.problem.ExistingNode;
import dev.wainwright.solver.problem.PodDemand;
import dev.wainwright.solver.problem.Relaxation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/** What a decision came to: where each pod of the queue goes, and what each new node may be. */
public final class Solution {
    /** The host of a pod that fits nowhere. */
    public static final int NOWHERE = -1;

    private final Problem problem;
    private final FirstFit state;
    private final ClassState[] classes;
    private final int[] hosts;
    private final IdentityHashMap<TypeTable, Map<Integer, Offers>> offers = new IdentityHashMap<>();

    Solution(Problem problem, FirstFit state, ClassState[] classes, int[] hosts) {
        this.problem = problem;
        this.state = state;
        this.classes = classes;
        this.hosts = hosts;
    }

    /** A type that would do for a new node, by number in its pool's table and by name, and its cheapest offering. */
    public record Option(int number, String type, String zone, String capacityType, double price, boolean modelled) {
        static final Comparator<Option> CHEAPEST_FIRST =
                Comparator.comparingDouble(Option::price).thenComparing(Option::type);
    }

    public Problem problem() {
        return problem;
    }

    /** The nodes to be launched; a pod's host number less {@link #firstClaim} is the index. */
    public List<Claim> claims() {
        return state.claims();
    }

    public int firstClaim() {
        return state.firstClaim();
    }

    /** The host number of each pod in the queue, or {@link #NOWHERE}; numbers below the nodes' count are nodes. */
    public int host(int pod) {
        return hosts[pod];
    }

    /** The name of an existing node by its host number. */
    public String nodeName(int host) {
        return node(host).name();
    }

    public int nodeCount() {
        return state.nodes().size();
    }

    public ExistingNode node(int host) {
        return state.nodes().get(host).node;
    }

    /** The number of an existing node's requirement set: its labels, as far as anybody asks. */
    public int nodeRequirements(int host) {
        return state.nodes().get(host).requirements();
    }

    public int unplaced() {
        int count = 0;
        for (int host : hosts) {
            count += host == NOWHERE ? 1 : 0;
        }
        return count;
    }

    /** The pods that have been placed, in that order. */
    public int[] sequence() {
        return state.sequence();
    }

    /** The class as which a pod was placed, which is a relaxed form of its own if it had to give up wishes. */
    public ClassState placedAs(int pod) {
        return Objects.requireNonNull(state.placedAs(pod), "the pod was not placed");
    }

    /** A class of the problem with every wish given up that can be given up; what is left are demands. */
    public ClassState demandsOf(int classNumber) {
        return state.classes().mostRelaxed(classes[classNumber]);
    }

    /** How many times a placed pod was relaxed. */
    public int wishesGivenUp(int pod) {
        int count = 0;
        ClassState placed = placedAs(pod);
        for (ClassState form = classOf(pod); form != placed && form != null; form = form.relaxed) {
            count++;
        }
        return count;
    }

    /** The numbering of requirement sets that this decision used. */
    public RequirementTable requirementTable() {
        return state.requirements();
    }

    /** The topology keys whose rules bind a class; the host name is not among them. */
    public List<String> boundKeys(ClassState pod) {
        return keys(pod.membership.bindingKeys());
    }

    /** The topology keys over which a class is counted by somebody; the host name is not among them. */
    public List<String> countingKeys(ClassState pod) {
        return keys(pod.membership.countingKeys());
    }

    private List<String> keys(int[] numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> state.requirements().key(number))
                .toList();
    }

    public ResourceIndex resources() {
        return state.resources();
    }

    /** The number of a pool's own requirement set. */
    public int poolRequirements(int pool) {
        return state.pools().get(pool).requirements;
    }

    public Requirements requirements(Claim claim) {
        return state.requirements().set(claim.requirements);
    }

    /** What the claim's pods ask for together; daemons not included. */
    public Resources load(Claim claim) {
        return state.resources().resources(claim.load);
    }

    /** Every type that would do, cheapest first. */
    public List<Option> options(Claim claim) {
        TypeTable table = claim.pool().table();
        return offers.computeIfAbsent(table, key -> new HashMap<>())
                .computeIfAbsent(claim.requirements, set -> new Offers(table, requirements(claim)))
                .among(claim.types);
    }

    /** US dollars per hour if every new node gets its cheapest offering. */
    public double hourlyPrice() {
        double sum = 0;
        for (Claim claim : claims()) {
            sum += options(claim).getFirst().price();
        }
        return sum;
    }

    /** Why a pod of the queue fits nowhere: one reason per pool and one for the existing nodes. */
    public List<Reason> whyNowhere(int pod) {
        return new Diagnosis(state).unschedulable(classOf(pod));
    }

    public Reason explainClaim(Claim claim) {
        return new NodeStory(this).of(claim);
    }

    /** Why a pod of the queue went where it went, or nowhere. */
    public Reason explainPod(int pod, String name, IntFunction<String> hostNames) {
        int host = hosts[pod];
        if (host == NOWHERE) {
            return new Reason(name + " fits nowhere", whyNowhere(pod));
        }
        var because = new ArrayList<Reason>();
        PodDemand asked = classOf(pod).demand;
        PodDemand got = Objects.requireNonNull(state.placedAs(pod), "it has a host").demand;
        if (!got.equals(asked)) {
            because.add(Reason.of("it gave up " + Relaxation.difference(asked, got)));
        }
        if (host >= firstClaim()) {
            Claim claim = claims().get(host - firstClaim());
            because.addAll(new Diagnosis(state).passedOver(classOf(pod), claim));
            because.add(explainClaim(claim));
        } else {
            because.add(Reason.of("existing nodes go before new ones, and this is the first that takes it"));
        }
        return new Reason(name + " goes to " + hostNames.apply(host), because);
    }

    private ClassState classOf(int pod) {
        return classes[problem.queue()[pod]];
    }
}
