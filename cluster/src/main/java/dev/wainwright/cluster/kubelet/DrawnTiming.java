package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.core.Pod;
import java.time.Duration;
import java.util.SplittableRandom;

/** Times drawn for each pod and stage from a seed and the pod's name, so that no draw depends on another. */
public record DrawnTiming(
        long seed,
        Spread admission,
        Spread sandbox,
        Spread initialization,
        Spread startup,
        Spread running,
        Spread stopping)
        implements PodTiming {
    private static final long STEP = 0x9e3779b97f4a7c15L;

    /** A pod on an idle node: about a second until it has its sandbox, another until it serves. */
    public static DrawnTiming usual(long seed) {
        return new DrawnTiming(
                seed,
                new Spread.Uniform(Duration.ofMillis(50), Duration.ofMillis(200)),
                new Spread.LogNormal(Duration.ofMillis(800), Duration.ofMillis(1500)),
                new Spread.LogNormal(Duration.ofSeconds(1), Duration.ofSeconds(3)),
                new Spread.LogNormal(Duration.ofSeconds(1), Duration.ofSeconds(4)),
                new Spread.LogNormal(Duration.ofMinutes(1), Duration.ofMinutes(3)),
                new Spread.LogNormal(Duration.ofSeconds(1), Duration.ofSeconds(5)));
    }

    /** Every stage takes exactly so long. */
    public static DrawnTiming exactly(Duration startup, Duration running, Duration stopping) {
        return new DrawnTiming(
                0,
                Spread.NONE,
                Spread.NONE,
                Spread.fixed(Duration.ofSeconds(1)),
                Spread.fixed(startup),
                Spread.fixed(running),
                Spread.fixed(stopping));
    }

    public DrawnTiming withSandbox(Spread newSandbox) {
        return new DrawnTiming(seed, admission, newSandbox, initialization, startup, running, stopping);
    }

    @Override
    public Duration admission(Pod pod) {
        return admission.draw(random(pod, "", 1));
    }

    @Override
    public Duration sandbox(Pod pod) {
        return sandbox.draw(random(pod, "", 2));
    }

    @Override
    public Duration initialization(Pod pod, String container) {
        return initialization.draw(random(pod, container, 3));
    }

    @Override
    public Duration startup(Pod pod, String container) {
        return startup.draw(random(pod, container, 4));
    }

    @Override
    public Duration running(Pod pod) {
        return running.draw(random(pod, "", 5));
    }

    @Override
    public Duration stopping(Pod pod) {
        return stopping.draw(random(pod, "", 6));
    }

    private SplittableRandom random(Pod pod, String container, int stage) {
        long named = pod.metadata().namespace().hashCode() * 31L + pod.name().hashCode();
        return new SplittableRandom(seed ^ (named * 31 + container.hashCode()) * STEP + stage * (STEP << 1));
    }
}
