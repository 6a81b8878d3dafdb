package dev.wainwright.simulation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UtilizationTest {
    private static final Resources FOUR_CORES = cores("4");
    private static final Resources ONE_CORE = cores("1");

    private final Utilization utilization = new Utilization();

    @Test
    void aPodThatLivesBetweenTwoLooksCountsForItsTime() {
        utilization.offered(0, FOUR_CORES);
        utilization.asked(10.25, ONE_CORE);
        utilization.released(10.75, ONE_CORE);

        assertThat(utilization.cpu().share()).isZero();
        assertThat(utilization.cpu().average(100)).isCloseTo(0.5 / 400, within(1e-12));
    }

    @Test
    void aLargeNodeCountsForMoreThanASmallOne() {
        utilization.offered(0, FOUR_CORES);
        utilization.asked(0, FOUR_CORES);
        utilization.offered(0, ONE_CORE);

        assertThat(utilization.cpu().average(60)).isCloseTo(0.8, within(1e-12));
        assertThat(utilization.cpu().share()).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void timeWithoutNodesDoesNotCount() {
        utilization.offered(100, FOUR_CORES);
        utilization.asked(100, ONE_CORE);
        utilization.released(200, ONE_CORE);
        utilization.withdrawn(200, FOUR_CORES);

        assertThat(utilization.cpu().average(1000)).isCloseTo(0.25, within(1e-12));
        assertThat(utilization.memory().average(1000)).isZero();
    }

    private static Resources cores(String number) {
        return Resources.ofQuantities(Map.of("cpu", Quantity.parse(number)));
    }
}
