package dev.wainwright.runtime.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Waits per key that double with every failure in a row. Not for several threads. */
final class Backoff<K> {
    private final Map<K, Integer> failures = new HashMap<>();
    private final RetryPolicy policy;

    Backoff(RetryPolicy policy) {
        this.policy = policy;
    }

    /** How long to wait after one more failure. */
    Duration next(K key) {
        int before = failures.merge(key, 1, Integer::sum) - 1;
        double nanos = policy.first().toNanos() * Math.pow(2, before);
        return nanos >= policy.longest().toNanos() ? policy.longest() : Duration.ofNanos((long) nanos);
    }

    void forget(K key) {
        failures.remove(key);
    }
}
