package dev.wainwright.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wainwright.api.core.Node;
import dev.wainwright.cli.shell.Failure;
import dev.wainwright.model.instance.Labels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstNodesTest {
    private static List<Node> nodes(String text) {
        return FirstNodes.of(FirstNodes.parse(text)).stream()
                .map(Node.class::cast)
                .toList();
    }

    @Test
    void numberAloneMeansOrdinaryNodesOverTheZones() {
        assertThat(nodes("3"))
                .hasSize(3)
                .allSatisfy(node -> {
                    assertThat(node.metadata().labels()).containsEntry(Labels.INSTANCE_TYPE, "m7g.large");
                    assertThat(node.status().allocatable()).containsKeys("cpu", "memory", "pods");
                    assertThat(node.spec().taints()).isEmpty();
                })
                .extracting(node -> node.metadata().labels().get(Labels.ZONE))
                .doesNotHaveDuplicates();
    }

    @Test
    void typesAreCountedTogether() {
        assertThat(FirstNodes.parse("m5.large=1, c7g.xlarge=2,m5.large=3"))
                .containsExactly(Map.entry("m5.large", 4), Map.entry("c7g.xlarge", 2));
        assertThat(nodes("m5.large=1,c7g.xlarge=2"))
                .extracting(Node::name)
                .as("names are told apart over types")
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingIsAskedForByDefault() {
        assertThat(nodes("")).isEmpty();
        assertThat(nodes("0")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "m5.large", "m5.large=", "=3x", "1,,2", "99999", "m7g.large=5000,1", "1.5"})
    void nonsenseIsRefusedWithAWayOut(String text) {
        assertThatThrownBy(() -> nodes(text)).isInstanceOf(Failure.class).hasMessageContaining("--nodes " + text);
    }

    @Test
    void typeThatIsNotSoldIsNamed() {
        assertThatThrownBy(() -> nodes("m5.lage=1"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no instance type m5.lage");
    }
}
