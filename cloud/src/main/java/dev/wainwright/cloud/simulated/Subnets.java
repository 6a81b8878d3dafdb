package dev.wainwright.cloud.simulated;

import dev.wainwright.cloud.ec2.Ec2.Subnet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The subnets and the addresses that are left in each. */
final class Subnets {
    private final Map<String, Subnet> byId = new TreeMap<>();
    private final Map<String, Integer> free = new TreeMap<>();

    Subnets(List<Subnet> subnets) {
        subnets.forEach(this::add);
    }

    void add(Subnet subnet) {
        byId.put(subnet.id(), subnet);
        free.put(subnet.id(), subnet.availableIpAddressCount());
    }

    Optional<Subnet> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** As they are now, ordered by id. */
    List<Subnet> all() {
        return byId.values().stream()
                .map(subnet ->
                        new Subnet(subnet.id(), subnet.zone(), subnet.zoneId(), free.getOrDefault(subnet.id(), 0)))
                .toList();
    }

    boolean has(String id, int count) {
        return free.getOrDefault(id, 0) >= count;
    }

    /** Takes addresses; a negative count gives them back. */
    void take(String id, int count) {
        free.merge(id, -count, Integer::sum);
    }
}
