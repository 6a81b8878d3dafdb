package dev.wainwright.autoscaler.provisioning;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Pods that fitted nowhere: each is tried again, ever less often. */
final class Retries {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LAST = Duration.ofMinutes(5);

    private final Map<String, Retry> byPod = new HashMap<>();

    /** When a pod is tried again, after which pause, and what was said about it. */
    private record Retry(Instant at, Duration pause, String said) {}

    /** Has a pod wait, longer each time; returns whether what is {@code said} about it is news. */
    boolean postpone(String pod, String said, Instant now) {
        Retry before = byPod.get(pod);
        Duration pause = before == null ? FIRST : before.pause().multipliedBy(2);
        pause = pause.compareTo(LAST) > 0 ? LAST : pause;
        byPod.put(pod, new Retry(now.plus(pause), pause, said));
        return before == null || !before.said().equals(said);
    }

    /** Whether the pod need not wait longer. */
    boolean isDue(String pod, Instant now) {
        Retry retry = byPod.get(pod);
        return retry == null || !now.isBefore(retry.at());
    }

    /** How long until the first pod is tried again; negative when that is over. */
    Optional<Duration> next(Instant now) {
        return byPod.values().stream()
                .map(each -> Duration.between(now, each.at()))
                .min(Duration::compareTo);
    }

    boolean isEmpty() {
        return byPod.isEmpty();
    }

    void forget(String pod) {
        byPod.remove(pod);
    }

    void retain(Set<String> pods) {
        byPod.keySet().retainAll(pods);
    }

    void clear() {
        byPod.clear();
    }
}
