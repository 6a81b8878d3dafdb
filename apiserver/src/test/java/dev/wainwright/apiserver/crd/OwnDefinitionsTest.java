package dev.wainwright.apiserver.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.crd.Crd;
import dev.wainwright.api.crd.Crds;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The definitions that Karpenter's users bring, rules and all. */
class OwnDefinitionsTest {
    static List<Crd> definitions() {
        return Crds.all();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void ourOwnDefinitionsAreAcceptedAndReadBackAsTheyWere(Crd crd) {
        CustomKind kind = CustomKinds.read(crd.document()).orThrow().getFirst();
        assertThat(kind.crd().name()).isEqualTo(crd.name());
        assertThat(kind.crd().columns()).isEqualTo(crd.columns());
        assertThat(kind.crd().scale()).isEqualTo(crd.scale());
        assertThat(kind.crd().kind().schema().get().properties().keySet())
                .containsAll(crd.kind().schema().get().properties().keySet());
    }
}
