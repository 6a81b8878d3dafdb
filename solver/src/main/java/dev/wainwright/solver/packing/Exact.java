package dev.wainwright.solver.packing;

import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.packing.Loader.Answer;
import dev.wainwright.solver.packing.Packing.Machine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cheapest packing of a small question, with proof.
 *
 * <p>The pattern LP takes machines in fractions; where a plan has few machines, that is most of what lies between its price
 * and the bound. So here whole machines are chosen first and loaded after (Benders 1962; with a search in place of his
 * linear program, Hooker and Ottosson 2003). A fleet is so many machines of each kind; fleets are looked at in the order of
 * what they cost with the least that they lack. {@link Yardsticks} rule out nearly all at a glance, {@link Shortfall} finds
 * a new yardstick for a fleet that they let pass, and {@link Loading} or {@link Completion} decides about those that could
 * hold everything in fractions. The first fleet that can be loaded is the cheapest packing. However early the search ends, nothing is cheaper
 * than the first fleet that was not ruled out.
 *
 * <p>Machines that are there for nothing, in a number of their own, are part of every fleet. Whole numbers throughout.
 *
 * <p>Cost: fleets × yardsticks × kinds; a linear program for each fleet that passes, a tree search for few of them.
 */
final class Exact {
    /** The work to spend at most: much more seldom brings anything that this does not. */
    private static final long EFFORT = 200_000;

    /** With more items than this, it seldom brings anything at all. */
    private static final int FEW = 60;

    private static final long LITTLE_EFFORT = 60_000;
    /** With more items than this, unless they are of few classes, there is no use in trying. */
    private static final int MANY = 300;

    private static final int FEW_CLASSES = 4;

    /** Where there is much work to spend, the part of it that is spent here. */
    private static final double MORE_EFFORT = 0.05;

    private static final int MOST_FLEETS = 1_000_000;
    /** The part of the work left that one way of loading a fleet may take at first, and when nothing else is to be done. */
    private static final double LOADING = 0.3;

    private static final double LOADING_AGAIN = 0.5;

    /** What has to be spent besides where nothing is known to be missing. */
    private static final long NOTHING = -1;

    private final Packing packing;
    private final Steps steps;
    private final Choice choice;
    private final long unit;
    private final Yardsticks yardsticks;
    private final Merging merging;
    private final Shortfall shortfall;
    private final PriorityQueue<Fleet> queue = new PriorityQueue<>();
    private long numbers;
    private long work;
    private List<Pattern> best;
    private long bestPrice;
    /** Fleets that pass all yardsticks and that nobody has managed to load yet, or to prove that it cannot be done. */
    private final List<Fleet> undecided = new ArrayList<>();

    /** What is known in the end: the best packing, and what no packing costs less than. */
    record Closed(List<Pattern> patterns, long bound) {}

    /**
     * Machines to buy.
     *
     * @param kinds the position of each one's kind, ascending
     * @param bound no packing costs less that takes these and none before the last of them
     * @param lacks whether a yardstick says that they cannot hold everything
     * @param asked how many yardsticks there were to ask
     */
    private record Fleet(int[] kinds, long price, long bound, boolean lacks, int asked, long number)
            implements Comparable<Fleet> {
        @Override
        public int compareTo(Fleet other) {
            int byBound = Long.compare(bound, other.bound);
            int byPrice = byBound != 0 ? byBound : Long.compare(other.price, price);
            return byPrice != 0 ? byPrice : Long.compare(number, other.number);
        }

        int last() {
            return kinds.length == 0 ? 0 : kinds[kinds.length - 1];
        }
    }

    private Exact(Packing packing, List<Pattern> known, long limit, double[] values, Steps steps) {
        this.packing = packing;
        this.steps = steps;
        unit = unit(packing);
        var pricing = new Pricing(packing);
        choice = Choice.of(packing, values, pricing);
        merging = new Merging(packing, choice.fits().subList(0, choice.prices().length));
        yardsticks = new Yardsticks(packing, choice, pricing);
        yardsticks.addObvious(values, steps);
        shortfall = new Shortfall(packing, choice.fits(), pricing, values);
        best = known;
        bestPrice = Math.min(
                limit, Improve.items(known) == packing.count() ? Improve.price(packing, known) : Long.MAX_VALUE);
    }

