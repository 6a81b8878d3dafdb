package dev.wainwright.runtime.chance;

import java.time.Duration;
import java.util.List;

/**
 * How long something takes. Figures are seconds; what would be negative counts as 0.
 *
 * <p>Every distribution is given by its quantiles, so one number from 0 to 1 makes one draw, and drawing several stages by
 * the same number makes them slow together.
 */
public sealed interface Distribution {
    /** The value that a share {@code quantile} of all draws stays below; {@code quantile} from 0 to 1. */
    double seconds(double quantile);

    default Duration at(double quantile) {
        return Duration.ofNanos(Math.round(Math.max(0, seconds(quantile)) * 1e9));
    }

    /** The one draw of a source that is made for one thing. */
    default Duration draw(Chance chance) {
        return at(chance.draw());
    }

    /** Takes no time. */
    static Distribution none() {
        return new Fixed(0);
    }

    static Distribution fixed(double seconds) {
        return new Fixed(seconds);
    }

    static Distribution uniform(double least, double most) {
        return new Uniform(least, most);
    }

    /** Always the same. */
    record Fixed(double seconds) implements Distribution {
        @Override
        public double seconds(double quantile) {
            return seconds;
        }
    }

    /** Everything between two values alike. */
    record Uniform(double least, double most) implements Distribution {
        public Uniform {
            require(least <= most, "a uniform distribution needs its least value first");
        }

        @Override
        public double seconds(double quantile) {
            return least + (most - least) * quantile;
        }
    }

    /** The bell curve, cut off at 0. */
    record Normal(double mean, double deviation) implements Distribution {
        public Normal {
            require(deviation >= 0, "a normal distribution's deviation cannot be negative");
        }

        @Override
        public double seconds(double quantile) {
            return Math.max(0, mean + deviation * StandardNormal.quantile(quantile));
        }
    }

    /**
     * Its logarithm is normal: the usual form of a latency.
     *
     * @param sigma the deviation of the logarithm; the 95th percentile is {@code median · e^(1.645 · sigma)}
     */
    record LogNormal(double median, double sigma) implements Distribution {
        public LogNormal {
            require(median > 0 && sigma >= 0, "a lognormal distribution needs a median above 0 and a sigma from 0");
        }

        @Override
        public double seconds(double quantile) {
            return median * StrictMath.exp(sigma * StandardNormal.quantile(quantile));
        }
    }

    /**
     * Measured percentiles, joined by straight lines of the logarithm; nothing is below the first or above the last.
     *
     * @param points at least one, with rising shares and values that do not fall
     */
    record Percentiles(List<Point> points) implements Distribution {
        public Percentiles {
            points = List.copyOf(points);
            require(!points.isEmpty(), "percentiles need at least one point");
            for (int i = 1; i < points.size(); i++) {
                require(
                        points.get(i - 1).share() < points.get(i).share()
                                && points.get(i - 1).seconds() <= points.get(i).seconds(),
                        "percentiles must rise");
            }
        }

        @Override
        public double seconds(double quantile) {
            Point below = points.getFirst();
            for (Point above : points) {
                if (quantile <= above.share()) {
                    return between(below, above, quantile);
                }
                below = above;
            }
            return below.seconds();
        }

        private static double between(Point below, Point above, double quantile) {
            if (above.share() <= below.share()) {
                return above.seconds();
            }
            double part = (quantile - below.share()) / (above.share() - below.share());
            return below.seconds() > 0
                    ? below.seconds() * StrictMath.pow(above.seconds() / below.seconds(), part)
                    : above.seconds() * part;
        }
    }

    /** One percentile: 0.95 for the 95th. */
    record Point(double share, double seconds) {
        public Point {
            require(share >= 0 && share <= 1 && seconds >= 0, "a percentile is a share from 0 to 1 and seconds from 0");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
