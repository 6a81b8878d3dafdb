package dev.wainwright.solver.firstfit;

import java.util.ArrayList;
import java.util.List;

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
            counts = java.util.Arrays.copyOf(counts, counts.length * 2);
        }
        counts[last + 1] = 1;
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < classes.size(); i++) {
            visitor.visit(classes.get(i), counts[i]);
        }
    }
}
