package dev.wainwright.solver.topology;

import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.topology.Membership.Binding;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many pods of a class a required spread leaves in a domain, whatever the plan: with a skew of at most s over z domains,
 * n pods leave none with fewer than (n − (z − 1)·s) / z, and none with more than (n + (z − 1)·s) / z. Only for spreads that
 * count one class alone, on a cluster without nodes.
 *
 * @param key the number of the topology key
 * @param domains the domains that the class spreads over, as a bit set
 * @param least how many pods each of them has, at least
 * @param most how many, at most
 * @param decide whether whatever keeps to them keeps the spread, and no other rule over the key concerns the class
 */
public record SpreadLevels(int key, long[] domains, int least, int most, boolean decide) {
    /**
     * @param classes what is demanded of each class, wishes left out
     * @param pods how many pods of each class there are
     * @return per class the spread that forces most; null where none forces any
     */
    public static @Nullable SpreadLevels[] of(Membership[] classes, int[] pods) {
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
                    SpreadLevels levels = of(binding.group(), classes[c], pods[c]);
                    all[c] = all[c] == null || levels.least > all[c].least ? levels : all[c];
                }
            }
        }
        return all;
    }

    private static SpreadLevels of(TopologyGroup group, Membership member, int pods) {
        int key = group.identity.key();
        long[] domains = member.podDomains[key].clone();
        Bits.and(domains, group.eligible);
        int count = Bits.count(domains);
        if (count == 0 || count < group.identity.minDomains()) {
            return new SpreadLevels(key, domains, 0, pods, false);
        }
        int skew = group.identity.maxSkew();
        int others = (count - 1) * skew;
        int least = Math.max(0, Math.ceilDiv(pods - others, count));
        int most = Math.min(pods, (pods + others) / count);
        return new SpreadLevels(key, domains, least, most, most - least <= skew && isAlone(group, member));
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
