package dev.wainwright.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Golden;
import dev.wainwright.api.tree.Yaml;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CrdsTest {
    @ParameterizedTest
    @MethodSource("names")
    void everyKindIsPrintedAsItsGoldenFile(String name) {
        String yaml = Yaml.print(Crds.find(name).orElseThrow().document());

        Golden.assertMatches("crds/" + name + ".yaml", yaml);
    }

    @ParameterizedTest
    @CsvSource({
        "nodepools.karpenter.sh, NodePool",
        "NodePool, NodePool",
        "ec2nc, EC2NodeClass",
        "cb, CapacityBuffer",
        "overlays, NodeOverlay"
    })
    void aKindIsFoundByAnyOfItsNames(String word, String kind) {
        assertThat(Crds.find(word).orElseThrow().kind().kind()).isEqualTo(kind);
    }

    @Test
    void anUnknownNameFindsNothing() {
        assertThat(Crds.find("pods")).isEmpty();
    }

    static Stream<String> names() {
        return Crds.all().stream().map(Crd::name);
    }
}