    /**
     * Looks for the cheapest packing.
     *
     * @param known a packing; it need not be complete
     * @param limit a price from which on nobody asks for a packing, or whether there is none
     * @param relaxed the fractional one
     */
    static Closed close(Packing packing, List<Pattern> known, long limit, Relaxed relaxed, Steps steps) {
        long least = attainable(packing, relaxed.bound());
        long effort = Math.max(effort(packing), (long) (steps.left() * MORE_EFFORT));
        if (!isFor(packing) || steps.areSpent() || !isInOrder(packing)) {
            return new Closed(known, least);
        }
        var exact = new Exact(packing, known, limit, relaxed.itemDuals(), steps.atMost(effort));
        long bound = exact.run(least);
        return new Closed(exact.best, Math.max(least, bound));
    }

    /** Whether a question is small enough to be worth trying. */
    static boolean isFor(Packing packing) {
        return effort(packing) > 0;
    }

    private static long effort(Packing packing) {
        int items = packing.count();
        if (items <= FEW) {
            return EFFORT;
        }
        return items <= MANY || packing.items().size() <= FEW_CLASSES ? LITTLE_EFFORT : 0;
    }

    /** Whether every item has a price: no machine is free in any number, and none fits nowhere. */
    private static boolean isInOrder(Packing packing) {
        long[] held = Bits.none(packing.items().size());
        for (Fit fit : Dominance.undominated(packing)) {
            Machine machine = packing.machines().get(fit.machine);
            if (machine.price() == 0 && machine.draws().isEmpty()) {
                return false;
            }
            Arrays.stream(fit.items).forEach(item -> Bits.set(held, item));
        }
        return Bits.count(held) == packing.items().size();
    }

    /**
     * The least that whole machines can cost when fractions cost at least {@code bound}: a multiple of whatever divides
     * every price.
     */
    static long attainable(Packing packing, long bound) {
        long unit = unit(packing);
        // where no packing will do, bounds may be beyond all prices
        return bound > Long.MAX_VALUE - unit ? bound : Math.ceilDiv(bound, unit) * unit;
    }

    private static long unit(Packing packing) {
        BigInteger divisor = BigInteger.ZERO;
        for (Fit fit : Dominance.undominated(packing)) {
            divisor = divisor.gcd(
                    BigInteger.valueOf(packing.machines().get(fit.machine).price()));
        }
        return Math.max(1, divisor.longValueExact());
    }

    /** What no packing costs less than. */
    private long run(long floor) {
        offer(new int[0], 0, floor, NOTHING);
        while (!queue.isEmpty() && queue.peek().bound < bestPrice) {
            if (steps.areSpent() || numbers > MOST_FLEETS) {
                return Math.min(queue.peek().bound, leastUndecided());
            }
            Fleet fleet = queue.remove();
            if (!askAgain(fleet) && (fleet.lacks || !decide(fleet))) {
                expand(fleet);
            }
        }
        loadUndecided();
        return Math.min(bestPrice, leastUndecided());
    }

    private Stream<Fleet> stillUndecided() {
        return undecided.stream()
                .filter(fleet -> yardsticks.all().stream().allMatch(each -> each.missing(fleet.kinds) <= 0));
    }

    private long leastUndecided() {
        return stillUndecided().mapToLong(Fleet::price).min().orElse(Long.MAX_VALUE);
    }

    /** The cheapest first: when one can be loaded, the others are of no use. */
    private void loadUndecided() {
        List<Fleet> left =
                stillUndecided().sorted(Comparator.comparingLong(Fleet::price)).toList();
        undecided.clear();
        for (Fleet fleet : left) {
            if (fleet.price < bestPrice) {
                load(fleet, LOADING_AGAIN);
            }
        }
    }

