package dev.wainwright.solver;

import dev.wainwright.model.requirement.Requirements;
import dev.wainwright.model.resource.Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What should be launched, what goes where, and what fits nowhere. Pods are named {@code namespace/name}; every list is in
 * a fixed order, so that the same question gives the same answer to the byte.
 *
 * @param pods how many pods were waiting for a place
 * @param ignored waiting pods that are not this planner's business, and why not
 * @param notes what the reader should know about the plan as a whole, such as a pool that was left out
 * @param policy the packer whose plan it is: first fit's is kept when nothing better was found
 * @param bound absent when nobody asked for one
 * @param firstFitPrice what first fit's plan costs, in US dollars per hour; absent when nothing else was looked for
 */
public record Plan(
        int pods,
        List<NewNode> newNodes,
        List<Existing> existing,
        List<Unschedulable> unschedulable,
        List<Ignored> ignored,
        List<Reason> notes,
        Policy policy,
        Optional<Bound> bound,
        OptionalDouble firstFitPrice,
        Explanations explanations) {
    public Plan {
        newNodes = List.copyOf(newNodes);
        existing = List.copyOf(existing);
        unschedulable = List.copyOf(unschedulable);
        ignored = List.copyOf(ignored);
        notes = List.copyOf(notes);
    }

    /**
     * A machine to launch. Type, zone, capacity type and price are those of its cheapest available offering.
     *
     * @param name the pool's name and a number, unique in the plan
     * @param instanceTypeOptions every type that would do, by price, then name
     * @param requests what the pods and the daemons ask for together
     * @param requirements what the machine must be like: the pool's demands together with its pods'
     * @param labels what the node will be labelled with as far as it is decided
     */
    public record NewNode(
            String name,
            String nodePool,
            String instanceType,
            String zone,
            String capacityType,
            double price,
            boolean priceModelled,
            List<String> instanceTypeOptions,
            List<String> pods,
            Resources requests,
            Resources allocatable,
            Requirements requirements,
            Map<String, String> labels) {
        public NewNode {
            instanceTypeOptions = List.copyOf(instanceTypeOptions);
            pods = List.copyOf(pods);
            labels = Map.copyOf(labels);
        }
    }

    /** Pods that go to a node which is already there, or on its way. */
    public record Existing(String node, List<String> pods) {
        public Existing {
            pods = List.copyOf(pods);
        }
    }

    /** A pod that fits nowhere; the reasons are one per pool or node group, most helpful first. */
    public record Unschedulable(String pod, List<Reason> reasons) {
        public Unschedulable {
            reasons = List.copyOf(reasons);
        }
    }

    /** A pod that was left out. */
    public record Ignored(String pod, String reason) {}

    /**
     * Longer answers, worked out when asked for.
     *
     * @param pod why the pod (by qualified name) went where it went, or nowhere; empty for a pod that was not planned
     * @param node why a new node (by name) is what it is: the runner-up types, and what excluded cheaper ones
     */
    public record Explanations(Function<String, Optional<Reason>> pod, Function<String, Optional<Reason>> node) {
        /** The same, worked out by whoever holds {@code lock}. */
        public Explanations oneAtATime(Object lock) {
            return new Explanations(locked(lock, pod), locked(lock, node));
        }

        private static Function<String, Optional<Reason>> locked(
                Object lock, Function<String, Optional<Reason>> answer) {
            return name -> {
                synchronized (lock) {
                    return answer.apply(name);
                }
            };
        }
    }

    /** The same plan, which explains itself so. */
    public Plan with(Explanations newExplanations) {
        return new Plan(
                pods, newNodes, existing, unschedulable, ignored, notes, policy, bound, firstFitPrice, newExplanations);
    }

    public int scheduled() {
        return pods - unschedulable.size();
    }

    /** How far the price is above the lower bound, 0.01 being one per cent; empty without a bound, or when it is 0. */
    public OptionalDouble gap() {
        return bound.isPresent() ? bound.get().gap(hourlyPrice()) : OptionalDouble.empty();
    }

    /** US dollars per hour for the new machines. */
    public double hourlyPrice() {
        double sum = 0;
        for (NewNode node : newNodes) {
            sum += node.price();
        }
        return sum;
    }
}
