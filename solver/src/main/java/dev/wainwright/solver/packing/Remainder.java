package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.packing.Packing.Budget;
import dev.wainwright.solver.packing.Packing.Item;
import dev.wainwright.solver.packing.Packing.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is left of a packing question when part of it has been answered: a smaller question, and how its numbers map. */
final class Remainder {
    private final Packing whole;
    private final Packing packing;
    /** The items of the whole by their number here, and the other way round, with -1 for those that are gone. */
    private final int[] items;

    private final int[] numbers;
    private final int[] machines;

    /**
     * @param counts how many of each item are left
     * @param budgets what is left of each budget
     * @param kinds the machines to choose from
     */
    Remainder(Packing whole, int[] counts, long[] budgets, int[] kinds) {
        this.whole = whole;
        numbers = new int[counts.length];
        items = new int[(int) Arrays.stream(counts).filter(count -> count > 0).count()];
        int next = 0;
        for (int k = 0; k < counts.length; k++) {
            numbers[k] = counts[k] > 0 ? next : -1;
            if (counts[k] > 0) {
                items[next++] = k;
            }
        }
        var left = new ArrayList<Item>();
        for (int k : items) {
            Item item = whole.items().get(k);
            left.add(new Item(counts[k], item.load(), item.perMachine(), translated(item.conflicts())));
        }
        var usable = new ArrayList<Machine>();
        machines = Arrays.stream(kinds)
                .filter(kind -> whole.machines().get(kind).draws().stream()
                        .allMatch(draw -> draw.amount() <= budgets[draw.budget()]))
                .toArray();
        for (int kind : machines) {
            Machine machine = whole.machines().get(kind);
            usable.add(new Machine(machine.room(), machine.price(), translated(machine.admits()), machine.draws()));
        }
        packing = new Packing(
                left, usable, Arrays.stream(budgets).mapToObj(Budget::new).toList());
    }

    Packing packing() {
        return packing;
    }

    /** A pattern of this question as one of the whole. */
    Pattern inWhole(Pattern pattern) {
        int[] whose = Arrays.stream(pattern.items()).map(item -> items[item]).toArray();
        return new Pattern(machines[pattern.machine()], whose, pattern.counts());
    }

    /** Figures of the whole's items as figures of the items here. */
    double[] ofItems(double[] figures) {
        return Arrays.stream(items).mapToDouble(item -> figures[item]).toArray();
    }

    /** Writes figures of the items here where the whole's are kept. */
    void toWhole(double[] figures, double[] whole) {
        for (int i = 0; i < items.length; i++) {
            whole[items[i]] = figures[i];
        }
    }

    /** What is left of patterns of the whole: fewer items, on the cheapest machine that holds them; empty ones dropped. */
    List<Pattern> trimmed(List<Pattern> patterns, CheapestMachine cheapest) {
        int[] positions = new int[whole.machines().size()];
        Arrays.fill(positions, -1);
        for (int m = 0; m < machines.length; m++) {
            positions[machines[m]] = m;
        }
        var trimmed = new ArrayList<Pattern>();
        for (Pattern pattern : patterns) {
            Pattern here = trim(pattern);
            if (here.items().length > 0) {
                int machine = cheapest.of(inWholeItems(here), pattern.machine());
                if (positions[machine] >= 0) {
                    trimmed.add(new Pattern(positions[machine], here.items(), here.counts()));
                }
            }
        }
        return trimmed;
    }

    private Pattern inWholeItems(Pattern here) {
        return new Pattern(
                0, Arrays.stream(here.items()).map(item -> items[item]).toArray(), here.counts());
    }

    private Pattern trim(Pattern pattern) {
        int[] whose = new int[pattern.items().length];
        int[] counts = new int[whose.length];
        int size = 0;
        for (int i = 0; i < whose.length; i++) {
            int item = numbers[pattern.items()[i]];
            if (item >= 0) {
                whose[size] = item;
                counts[size++] =
                        Math.min(pattern.counts()[i], packing.items().get(item).count());
            }
        }
        return new Pattern(0, Arrays.copyOf(whose, size), Arrays.copyOf(counts, size));
    }

    private long[] translated(long[] set) {
        long[] here = Bits.none(items.length);
        for (int i = 0; i < items.length; i++) {
            if (Bits.has(set, items[i])) {
                Bits.set(here, i);
            }
        }
        return here;
    }
}
