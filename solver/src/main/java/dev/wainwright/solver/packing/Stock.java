package dev.wainwright.solver.packing;

import java.util.Arrays;

/** What is left of the items and the budgets while machines are being taken. */
final class Stock {
    private final Packing packing;
    /** How many of each item are left, and how much of each budget; not to be changed from outside. */
    final int[] items;

    final long[] budgets;

    /** All that the question has. */
    Stock(Packing packing) {
        this.packing = packing;
        items = packing.items().stream().mapToInt(Packing.Item::count).toArray();
        budgets = packing.budgets().stream().mapToLong(Packing.Budget::limit).toArray();
    }

    boolean hasItems() {
        return Arrays.stream(items).anyMatch(count -> count > 0);
    }

    /** Whether the budgets allow one more machine of a kind. */
    boolean affords(int kind) {
        return packing.machines().get(kind).draws().stream().allMatch(draw -> draw.amount() <= budgets[draw.budget()]);
    }

    /** How often the very same pattern can be taken. */
    int copies(Pattern pattern) {
        long copies = Integer.MAX_VALUE;
        for (int i = 0; i < pattern.items().length; i++) {
            copies = Math.min(copies, items[pattern.items()[i]] / pattern.counts()[i]);
        }
        for (Packing.Draw draw : packing.machines().get(pattern.machine()).draws()) {
            copies = Math.min(copies, budgets[draw.budget()] / draw.amount());
        }
        return (int) copies;
    }

    void take(Pattern pattern) {
        add(pattern, -1);
    }

    void giveBack(Pattern pattern) {
        add(pattern, 1);
    }

    private void add(Pattern pattern, int sign) {
        for (int i = 0; i < pattern.items().length; i++) {
            items[pattern.items()[i]] += sign * pattern.counts()[i];
        }
        packing.machines()
                .get(pattern.machine())
                .draws()
                .forEach(draw -> budgets[draw.budget()] += sign * draw.amount());
    }
}
