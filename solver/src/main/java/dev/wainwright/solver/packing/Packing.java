package dev.wainwright.solver.packing;

import java.util.List;

/**
 * A packing question: put every item on some machine, so that the machines taken cost as little as possible.
 *
 * <p>Machines are kinds, not pieces: any number of a kind may be taken, as long as the budgets it draws on allow. A piece
 * of machinery that exists only once (a node that is there, a reservation with two left) is a kind that draws 1 of a
 * budget of its own.
 *
 * @param items the classes, by number
 * @param machines the kinds, by number; some may be useless or worse than others in everything
 * @param budgets what several kinds draw on together, by number
 */
public record Packing(List<Item> items, List<Machine> machines, List<Budget> budgets) {
    public Packing {
        items = List.copyOf(items);
        machines = List.copyOf(machines);
        budgets = List.copyOf(budgets);
    }

    /**
     * Items that are all alike.
     *
     * @param count how many there are, at least 1
     * @param load what one of them takes, by resource number; never negative, all zero is allowed
     * @param perMachine how many of them one machine may hold, at least 1
     * @param conflicts the items, as a bit set over their numbers, of which a machine that holds one of these may hold
     *     none; symmetric, and never the item itself
     */
    public record Item(int count, long[] load, int perMachine, long[] conflicts) {}

    /**
     * A kind of machine.
     *
     * @param room what it holds, by resource number; as long as every load, never negative
     * @param price of one, in billionths of a dollar per hour, rounded down; 0 is allowed
     * @param admits the items that it may hold, as a bit set over their numbers
     * @param draws what taking one of it draws from budgets, at most one entry for each
     */
    public record Machine(long[] room, long price, long[] admits, List<Draw> draws) {
        public Machine {
            draws = List.copyOf(draws);
        }

        /** Its price and what it draws at a price for each unit of the budgets. */
        double cost(double[] budgetPrices) {
            double sum = price;
            for (Draw draw : draws) {
                sum += budgetPrices[draw.budget()] * draw.amount();
            }
            return sum;
        }
    }

    /** Something of a budget: {@code amount} is above 0. */
    public record Draw(int budget, long amount) {}

    /** How much may be drawn in all; not negative. */
    public record Budget(long limit) {}

    /** How many items there are, of all classes together. */
    int count() {
        return items.stream().mapToInt(Item::count).sum();
    }

    public int resources() {
        return machines.isEmpty() ? 0 : machines.getFirst().room().length;
    }
}
