package dev.wainwright.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.simulation.world.Outlook;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
    /** A world that has come to some point. */
    private record Sight(Duration simulated, Duration until, int pods, int nodes, double dollars) implements Outlook {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PT0S      | PT30S    | 0 %, 0s of 30s
                    PT15M     | PT30M    | 50 %, 15m0s of 30m0s
                    PT8H52M   | PT24H    | 36 %, 8h52m of 24h0m
                    P3D       | P3650D   | 0 %, 72h0m of 3650d
                    P3650D    | P3650D   | 100 %, 3650d of 3650d
                    """)
    void howFarItHasComeIsSaidInTheUnitsThatItTakes(Duration simulated, Duration until, String words) {
        assertThat(Standing.words("day", new Sight(simulated, until, 12_345, 304, 1_203.456)))
                .isEqualTo("simulating day: " + words + ", 12,345 pods on 304 nodes, $1,203.46 so far");
    }
}
