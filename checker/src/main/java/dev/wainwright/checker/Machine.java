package dev.wainwright.checker;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.taint.Taint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A node as it stands after the plan, with the pods it had and the pods it got. */
sealed interface Machine {
    String name();

    /** Labels that are decided, the host name included. */
    Map<String, String> labels();

    List<Taint> taints();

    /** Unfinished pods that were there before. */
    List<Pod> residents();

    /** Pods that the plan put here. */
    List<Pod> placed();

    default Stream<Pod> pods() {
        return Stream.concat(residents().stream(), placed().stream());
    }

    /**
     * In which domain of the topology the machine is; empty when it is in none. A machine that will have the label but
     * whose value is still open is a domain of its own.
     */
    Optional<String> domain(String key);

    /** A node that is there. */
    record Standing(Node node, Map<String, String> labels, List<Taint> taints, List<Pod> residents, List<Pod> placed)
            implements Machine {
        @Override
        public String name() {
            return node.name();
        }

        @Override
        public Optional<String> domain(String key) {
            return Optional.ofNullable(labels.get(key));
        }
    }

    /**
     * A node to be launched.
     *
     * @param options the types it may become, those that exist
     * @param chosen the type that the plan names; absent when it does not exist
     * @param open keys that the node will have a label for, with a value that is not decided
     */
    record Launched(
            JudgedPlan.NewNode plan,
            PoolTemplate pool,
            List<InstanceType> options,
            Optional<InstanceType> chosen,
            Map<String, String> labels,
            Set<String> open,
            List<Pod> placed)
            implements Machine {
        @Override
        public String name() {
            return plan.name();
        }

        @Override
        public List<Taint> taints() {
            return pool.pool().spec().template().spec().taints();
        }

        @Override
        public List<Pod> residents() {
            return List.of();
        }

        @Override
        public Optional<String> domain(String key) {
            String value = labels.get(key);
            return value == null && open.contains(key)
                    ? Optional.of("(open on " + name() + ")")
                    : Optional.ofNullable(value);
        }
    }
}