    /** Whether there are yardsticks that have not been asked about a fleet: it is put back when they have been. */
    private boolean askAgain(Fleet fleet) {
        List<Yardstick> all = yardsticks.all();
        if (fleet.asked == all.size()) {
            return false;
        }
        long more = fleet.lacks ? 0 : NOTHING;
        for (Yardstick yardstick : all.subList(fleet.asked, all.size())) {
            more = Math.max(more, more(yardstick, yardstick.missing(fleet.kinds), fleet.last()));
            work += 10 + fleet.kinds.length;
        }
        offer(fleet.kinds, fleet.price, fleet.bound, more);
        return true;
    }

    /** Whether a fleet that passes all yardsticks has been put back, because a new one says that it lacks something. */
    private boolean decide(Fleet fleet) {
        long[] sizes = shortfall.sizes(withGiven(fleet), steps);
        if (sizes.length > 0
                && yardsticks.add(sizes, steps)
                && yardsticks.all().getLast().missing(fleet.kinds) > 0) {
            return askAgain(fleet);
        }
        load(fleet, LOADING);
        return false;
    }

    private int[] withGiven(Fleet fleet) {
        return IntStream.concat(Arrays.stream(fleet.kinds), Arrays.stream(choice.given()))
                .toArray();
    }

    /** Tries whether the machines can hold everything: they are the cheapest that might. */
    private void load(Fleet fleet, double share) {
        int[] kinds = withGiven(fleet);
        Answer answer = load(part -> new Loading(packing, choice.fits(), kinds, part), fleet.price, share);
        if (answer == Answer.UNKNOWN) {
            answer = load(part -> new Completion(packing, choice.fits(), kinds, part), fleet.price, share);
        }
        if (answer == Answer.UNKNOWN) {
            undecided.add(fleet);
        }
    }

    private Answer load(Function<Steps, Loader> way, long price, double share) {
        Steps part = steps.share(share);
        Loader loader = way.apply(part);
        Answer answer = loader.answer();
        steps.takeBack(part);
        if (answer == Answer.YES) {
            best = loader.patterns();
            bestPrice = price;
        }
        return answer;
    }

    /** Offers it with one machine more, of each kind that is not before its last. */
    private void expand(Fleet fleet) {
        List<Yardstick> all = yardsticks.all();
        long[] missing =
                all.stream().mapToLong(each -> each.missing(fleet.kinds)).toArray();
        work += (long) all.size() * fleet.kinds.length;
        for (int kind = fleet.last(); kind < choice.prices().length; kind++) {
            long price = fleet.price + choice.prices()[kind];
            int[] kinds = Arrays.copyOf(fleet.kinds, fleet.kinds.length + 1);
            kinds[fleet.kinds.length] = kind;
            if (price < bestPrice && choice.isWithinBudgets(kinds)) {
                long more = NOTHING;
                for (int i = 0; i < missing.length; i++) {
                    more = Math.max(
                            more, more(all.get(i), missing[i] - all.get(i).most(kind), kind));
                }
                work += 10L * missing.length + kinds.length;
                if (least(price, fleet.bound, more) < bestPrice && !merging.isMergeable(fleet.kinds, kind)) {
                    offer(kinds, price, fleet.bound, more);
                }
            }
        }
        work += merging.work();
        steps.take(work / 1000);
        work %= 1000;
    }

    /** What it costs at least to get what is missing by a yardstick; {@link #NOTHING} when nothing is. */
    private static long more(Yardstick yardstick, long missing, int from) {
        return missing > 0 ? yardstick.cost(missing, from) : NOTHING;
    }

    /**
     * Puts a fleet into the queue, unless it can be of no use.
     *
     * @param bound a price below which there is nothing, for whatever reason
     * @param more what has to be spent besides the fleet's own price, or {@link #NOTHING}
     */
    private void offer(int[] kinds, long price, long bound, long more) {
        long least = least(price, bound, more);
        if (least < bestPrice) {
            queue.add(new Fleet(
                    kinds, price, least, more != NOTHING, yardsticks.all().size(), numbers++));
        }
    }

    private long least(long price, long bound, long more) {
        if (more == Long.MAX_VALUE) {
            return more;
        }
        return Math.max(bound, more == NOTHING ? price : Math.ceilDiv(price + more, unit) * unit);
    }
}
