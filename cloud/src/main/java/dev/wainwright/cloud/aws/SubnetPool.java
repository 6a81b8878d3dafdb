package dev.wainwright.cloud.aws;

import dev.wainwright.api.aws.Ec2NodeClass;
import dev.wainwright.cloud.ec2.Ec2;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which subnet of a zone to launch into: the one with most free addresses, less those that launches under way will take
 * (karpenter-aws §4.3). A subnet that nothing is known of counts as empty.
 */
final class SubnetPool {
    private final Map<String, Integer> free = new HashMap<>();
    private final Map<String, Long> learnt = new HashMap<>();
    private final Map<String, String> zoneIds = new HashMap<>();
    private long moment;

    /** What EC2 says now; launches under way are in it, or will be when it is asked again. */
    synchronized void seen(Collection<Ec2.Subnet> subnets) {
        subnets.forEach(subnet -> {
            learn(subnet.id(), subnet.availableIpAddressCount());
            zoneIds.put(subnet.zone(), subnet.zoneId());
        });
    }

    /** The id of a zone that a subnet was seen in, else empty. */
    synchronized String zoneId(String zone) {
        return zoneIds.getOrDefault(zone, "");
    }

    /** A launch found it full: worse than one that nothing is known of. */
    synchronized void exhausted(String id) {
        learn(id, -1);
    }

    private void learn(String id, int addresses) {
        free.put(id, addresses);
        learnt.put(id, ++moment);
    }

    /** The best subnet of each zone. */
    synchronized SortedMap<String, String> best(List<Ec2NodeClass.Subnet> subnets) {
        var best = new TreeMap<String, String>();
        for (Ec2NodeClass.Subnet subnet : subnets) {
            best.merge(subnet.zone(), subnet.id(), (known, next) -> left(next) > left(known) ? next : known);
        }
        return best;
    }

    /** Reckons with a launch into one of these; returns the moment, for {@link #release}. */
    synchronized long expect(Collection<String> ids, int addresses) {
        ids.forEach(id -> free.computeIfPresent(id, (any, left) -> left - addresses));
        return moment;
    }

    /** Takes back what was reckoned with since a moment, except where something has been learnt afterwards. */
    synchronized void release(Collection<String> ids, int addresses, long since) {
        for (String id : ids) {
            Long known = learnt.get(id);
            if (known != null && known <= since) {
                free.computeIfPresent(id, (any, left) -> left + addresses);
            }
        }
    }

    private int left(String id) {
        return free.getOrDefault(id, 0);
    }
}
