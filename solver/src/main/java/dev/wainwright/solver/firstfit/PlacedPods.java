package dev.wainwright.solver.firstfit;

import dev.wainwright.solver.problem.NodeCap;
import dev.wainwright.solver.problem.PodDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The pods that a decision has put on one node, by class. */
final class PlacedPods {
    private final List<ClassState> classes = new ArrayList<>();
    private int[] counts = new int[4];

    /** Takes a class and how many of its pods there are. */
    @FunctionalInterface
    interface Visitor {
        void visit(ClassState state, int pods);
    }

    void add(ClassState state) {
        int last = classes.size() - 1;
        if (last >= 0 && classes.get(last) == state) {
            counts[last]++;
            return;
        }
        classes.add(state);
        if (classes.size() > counts.length) {
            counts = Arrays.copyOf(counts, counts.length * 2);
        }
        counts[last + 1] = 1;
    }

    /** Whether the node has as many pods of the class's workload as it may; caps that are not demanded do not count. */
    boolean isSaturatedFor(ClassState pod) {
        NodeCap cap = pod.demand.nodeCap();
        if (!cap.isDemanded()) {
            return false;
        }
        int count = 0;
        for (int i = 0; i < classes.size(); i++) {
            if (classes.get(i).demand.nodeCap().workload().equals(cap.workload())) {
                count += counts[i];
            }
        }
        return count >= cap.most();
    }

    boolean anyMatch(Predicate<PodDemand> test) {
        return classes.stream().anyMatch(state -> test.test(state.demand));
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < classes.size(); i++) {
            visitor.visit(classes.get(i), counts[i]);
        }
    }
}
