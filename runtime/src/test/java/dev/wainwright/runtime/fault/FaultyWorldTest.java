package dev.wainwright.runtime.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Pod;
import dev.wainwright.runtime.TinyStore;
import dev.wainwright.runtime.Toys;
import dev.wainwright.runtime.loop.ControllerManager;
import dev.wainwright.runtime.loop.Latencies;
import dev.wainwright.runtime.loop.Observer;
import dev.wainwright.runtime.loop.Options;
import dev.wainwright.runtime.loop.Outcome;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ListRequest;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.virtual.VirtualDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultyWorldTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FAULTS_END = START.plus(Duration.ofMinutes(10));
    private static final Latencies LATENCIES =
            Latencies.fixed(Duration.ofMillis(20), Duration.ofMillis(10), Duration.ofMillis(5));
    private static final int SEEDS = 300;

    private final StringBuilder trace = new StringBuilder();

    /** Writes down everything that is decided and what comes of it. */
    private final class Scribe implements Observer {
        private final VirtualDriver driver;

        Scribe(VirtualDriver driver) {
            this.driver = driver;
        }

        @Override
        public void decided(String controller, Object key, Step step) {
            trace.append(driver.now())
                    .append(' ')
                    .append(key)
                    .append(' ')
                    .append(step.effects().size())
                    .append('\n');
        }

        @Override
        public void happened(String controller, Object key, Outcome outcome) {
            trace.append(driver.now())
                    .append(' ')
                    .append(outcome.id())
                    .append(' ')
                    .append(outcome.effect().name())
                    .append(' ')
                    .append(outcome.result().refusal())
                    .append('\n');
        }
    }

    @Test
    void podsAreNeverDoubledHoweverLateTheWatchIs() {
        for (int lag : new int[] {0, 1, 60, 3_600_000}) {
            var driver = new VirtualDriver(START);
            var store = new TinyStore();
            var slow = Latencies.fixed(Duration.ofMillis(20), Duration.ZERO, Duration.ofMillis(lag));
            new ControllerManager(driver, store, Options.STANDARD.with(slow), List.of(Toys.PodKeeper::new)).start();
            store.write(Write.create(Toys.set("web", 5)));

            driver.runFor(Duration.ofHours(3));

            assertThat(store.made()).as("with events %d ms late", lag).isEqualTo(1 + 5);
        }
    }

    @Test
    void afterTheFaultsEverySetHasItsPodsAndNeverHadMore() {
        for (long seed = 0; seed < SEEDS; seed++) {
            history(seed, FaultPlan.mixed(seed, 0.2, FAULTS_END));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 77, 4711})
    void oneSeedHasOneHistory(long seed) {
        String first = history(seed, FaultPlan.mixed(seed, 0.2, FAULTS_END));
        String again = history(seed, FaultPlan.mixed(seed, 0.2, FAULTS_END));
        String other = history(seed + 1, FaultPlan.mixed(seed + 1, 0.2, FAULTS_END));

        assertThat(again).isEqualTo(first).contains("injected");
        assertThat(other).isNotEqualTo(first);
    }

    /** Two sets under faults; returns what was done. */
    private String history(long seed, FaultPlan plan) {
        trace.setLength(0);
        var driver = new VirtualDriver(START);
        var store = new TinyStore();
        var crashes = new RandomCrashes(seed, driver, FAULTS_END, 0.02, Duration.ofMillis(100), Duration.ofSeconds(30));
        var options = Options.STANDARD.with(LATENCIES).with(crashes).with(new Scribe(driver));
        new ControllerManager(driver, new FaultyStore(store, driver, plan), options, List.of(Toys.PodKeeper::new))
                .start();
        store.write(Write.create(Toys.set("web", 7)));
        driver.after(Duration.ofMinutes(5), () -> store.write(Write.create(Toys.set("shop", 3))));

        while (driver.now().isBefore(FAULTS_END.plus(Duration.ofMinutes(30)))) {
            driver.runFor(Duration.ofMillis(250));
            int most = driver.now().isBefore(START.plus(Duration.ofMinutes(5))) ? 7 : 10;
            assertThat(pods(store))
                    .as("pods at %s with seed %d", driver.now(), seed)
                    .isLessThanOrEqualTo(most);
        }
        assertThat(pods(store)).as("pods in the end with seed %d", seed).isEqualTo(10);
        return trace.toString();
    }

    private static int pods(TinyStore store) {
        return store.list(ListRequest.all(Kinds.of(Pod.class)))
                .orThrow()
                .items()
                .size();
    }
}
