package dev.wainwright.cli.plan;

import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Plan.NewNode;
import java.util.ArrayList;
import java.util.List;

/** New nodes in a row that a table would show alike but for their names, so that one line can stand for all of them. */
record AlikeNodes(List<NewNode> nodes) {
    /** Fewer than these are shown one by one. */
    private static final int FEWEST = 5;

    AlikeNodes {
        nodes = List.copyOf(nodes);
    }

    /** Each node in a group of its own. */
    static List<AlikeNodes> single(List<NewNode> nodes) {
        return nodes.stream().map(node -> new AlikeNodes(List.of(node))).toList();
    }

    /** The nodes in their order, long runs of alike ones together. */
    static List<AlikeNodes> grouped(List<NewNode> nodes) {
        var groups = new ArrayList<AlikeNodes>();
        int begin = 0;
        for (int end = 1; end <= nodes.size(); end++) {
            if (end == nodes.size() || !isAlike(nodes.get(end - 1), nodes.get(end))) {
                List<NewNode> run = nodes.subList(begin, end);
                groups.addAll(run.size() < FEWEST ? single(run) : List.of(new AlikeNodes(run)));
                begin = end;
            }
        }
        return groups;
    }

    private static boolean isAlike(NewNode one, NewNode other) {
        return one.nodePool().equals(other.nodePool())
                && one.instanceType().equals(other.instanceType())
                && one.zone().equals(other.zone())
                && one.capacityType().equals(other.capacityType())
                && one.price() == other.price()
                && one.pods().size() == other.pods().size()
                && isAlike(one.requests(), other.requests())
                && isAlike(one.allocatable(), other.allocatable());
    }

    private static boolean isAlike(Resources one, Resources other) {
        return one.get(Resources.CPU) == other.get(Resources.CPU)
                && one.get(Resources.MEMORY) == other.get(Resources.MEMORY);
    }

    NewNode first() {
        return nodes.getFirst();
    }

    int size() {
        return nodes.size();
    }

    /** {@code web-3}, or {@code web-3 … 7}. */
    String names(boolean unicode) {
        String last = nodes.getLast().name();
        return size() == 1
                ? last
                : first().name() + (unicode ? " … " : " .. ") + last.substring(last.lastIndexOf('-') + 1);
    }
}
