package dev.wainwright.autoscaler.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private final List<String> heard = new ArrayList<>();

    @Test
    void everyListenerHearsOfEveryActInTheirOrder() {
        Decisions.all(List.of(named("first"), named("second")))
                .acted(Instant.EPOCH, "NodeClaim", "a", "expired", "it is old");

        assertThat(heard).containsExactly("first: NodeClaim a expired", "second: NodeClaim a expired");
    }

    private Decisions named(String listener) {
        return new Decisions() {
            @Override
            public void acted(Instant at, String kind, String name, String what, String why) {
                heard.add(listener + ": " + kind + " " + name + " " + what);
            }
        };
    }
}
