package dev.wainwright.cloud.simulated;

import dev.wainwright.runtime.chance.Distribution;
import java.util.List;

/**
 * How spot machines are taken away.
 *
 * @param rates how often; the first that matches counts, none means never
 * @param recommended the share of interruptions that a rebalance recommendation goes before
 * @param lead by how much it goes before the notice
 */
public record SpotLife(List<Rate> rates, double recommended, Distribution lead) {
    /** Nothing is ever taken away by itself. */
    public static final SpotLife CALM = new SpotLife(List.of(), 0, Distribution.none());

    /** The seeds' rates (around.md C23): m5.xlarge 5 % a month, m6i.xlarge 3 %, a mixture of everything 2 %. */
    public static final SpotLife TYPICAL = new SpotLife(
            List.of(new Rate("m5.xlarge", 0.05), new Rate("m6i.xlarge", 0.03), new Rate("*", 0.02)),
            0.5,
            Distribution.uniform(30, 600));

    public SpotLife {
        rates = List.copyOf(rates);
    }

    /**
     * @param instanceType may have stars
     * @param perMonth how many interruptions a machine meets per 30 days, in the mean
     */
    public record Rate(String instanceType, double perMonth) {}

    double perMonth(String instanceType) {
        for (Rate rate : rates) {
            if (PoolSelector.matches(rate.instanceType(), instanceType)) {
                return rate.perMonth();
            }
        }
        return 0;
    }
}
