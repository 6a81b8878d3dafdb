package dev.wainwright.cloud.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Says which requests are too many. */
final class Throttle {
    private Limits limits;
    private final Map<String, Bucket> buckets = new HashMap<>();

    private static final class Bucket {
        private double tokens;
        private Instant last;

        Bucket(double tokens, Instant last) {
            this.tokens = tokens;
            this.last = last;
        }
    }

    Throttle(Limits limits) {
        this.limits = limits;
    }

    void replace(Limits newLimits) {
        limits = newLimits;
        buckets.clear();
    }

    boolean admits(String operation, Instant now) {
        Limits.Rate rate = limits.of(operation);
        String name = limits.byOperation().containsKey(operation) ? operation : "";
        Bucket bucket = buckets.computeIfAbsent(name, any -> new Bucket(rate.burst(), now));
        double refilled = Duration.between(bucket.last, now).toNanos() / 1e9 * rate.perSecond();
        bucket.tokens = Math.min(rate.burst(), bucket.tokens + refilled);
        bucket.last = now;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens -= 1;
        return true;
    }
}
