package dev.wainwright.apiserver.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.crd.Crds;
import dev.wainwright.api.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcceptanceTest {
    private static final Tree.Mapping DEFINITION = Crds.all().getFirst().document();
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Acceptance.Taken NOTHING = new Acceptance.Taken(Set.of(), Set.of());

    @Test
    void aDefinitionGetsItsNamesWhenNobodyHasThem() {
        Tree.Mapping accepted = Acceptance.of(DEFINITION, NOTHING, NOW);
        assertThat(Acceptance.isEstablished(accepted)).isTrue();
        assertThat(accepted.mapping("status").mapping("acceptedNames").text("plural", ""))
                .isEqualTo("nodepools");
        assertThat(accepted.mapping("status").items("storedVersions")).isEqualTo(List.of(Tree.text("v1")));
    }

    @Test
    void aDefinitionWhoseNameIsTakenIsNotEstablished() {
        var taken = new Acceptance.Taken(Set.of("nodepools"), Set.of());
        Tree.Mapping refused = Acceptance.of(DEFINITION, taken, NOW);
        assertThat(Acceptance.isEstablished(refused)).isFalse();
        assertThat(condition(refused, 0).text("reason", "")).isEqualTo("PluralConflict");
        assertThat(condition(refused, 0).text("message", "")).isEqualTo("\"nodepools\" is already in use");
        assertThat(condition(refused, 1).text("message", "")).isEqualTo("not all names are accepted");
        assertThat(refused.mapping("status").mapping("acceptedNames").get("plural"))
                .isNull();
    }

    @Test
    void onceEstablishedAKindStaysSo() {
        Tree.Mapping accepted = Acceptance.of(DEFINITION, NOTHING, NOW);
        var taken = new Acceptance.Taken(Set.of(), Set.of("NodePool"));
        Tree.Mapping later = Acceptance.of(accepted, taken, LATER);
        assertThat(Acceptance.isEstablished(later)).isTrue();
        assertThat(condition(later, 0).text("reason", "")).isEqualTo("KindConflict");
    }

    @Test
    void timesTellWhenAConditionChangedNotWhenItWasLookedAt() {
        Tree.Mapping accepted = Acceptance.of(DEFINITION, NOTHING, NOW);
        Tree.Mapping again = Acceptance.of(accepted, NOTHING, LATER);
        assertThat(again).isEqualTo(accepted);
        assertThat(condition(again, 0).text("lastTransitionTime", "")).isEqualTo("2026-01-02T03:04:05Z");
    }

    private static Tree.Mapping condition(Tree.Mapping definition, int index) {
        return (Tree.Mapping) definition.mapping("status").items("conditions").get(index);
    }
}
