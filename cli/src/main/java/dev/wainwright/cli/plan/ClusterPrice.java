package dev.wainwright.cli.plan;

import dev.wainwright.api.core.Node;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.instance.Offering;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the nodes that are already there cost, judged by their labels.
 *
 * @param nodes how many there are
 * @param unpriced how many of them the catalogue has no price for; they count as nothing
 * @param hourly US dollars per hour for the others
 * @param modelled whether one of the prices comes from a model
 */
record ClusterPrice(int nodes, int unpriced, double hourly, boolean modelled) {
    static final ClusterPrice NONE = new ClusterPrice(0, 0, 0, false);

    static ClusterPrice of(List<Node> nodes, Supply supply) {
        if (nodes.isEmpty()) {
            return NONE;
        }
        Map<String, Offering> offerings = offerings(supply.all());
        int unpriced = 0;
        double hourly = 0;
        boolean modelled = false;
        for (Node node : nodes) {
            Offering offering = offerings.get(key(node.metadata().labels()));
            if (offering == null) {
                unpriced++;
            } else {
                hourly += offering.price();
                modelled |= offering.modelled();
            }
        }
        return new ClusterPrice(nodes.size(), unpriced, hourly, modelled);
    }

    private static Map<String, Offering> offerings(List<InstanceType> types) {
        var offerings = new HashMap<String, Offering>();
        for (InstanceType type : types) {
            for (Offering offering : type.offerings()) {
                // A reservation is paid for whether it is used or not; several of one type and zone cost the same.
                offerings.putIfAbsent(key(type.name(), offering.zone(), offering.capacityType()), offering);
            }
        }
        return offerings;
    }

    /** Nodes that Karpenter did not make have no capacity type; managed node groups label it in their own way. */
    private static String key(Map<String, String> labels) {
        String capacityType = labels.getOrDefault(
                Labels.CAPACITY_TYPE,
                labels.getOrDefault("eks.amazonaws.com/capacityType", Labels.ON_DEMAND)
                                .equalsIgnoreCase("SPOT")
                        ? Labels.SPOT
                        : Labels.ON_DEMAND);
        String type =
                labels.getOrDefault(Labels.INSTANCE_TYPE, labels.getOrDefault("beta.kubernetes.io/instance-type", ""));
        return key(type, labels.getOrDefault(Labels.ZONE, ""), capacityType);
    }

    private static String key(String type, String zone, String capacityType) {
        return type + " " + zone + " " + capacityType;
    }
}
