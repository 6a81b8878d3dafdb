package dev.wainwright.solver.topology;

import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.topology.Membership.Binding;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many pods of a class a required spread leaves in each domain, whatever the plan: where l are in one, the skew lets the
 * others have no more than s above that, and all of them have to be somewhere; where t are in one, the others have no fewer
 * than t − s, and there are only so many. Only for spreads that count one class alone of those that are to be placed.
 *
 * @param key the number of the topology key
 * @param least how many pods each domain gets, at least, by number
 * @param most how many, at most; none where the class does not spread to
 * @param decide whether whatever keeps to them keeps the spread, and no other rule over the key concerns the class
 */
public record SpreadLevels(int key, int[] least, int[] most, boolean decide) {
    /** How many of the pods that a domain has of those that a spread counts are not to be placed, but there already. */
    @FunctionalInterface
    public interface Others {
        Others NONE = (classNumber, key, domain, counted) -> 0;

        int in(int classNumber, int key, int domain, int counted);
    }

    /**
     * @param classes what is demanded of each class, wishes left out
     * @param pods how many pods of each class there are to place
     * @return per class the spread that forces most; null where none forces any
     */
    public static @Nullable SpreadLevels[] of(Membership[] classes, int[] pods, Others others) {
        var counted = new IdentityHashMap<TopologyGroup, Integer>();
        for (Membership member : classes) {
            for (TopologyGroup group : member.countedBy) {
                counted.merge(group, 1, Integer::sum);
            }
        }
        var all = new SpreadLevels[pods.length];
        for (int c = 0; c < pods.length; c++) {
            for (Binding binding : classes[c].keyBindings) {
                if (binding.group().identity.kind() == TopologyGroup.Kind.SPREAD
                        && binding.self()
                        && counted.getOrDefault(binding.group(), 0) == 1) {
                    SpreadLevels levels = of(binding, classes[c], pods[c], others(binding.group(), c, others));
                    all[c] = all[c] == null || levels.forced() > all[c].forced() ? levels : all[c];
                }
            }
        }
        return all;
    }

    private static int[] others(TopologyGroup group, int classNumber, Others others) {
        int[] there = new int[group.counts.length];
        Arrays.setAll(there, d -> others.in(classNumber, group.identity.key(), d, group.counts[d]));
        return there;
    }

    private int forced() {
        return Arrays.stream(least).sum();
    }

    private static SpreadLevels of(Binding binding, Membership member, int pods, int[] there) {
        TopologyGroup group = binding.group();
        int key = group.identity.key();
        int[] domains = IntStream.range(0, there.length)
                .filter(d -> Bits.has(member.podDomains[key], d) && Bits.has(group.eligible, d))
                .toArray();
        int[] least = new int[there.length];
        int[] most = new int[there.length];
        if (domains.length == 0 || domains.length < group.identity.minDomains() || looksElsewhere(binding, domains)) {
            Arrays.stream(domains).forEach(d -> most[d] = pods);
            return new SpreadLevels(key, least, most, false);
        }
        int skew = group.identity.maxSkew();
        int all = pods + Arrays.stream(domains).map(d -> there[d]).sum();
        int lowest = Integer.MAX_VALUE;
        int highest = 0;
        for (int d : domains) {
            while (there[d] + least[d] + sum(domains, d, there, there[d] + least[d] + skew) < all) {
                least[d]++;
            }
            while (most[d] < pods
                    && there[d] + most[d] + 1 + sum(domains, d, there, there[d] + most[d] + 1 - skew) <= all) {
                most[d]++;
            }
            lowest = Math.min(lowest, there[d] + least[d]);
            highest = Math.max(highest, most[d] > 0 ? there[d] + most[d] : 0);
        }
        return new SpreadLevels(key, least, most, highest - lowest <= skew && isAlone(group, member));
    }

    /** What all domains but one have when each is filled up to a level. */
    private static int sum(int[] domains, int but, int[] there, int level) {
        int sum = 0;
        for (int d : domains) {
            sum += d == but ? 0 : Math.max(there[d], level);
        }
        return sum;
    }

    /** Whether the spread is measured against domains that the class cannot go to. */
    private static boolean looksElsewhere(Binding binding, int[] domains) {
        long[] measured = binding.group().withNodes.clone();
        Bits.and(measured, binding.group().eligible);
        Arrays.stream(domains).forEach(d -> Bits.clear(measured, d));
        return binding.everyNode() && !Bits.isEmpty(measured);
    }

    private static boolean isAlone(TopologyGroup group, Membership member) {
        return Stream.of(
                        Arrays.stream(member.keyBindings).map(Binding::group),
                        Arrays.stream(member.countedBy),
                        Arrays.stream(member.keepsAway))
                .flatMap(groups -> groups)
                .allMatch(other -> other == group || other.identity.key() != group.identity.key());
    }
}
