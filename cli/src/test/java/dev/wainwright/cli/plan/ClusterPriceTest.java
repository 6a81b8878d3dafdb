package dev.wainwright.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.meta.ObjectMeta;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cloud.catalog.Catalog;
import dev.wainwright.cloud.catalog.CatalogOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterPriceTest {
    private static final Supply EC2 = new Supply.Ec2(Catalog.embedded(), CatalogOptions.DEFAULT, Map.of());

    @Test
    void nodesArePricedByTypeZoneAndCapacityType() {
        var price = ClusterPrice.of(
                List.of(
                        node("karpenter.sh/capacity-type", "on-demand"),
                        node("node.kubernetes.io/instance-type", "m6i.large")),
                EC2);
        assertThat(price).isEqualTo(new ClusterPrice(2, 0, 0.192, false));
    }

    @Test
    void spotNodesOfManagedGroupsCostSpotPricesWhichAreModelled() {
        var price = ClusterPrice.of(List.of(node("eks.amazonaws.com/capacityType", "SPOT")), EC2);
        assertThat(price.modelled()).isTrue();
        assertThat(price.hourly()).isPositive().isLessThan(0.096);
    }

    @Test
    void nodesThatTheCatalogueDoesNotKnowAreCountedAndCostNothing() {
        var price = ClusterPrice.of(
                List.of(
                        node("node.kubernetes.io/instance-type", "mainframe"),
                        node("topology.kubernetes.io/zone", "moon-1a"),
                        node("", "")),
                EC2);
        assertThat(price).isEqualTo(new ClusterPrice(3, 2, 0.096, false));
    }

    /** An m6i.large in us-east-1a, with one label more or other. */
    private static Node node(String label, String value) {
        var labels = new HashMap<>(
                Map.of("node.kubernetes.io/instance-type", "m6i.large", "topology.kubernetes.io/zone", "us-east-1a"));
        labels.put(label, value);
        return new Node(
                ObjectMeta.named("", "node").withLabels(labels),
                new Node.Spec("", null, List.of()),
                new Node.Status(Map.of(), Map.of(), List.of()),
                Tree.Mapping.EMPTY);
    }
}
