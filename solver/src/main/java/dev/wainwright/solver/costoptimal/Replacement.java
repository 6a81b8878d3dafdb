package dev.wainwright.solver.costoptimal;

import dev.wainwright.model.resource.Resources;
import dev.wainwright.solver.Reason;
import dev.wainwright.solver.firstfit.Claim;
import dev.wainwright.solver.firstfit.Solution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node replaces in the first-fit plan, and what that saves: its pods' shares of the nodes that first fit would have
 * put them on. A node's price is shared out among its pods by what they take of it, as a mean over the resources, so that
 * all shares of a plan add up to its price.
 */
public final class Replacement {
    private static final int NAMED = 3;

    private final Solution before;
    private final Solution after;

    public Replacement(Solution before, Solution after) {
        this.before = before;
        this.after = after;
    }

    /** Where the pods of a new node would have been, as a reason for it. */
    public Reason of(Claim node) {
        var pods = new TreeMap<Integer, List<Integer>>();
        int host = after.firstClaim() + after.claims().indexOf(node);
        for (int pod : after.sequence()) {
            if (after.host(pod) == host) {
                pods.computeIfAbsent(before.host(pod), h -> new ArrayList<>()).add(pod);
            }
        }
        var because = new ArrayList<Reason>();
        double there = 0;
        int elsewhere = 0;
        for (Map.Entry<Integer, List<Integer>> entry : pods.entrySet()) {
            int claim = entry.getKey() - before.firstClaim();
            if (claim < 0) {
                elsewhere++;
                continue;
            }
            Claim replaced = before.claims().get(claim);
            double share = share(replaced, entry.getValue());
            there += share * price(before, replaced);
            because.add(Reason.of("%d of the %d pods of a %s at %s"
                    .formatted(
                            entry.getValue().size(),
                            podsOn(entry.getKey()),
                            before.options(replaced).getFirst().type(),
                            dollars(price(before, replaced)))));
        }
        double here = price(after, node);
        String text =
                "in the first-fit plan its pods are on %s and cost %s there, by their share; here they cost %s, %s"
                        .formatted(nodes(pods.size()), dollars(there), dollars(here), difference(there - here));
        return new Reason(elsewhere > 0 ? text + " (some had no new node there)" : text, shortened(because));
    }

    private static String nodes(int count) {
        return count == 1 ? "one node" : count + " nodes";
    }

    private static String difference(double saving) {
        if (Math.abs(saving) < 5e-5) {
            return "the same";
        }
        return saving > 0 ? dollars(saving) + " less" : dollars(-saving) + " more, which lets other nodes be cheaper";
    }

    private static List<Reason> shortened(List<Reason> reasons) {
        if (reasons.size() <= NAMED + 1) {
            return reasons;
        }
        var some = new ArrayList<>(reasons.subList(0, NAMED));
        some.add(Reason.of("pods of " + (reasons.size() - NAMED) + " further nodes"));
        return some;
    }

    private int podsOn(int host) {
        int count = 0;
        for (int pod : before.sequence()) {
            count += before.host(pod) == host ? 1 : 0;
        }
        return count;
    }

    /** What part of a node's load some of its pods are. */
    private double share(Claim node, List<Integer> pods) {
        Resources all = before.load(node);
        long[] load = new long[before.placedAs(pods.getFirst()).load().length];
        for (int pod : pods) {
            long[] one = before.placedAs(pod).load();
            for (int i = 0; i < load.length; i++) {
                load[i] += one[i];
            }
        }
        Resources mine = before.resources().resources(load);
        double sum = 0;
        for (int i = 0; i < all.size(); i++) {
            sum += (double) mine.get(all.name(i)) / all.amountAt(i);
        }
        return all.size() == 0 ? 1 : sum / all.size();
    }

    private static double price(Solution solution, Claim node) {
        return solution.options(node).getFirst().price();
    }

    private static String dollars(double price) {
        return String.format(Locale.ROOT, "$%.4f/h", price);
    }
}
