package dev.wainwright.model.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RequirementsTest {
    private static final Requirements NODE = Requirements.ofLabels(Map.of("zone", "a", "arch", "arm64"));

    @Test
    void anUndefinedKeyStandsInTheWayUnlessItMayBeUndefined() {
        var demand = Requirements.of(Requirement.in("team", "red"));

        assertThat(NODE.satisfies(demand, key -> false)).isFalse();
        assertThat(NODE.undefined(demand, key -> false)).contains("team");
        assertThat(NODE.satisfies(demand, key -> key.equals("team"))).isTrue();
    }

    @Test
    void aDemandForAbsenceIsMetByAnUndefinedKey() {
        assertThat(NODE.satisfies(Requirements.of(Requirement.of("team", Operator.DOES_NOT_EXIST)), key -> false))
                .isTrue();
        assertThat(NODE.satisfies(Requirements.of(Requirement.of("team", Operator.NOT_IN, "red")), key -> false))
                .isTrue();
        assertThat(NODE.satisfies(Requirements.of(Requirement.of("zone", Operator.DOES_NOT_EXIST)), key -> false))
                .isFalse();
    }

    @Test
    void conflictsNameTheirKey() {
        assertThat(NODE.conflict(Requirements.of(Requirement.in("zone", "b"), Requirement.in("arch", "arm64"))))
                .contains("zone");
    }

    @Test
    void demandsOnOneKeyBecomeTheirIntersection() {
        var both = Requirements.of(Requirement.in("zone", "a", "b")).and(Requirement.in("zone", "b", "c"));

        assertThat(both.get("zone").values()).containsExactly("b");
        assertThat(both.get("unmentioned").operator()).isEqualTo(Operator.EXISTS);
    }
}
