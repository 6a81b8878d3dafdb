package dev.wainwright.simulation.world;

import dev.wainwright.api.core.Pod;
import dev.wainwright.cluster.kubelet.PodTiming;
import dev.wainwright.runtime.chance.Chance;
import dev.wainwright.simulation.scenario.Times;
import java.time.Duration;

/** The times of pods, drawn by the pod's name, so that no draw depends on another. */
record PodTimes(Times times, Chance chance) implements PodTiming {
    @Override
    public Duration admission(Pod pod) {
        return drawn("admission", pod, "");
    }

    @Override
    public Duration sandbox(Pod pod) {
        return drawn("sandbox", pod, "");
    }

    @Override
    public Duration initialization(Pod pod, String container) {
        return drawn("initialization", pod, container);
    }

    @Override
    public Duration startup(Pod pod, String container) {
        return drawn("start", pod, container).plus(drawn("ready", pod, container));
    }

    @Override
    public Duration running(Pod pod) {
        return drawn("running", pod, "");
    }

    @Override
    public Duration stopping(Pod pod) {
        return drawn("stopping", pod, "");
    }

    private Duration drawn(String stage, Pod pod, String container) {
        return times.of(stage)
                .draw(chance.of(stage)
                        .of(pod.metadata().namespace())
                        .of(pod.name())
                        .of(container));
    }
}
