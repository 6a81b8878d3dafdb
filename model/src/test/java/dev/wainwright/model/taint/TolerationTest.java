package dev.wainwright.model.taint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TolerationTest {
    private static final Taint TAINT = new Taint("team", "red", Effect.NO_SCHEDULE);

    private static boolean tolerates(String key, Toleration.Kind kind, String value, @Nullable Effect effect) {
        return TAINT.toleratedBy(List.of(new Toleration(key, kind, value, effect, null)));
    }

    @Test
    void keyValueAndEffectMustMatch() {
        assertThat(tolerates("team", Toleration.Kind.EQUAL, "red", Effect.NO_SCHEDULE))
                .isTrue();
        assertThat(tolerates("team", Toleration.Kind.EQUAL, "blue", Effect.NO_SCHEDULE))
                .isFalse();
        assertThat(tolerates("other", Toleration.Kind.EQUAL, "red", Effect.NO_SCHEDULE))
                .isFalse();
        assertThat(tolerates("team", Toleration.Kind.EQUAL, "red", Effect.NO_EXECUTE))
                .isFalse();
    }

    @Test
    void existenceIgnoresTheValueAndAnAbsentEffectMeansAll() {
        assertThat(tolerates("team", Toleration.Kind.EXISTS, "", null)).isTrue();
        assertThat(tolerates("", Toleration.Kind.EXISTS, "", null)).isTrue();
    }

    @Test
    void anEmptyKeyToleratesNothingByEquality() {
        assertThat(tolerates("", Toleration.Kind.EQUAL, "red", null)).isFalse();
    }

    @Test
    void taintsPrintAsKubectlWritesThem() {
        assertThat(TAINT).hasToString("team=red:NoSchedule");
        assertThat(new Taint("spot", "", Effect.NO_EXECUTE)).hasToString("spot:NoExecute");
    }
}
