package dev.wainwright.cli.plan;

import dev.wainwright.api.core.Node;
import dev.wainwright.cli.catalog.NodePrices;
import dev.wainwright.model.instance.Offering;
import java.util.List;
import java.util.Optional;

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
        var prices = new NodePrices(supply.all());
        int unpriced = 0;
        double hourly = 0;
        boolean modelled = false;
        for (Node node : nodes) {
            Optional<Offering> offering = prices.of(node.metadata().labels());
            if (offering.isEmpty()) {
                unpriced++;
            } else {
                hourly += offering.get().price();
                modelled |= offering.get().modelled();
            }
        }
        return new ClusterPrice(nodes.size(), unpriced, hourly, modelled);
    }
}
