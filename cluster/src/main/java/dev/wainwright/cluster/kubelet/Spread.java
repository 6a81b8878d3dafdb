package dev.wainwright.cluster.kubelet;

import java.time.Duration;
import java.util.SplittableRandom;

/** How long something takes, and how much that varies. */
public sealed interface Spread {
    /** Nothing. */
    Spread NONE = new Fixed(Duration.ZERO);

    Duration draw(SplittableRandom random);

    /** Always the same. */
    record Fixed(Duration value) implements Spread {
        @Override
        public Duration draw(SplittableRandom random) {
            return value;
        }
    }

    /** Anything between two values, equally likely. */
    record Uniform(Duration shortest, Duration longest) implements Spread {
        @Override
        public Duration draw(SplittableRandom random) {
            return Duration.ofNanos(random.nextLong(shortest.toNanos(), longest.toNanos() + 1));
        }
    }

    /** Log-normal, given by its median and the value that one in twenty exceeds. */
    record LogNormal(Duration median, Duration p95) implements Spread {
        private static final double NORMAL_P95 = 1.6448536269514722;

        @Override
        public Duration draw(SplittableRandom random) {
            double sigma = Math.log((double) p95.toNanos() / median.toNanos()) / NORMAL_P95;
            return Duration.ofNanos(Math.round(median.toNanos() * Math.exp(sigma * random.nextGaussian())));
        }
    }

    static Spread fixed(Duration value) {
        return new Fixed(value);
    }
}
