package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodSpec;
import dev.wainwright.api.core.PodSpec.Container;
import dev.wainwright.api.tree.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a kubelet needs to know of a container beyond what placement does; read from the pod's remainder. */
record ContainerFacts(
        String name,
        String image,
        boolean isInit,
        boolean isSidecar,
        @Nullable Probe startup,
        @Nullable Probe readiness,
        Duration preStop) {

    /** When a probe looks: first after a delay, then every period. */
    record Probe(Duration delay, Duration period) {
        /** How long after the container's start the probe first succeeds, if it could after {@code up}. */
        Duration succeeds(Duration up) {
            Duration late = up.minus(delay);
            if (!late.isPositive()) {
                return delay;
            }
            long periods = (late.toNanos() + period.toNanos() - 1) / period.toNanos();
            return delay.plus(period.multipliedBy(periods));
        }

        static @Nullable Probe of(Tree.Mapping container, String name) {
            return container.get(name) instanceof Tree.Mapping probe
                    ? new Probe(
                            Duration.ofSeconds(number(probe, "initialDelaySeconds", 0)),
                            Duration.ofSeconds(Math.max(1, number(probe, "periodSeconds", 10))))
                    : null;
        }
    }

    /** Init containers first. */
    static List<ContainerFacts> of(Pod pod) {
        var all = new ArrayList<ContainerFacts>();
        read(pod, pod.spec().initContainers(), "initContainers", true, all);
        read(pod, pod.spec().containers(), "containers", false, all);
        return all;
    }

    /** Whether facts that were read for one pod are those of another with the same remainder, too. */
    static boolean fit(List<ContainerFacts> facts, PodSpec spec) {
        int init = spec.initContainers().size();
        if (facts.size() != init + spec.containers().size()) {
            return false;
        }
        for (int i = 0; i < facts.size(); i++) {
            Container container =
                    i < init ? spec.initContainers().get(i) : spec.containers().get(i - init);
            if (!container.name().equals(facts.get(i).name())
                    || (i < init && container.isSidecar()) != facts.get(i).isSidecar()) {
                return false;
            }
        }
        return true;
    }

    private static void read(
            Pod pod, List<Container> containers, String field, boolean init, List<ContainerFacts> all) {
        List<Tree> rests = pod.rest().mapping("spec").items(field);
        for (int i = 0; i < containers.size(); i++) {
            Container container = containers.get(i);
            Tree.Mapping rest =
                    i < rests.size() && rests.get(i) instanceof Tree.Mapping known ? known : Tree.Mapping.EMPTY;
            all.add(new ContainerFacts(
                    container.name(),
                    rest.text("image", ""),
                    init,
                    init && container.isSidecar(),
                    Probe.of(rest, "startupProbe"),
                    Probe.of(rest, "readinessProbe"),
                    Duration.ofSeconds(
                            number(rest.mapping("lifecycle").mapping("preStop").mapping("sleep"), "seconds", 0))));
        }
    }

    private static long number(Tree.Mapping mapping, String name, long otherwise) {
        return mapping.get(name) instanceof Tree.Numeral number ? number.value().longValue() : otherwise;
    }

    /** Whether it runs as long as the pod does. */
    boolean stays() {
        return !isInit || isSidecar;
    }
}
