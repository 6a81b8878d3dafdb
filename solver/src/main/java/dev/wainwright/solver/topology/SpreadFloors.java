package dev.wainwright.solver.topology;

import dev.wainwright.solver.catalogue.Bits;
import dev.wainwright.solver.topology.Membership.Binding;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many pods a required spread forces into every domain, whatever the plan: with a skew of at most s over z domains, n
 * pods leave none with fewer than (n − (z − 1)·s) / z. Only for spreads that count one class alone, on a cluster without
 * nodes.
 *
 * @param key the number of the topology key
 * @param domains the domains that the class spreads over, as a bit set
 * @param least how many pods each of them has, at least
 */
public record SpreadFloors(int key, long[] domains, int least) {
    /**
     * @param classes what is demanded of each class, wishes left out
     * @param pods how many pods of each class there are
     * @return per class the spread that forces most; null where none forces any
     */
    public static @Nullable SpreadFloors[] of(List<Membership> classes, int[] pods) {
        var counted = new IdentityHashMap<TopologyGroup, Integer>();
        for (Membership member : classes) {
            for (TopologyGroup group : member.countedBy) {
                counted.merge(group, 1, Integer::sum);
            }
        }
        var floors = new ArrayList<SpreadFloors>();
        for (int c = 0; c < pods.length; c++) {
            SpreadFloors most = null;
            for (Binding binding : classes.get(c).keyBindings) {
                if (binding.group().identity.kind() == TopologyGroup.Kind.SPREAD
                        && binding.self()
                        && counted.getOrDefault(binding.group(), 0) == 1) {
                    SpreadFloors floor = of(binding.group(), classes.get(c), pods[c]);
                    most = most == null || floor.least > most.least ? floor : most;
                }
            }
            floors.add(most);
        }
        return floors.toArray(SpreadFloors[]::new);
    }

    private static SpreadFloors of(TopologyGroup group, Membership member, int pods) {
        int key = group.identity.key();
        long[] domains = member.podDomains[key].clone();
        Bits.and(domains, group.eligible);
        int count = Bits.count(domains);
        if (count == 0 || count < group.identity.minDomains()) {
            return new SpreadFloors(key, domains, 0);
        }
        int sure = pods - (count - 1) * group.identity.maxSkew();
        return new SpreadFloors(key, domains, sure <= 0 ? 0 : (sure + count - 1) / count);
    }
}
