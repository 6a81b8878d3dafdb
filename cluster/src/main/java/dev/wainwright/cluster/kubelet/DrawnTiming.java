package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.core.Pod;
import dev.wainwright.runtime.chance.Chance;
import dev.wainwright.runtime.chance.Distribution;
import java.time.Duration;

/** Times drawn for each pod and stage from a seed and the pod's name, so that no draw depends on another. */
public record DrawnTiming(
        Chance chance,
        Distribution admission,
        Distribution sandbox,
        Distribution initialization,
        Distribution startup,
        Distribution running,
        Distribution stopping)
        implements PodTiming {
    /** A pod on an idle node: about a second until it has its sandbox, another until it serves. */
    public static DrawnTiming usual(long seed) {
        return new DrawnTiming(
                Chance.of(seed),
                Distribution.uniform(0.05, 0.2),
                new Distribution.LogNormal(0.8, 0.38),
                new Distribution.LogNormal(1, 0.67),
                new Distribution.LogNormal(1, 0.84),
                new Distribution.LogNormal(60, 0.67),
                new Distribution.LogNormal(1, 0.98));
    }

    /** Every stage takes exactly so long. */
    public static DrawnTiming exactly(Duration startup, Duration running, Duration stopping) {
        return new DrawnTiming(
                Chance.of(0),
                Distribution.none(),
                Distribution.none(),
                Distribution.fixed(1),
                fixed(startup),
                fixed(running),
                fixed(stopping));
    }

    private static Distribution fixed(Duration time) {
        return Distribution.fixed(time.toNanos() / 1e9);
    }

    public DrawnTiming withSandbox(Distribution newSandbox) {
        return new DrawnTiming(chance, admission, newSandbox, initialization, startup, running, stopping);
    }

    @Override
    public Duration admission(Pod pod) {
        return drawn(admission, "admission", pod, "");
    }

    @Override
    public Duration sandbox(Pod pod) {
        return drawn(sandbox, "sandbox", pod, "");
    }

    @Override
    public Duration initialization(Pod pod, String container) {
        return drawn(initialization, "initialization", pod, container);
    }

    @Override
    public Duration startup(Pod pod, String container) {
        return drawn(startup, "startup", pod, container);
    }

    @Override
    public Duration running(Pod pod) {
        return drawn(running, "running", pod, "");
    }

    @Override
    public Duration stopping(Pod pod) {
        return drawn(stopping, "stopping", pod, "");
    }

    private Duration drawn(Distribution stage, String name, Pod pod, String container) {
        return stage.draw(
                chance.of(name).of(pod.metadata().namespace()).of(pod.name()).of(container));
    }
}
