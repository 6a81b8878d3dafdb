package dev.wainwright.autoscaler.metrics;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.runtime.cache.Snapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What there is to buy and at which price, and what is being spent. */
final class OfferingGauges {
    private final Family price;
    private final Family available;
    private final Family cores;
    private final Family bytes;
    private final Family cost;
    private Shown last = new Shown(List.of(), List.of());

    /** The families as they were read off certain lists. */
    private record Shown(List<List<InstanceType>> lists, List<MetricSnapshot> families) {
        @SuppressWarnings("ReferenceEquality") // The cloud hands out the same instance until something changes.
        boolean isOf(List<List<InstanceType>> others) {
            boolean same = lists.size() == others.size();
            for (int i = 0; same && i < lists.size(); i++) {
                same = lists.get(i) == others.get(i);
            }
            return same;
        }
    }

    OfferingGauges(Meters meters) {
        String[] offering = {"instance_type", "capacity_type", "zone"};
        price = meters.gauge(
                "karpenter_cloudprovider_instance_type_offering_price_estimate",
                "US dollars per hour of an offering.",
                offering);
        available = meters.gauge(
                "karpenter_cloudprovider_instance_type_offering_available",
                "Whether an offering can be had, as far as is known: 1 or 0.",
                offering);
        cores = meters.gauge(
                "karpenter_cloudprovider_instance_type_cpu_cores", "Cores of an instance type.", "instance_type");
        bytes = meters.gauge(
                "karpenter_cloudprovider_instance_type_memory_bytes", "Memory of an instance type.", "instance_type");
        cost = meters.gauge(
                "karpenter_nodepools_cost_total", "US dollars per hour of all machines of a pool.", "nodepool");
    }

    void read(CloudProvider cloud, Snapshot store, Readings readings) {
        var lists = new ArrayList<List<InstanceType>>();
        for (NodePool pool : store.all(NodePool.class)) {
            List<InstanceType> choice = cloud.instanceTypes(pool, store);
            lists.add(choice);
            readings.add(cost, cost(pool, choice, store), pool.name());
        }
        readings.addAll(shown(lists).families());
    }

    /** Ten thousand offerings change seldom: what was read off once is shown until one of the lists is another one. */
    private synchronized Shown shown(List<List<InstanceType>> lists) {
        if (!last.isOf(lists)) {
            var types = new TreeMap<String, InstanceType>();
            lists.forEach(list -> list.forEach(type -> types.putIfAbsent(type.name(), type)));
            var readings = new Readings();
            types.values().forEach(type -> type(type, readings));
            last = new Shown(lists, readings.families());
        }
        return last;
    }

    private void type(InstanceType type, Readings readings) {
        readings.add(cores, type.capacity().get(Resources.CPU) / 1000.0, type.name());
        readings.add(bytes, (double) type.capacity().get(Resources.MEMORY), type.name());
        for (Map.Entry<String, Offering> each : offerings(type).entrySet()) {
            String[] labels = {
                type.name(), each.getValue().capacityType(), each.getValue().zone()
            };
            readings.add(price, each.getValue().price(), labels);
            readings.add(available, each.getValue().available() ? 1 : 0, labels);
        }
    }

    /** One per capacity type and zone: of several reservations any that is to be had stands for all. */
    private static Map<String, Offering> offerings(InstanceType type) {
        var offerings = new TreeMap<String, Offering>();
        for (Offering each : type.offerings()) {
            offerings.merge(
                    each.capacityType() + ' ' + each.zone(), each, (one, other) -> one.available() ? one : other);
        }
        return offerings;
    }

    private static double cost(NodePool pool, List<InstanceType> choice, Snapshot store) {
        var types = new HashMap<String, InstanceType>();
        choice.forEach(type -> types.put(type.name(), type));
        double sum = 0;
        for (NodeClaim claim : store.all(NodeClaim.class)) {
            if (Claims.pool(claim).equals(pool.name()) && Claims.isTrue(claim, Claims.LAUNCHED)) {
                InstanceType type = types.get(MachineCounts.label(claim.metadata(), Labels.INSTANCE_TYPE));
                sum += type == null ? 0 : price(type, claim);
            }
        }
        return sum;
    }

    private static double price(InstanceType type, NodeClaim claim) {
        String capacityType = MachineCounts.label(claim.metadata(), Labels.CAPACITY_TYPE);
        String zone = MachineCounts.label(claim.metadata(), Labels.ZONE);
        return type.offerings().stream()
                .filter(each ->
                        each.capacityType().equals(capacityType) && each.zone().equals(zone))
                .mapToDouble(Offering::price)
                .findFirst()
                .orElse(0);
    }
}
