package dev.wainwright.apiserver.apply;

import dev.wainwright.api.tree.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of paths into a document, in the shape of FieldsV1: a tree whose steps are {@code f:name} for fields,
 * {@code k:{"name":"a"}} for items of keyed lists and {@code v:"a"} for items of sets. Immutable; steps are sorted.
 *
 * <p>A node says whether the path to it is in the set; what lies below it is another matter.
 */
final class FieldSet {
    static final FieldSet EMPTY = new FieldSet(false, new String[0], new FieldSet[0], 0);
    static final FieldSet LEAF = new FieldSet(true, new String[0], new FieldSet[0], 0);

    private final boolean member;
    private final String[] steps;
    private final FieldSet[] nodes;
    private final int size;
    private final int hash;

    private FieldSet(boolean member, String[] steps, FieldSet[] nodes, int size) {
        this.member = member;
        this.steps = steps;
        this.nodes = nodes;
        this.size = size;
        int code = member ? 1 : 0;
        for (int i = 0; i < size; i++) {
            code = 31 * code + (steps[i].hashCode() ^ (37 * nodes[i].hash));
        }
        this.hash = code;
    }

    /** Gathers the steps of one node; nodes that are empty are left out. */
    static final class Builder {
        private String[] steps = new String[8];
        private FieldSet[] nodes = new FieldSet[8];
        private int size;

        /** A step that is there already keeps its node: lists of old objects may hold a key twice. */
        void add(String step, FieldSet node) {
            if (node.isEmpty() || has(step)) {
                return;
            }
            if (size == steps.length) {
                steps = Arrays.copyOf(steps, size * 2);
                nodes = Arrays.copyOf(nodes, size * 2);
            }
            // Fields mostly come in order; the few that do not are moved to their place.
            int at = size;
            while (at > 0 && Steps.compare(steps[at - 1], step) > 0) {
                steps[at] = steps[at - 1];
                nodes[at] = nodes[at - 1];
                at--;
            }
            steps[at] = step;
            nodes[at] = node;
            size++;
        }

        private boolean has(String step) {
            int last = size - 1;
            return last >= 0
                    && Steps.compare(steps[last], step) >= 0
                    && Arrays.binarySearch(steps, 0, size, step, Steps::compare) >= 0;
        }

        FieldSet build(boolean member) {
            if (size == 0) {
                return member ? LEAF : EMPTY;
            }
            return new FieldSet(member, steps, nodes, size);
        }
    }

    /** Reads FieldsV1. */
    static FieldSet read(Tree tree) {
        return tree instanceof Tree.Mapping mapping ? read(mapping, false) : EMPTY;
    }

    private static FieldSet read(Tree.Mapping mapping, boolean leafIsMember) {
        if (mapping.isEmpty()) {
            return leafIsMember ? LEAF : EMPTY;
        }
        var builder = new Builder();
        mapping.fields().forEach((step, below) -> {
            if (!step.equals(".")) {
                builder.add(step, read(below instanceof Tree.Mapping inner ? inner : Tree.Mapping.EMPTY, true));
            }
        });
        return builder.build(mapping.get(".") != null);
    }

    /** As FieldsV1. */
    Tree.Mapping toTree() {
        if (size == 0) {
            return Tree.Mapping.EMPTY;
        }
        int dot = member ? 1 : 0;
        var names = new String[size + dot];
        var values = new Tree[size + dot];
        if (member) {
            names[0] = ".";
            values[0] = Tree.Mapping.EMPTY;
        }
        for (int i = 0; i < size; i++) {
            names[i + dot] = steps[i];
            values[i + dot] = nodes[i].toTree();
        }
        return Tree.Mapping.ofShared(names, values, 0);
    }

    boolean isEmpty() {
        return !member && size == 0;
    }

    boolean isMember() {
        return member;
    }

    /** What is in the set below {@code step}. */
    FieldSet at(String step) {
        int at = Arrays.binarySearch(steps, 0, size, step, Steps::compare);
        return at < 0 ? EMPTY : nodes[at];
    }

    FieldSet asMember(boolean wanted) {
        return member == wanted ? this : size == 0 ? (wanted ? LEAF : EMPTY) : new FieldSet(wanted, steps, nodes, size);
    }

    FieldSet union(FieldSet other) {
        return other.isEmpty() ? this : isEmpty() ? other : combine(other, Operation.UNION);
    }

    FieldSet intersection(FieldSet other) {
        return combine(other, Operation.INTERSECTION);
    }

    /** Without the paths in {@code other}; paths below them stay. */
    FieldSet difference(FieldSet other) {
        return isEmpty() || other.isEmpty() ? this : combine(other, Operation.DIFFERENCE);
    }

    /** Without the paths in {@code other} and whatever lies below them. */
    FieldSet withoutTrees(FieldSet other) {
        return isEmpty() || other.isEmpty() ? this : combine(other, Operation.WITHOUT_TREES);
    }

    private enum Operation {
        UNION,
        INTERSECTION,
        DIFFERENCE,
        WITHOUT_TREES;

        boolean member(boolean a, boolean b) {
            return switch (this) {
                case UNION -> a || b;
                case INTERSECTION -> a && b;
                case DIFFERENCE, WITHOUT_TREES -> a && !b;
            };
        }
    }

    private FieldSet combine(FieldSet other, Operation operation) {
        if (operation == Operation.WITHOUT_TREES && other.member) {
            return EMPTY;
        }
        var result = new Builder();
        int i = 0;
        int j = 0;
        while (i < size || j < other.size) {
            int order = i == size ? 1 : j == other.size ? -1 : Steps.compare(steps[i], other.steps[j]);
            String step = order <= 0 ? steps[i] : other.steps[j];
            FieldSet mine = order <= 0 ? nodes[i++] : EMPTY;
            FieldSet theirs = order >= 0 ? other.nodes[j++] : EMPTY;
            result.add(step, mine.with(theirs, operation));
        }
        return result.build(operation.member(member, other.member));
    }

    private FieldSet with(FieldSet other, Operation operation) {
        if (other.isEmpty()) {
            return operation == Operation.INTERSECTION ? EMPTY : this;
        }
        if (isEmpty()) {
            return operation == Operation.UNION ? other : EMPTY;
        }
        return combine(other, operation);
    }

    /** The steps and what lies below them, in order. */
    void forEach(BiConsumer<String, FieldSet> action) {
        for (int i = 0; i < size; i++) {
            action.accept(steps[i], nodes[i]);
        }
    }

    /** The paths as messages write them: {@code .spec.containers[name="a"].image}. */
    List<String> paths() {
        var result = new ArrayList<String>();
        paths("", result);
        return result;
    }

    /** The members of a node come before what lies below them, as the API server lists conflicts. */
    private void paths(String prefix, List<String> result) {
        forEach((step, node) -> {
            if (node.member) {
                result.add(prefix + Steps.toText(step));
            }
        });
        forEach((step, node) -> node.paths(prefix + Steps.toText(step), result));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof FieldSet that
                        && hash == that.hash
                        && member == that.member
                        && size == that.size
                        && Arrays.equals(steps, 0, size, that.steps, 0, size)
                        && Arrays.equals(nodes, 0, size, that.nodes, 0, size));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return paths().toString();
    }
}
