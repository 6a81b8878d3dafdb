package dev.wainwright.autoscaler.metrics;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Upper bounds of histograms, in seconds (karpenter-core §6). */
public final class Buckets {
    /** The bounds of most of Karpenter's durations. */
    static final double[] DURATIONS = {
        .005, .01, .025, .05, .1, .15, .2, .25, .3, .35, .4, .45, .5, .6, .7, .8, .9, 1, 1.25, 1.5, 1.75, 2, 2.5, 3,
        3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 50, 60, 120, 150, 300, 450, 600
    };

    /** controller-runtime's for reconciles: the same, as far as a minute. */
    static final double[] RECONCILES =
            DoubleStream.of(DURATIONS).filter(bound -> bound <= 60).toArray();

    /** client-go's for work queues: from 10 ns to 1000 s. */
    static final double[] QUEUES =
            IntStream.range(0, 12).mapToDouble(i -> Math.pow(10, i - 8)).toArray();

    /** From 15 minutes to 30 days. */
    static final double[] LIFETIMES = DoubleStream.concat(
                    DoubleStream.of(15 * 60, 30 * 60, 45 * 60),
                    DoubleStream.concat(
                            DoubleStream.of(1, 2, 4, 6, 8, 10, 12, 16, 20).map(hours -> hours * 3600),
                            DoubleStream.of(1, 2, 3, 5, 10, 15, 20, 25, 30).map(days -> days * 86400)))
            .toArray();

    private Buckets() {}

    /** What Prometheus' libraries take when nobody says otherwise. */
    public static double[] standard() {
        return new double[] {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};
    }

    /** {@code count} bounds, each twice the one before. */
    static double[] doubling(double first, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> first * Math.pow(2, i))
                .toArray();
    }
}
