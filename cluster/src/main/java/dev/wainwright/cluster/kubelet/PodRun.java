package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.core.Pod;
import dev.wainwright.api.core.PodAnnotations;
import dev.wainwright.model.resource.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pod on a machine, in time: when its sandbox, images and containers are there, and when it ends. */
final class PodRun {
    private static final String ALWAYS = "Always";

    final String uid;
    final Instant admitted;
    final Instant sandbox;
    final Instant pulled;
    final List<ContainerRun> containers;
    final EphemeralContainers ephemeral = new EphemeralContainers();
    private final Resources requests;
    private final int address;
    private boolean holding = true;
    private int stagesTold;

    @Nullable
    Instant stopped;

    private PodRun(
            Pod pod,
            Instant admitted,
            Instant sandbox,
            Instant pulled,
            List<ContainerRun> containers,
            Resources requests,
            int address) {
        this.uid = pod.metadata().uid();
        this.admitted = admitted;
        this.sandbox = sandbox;
        this.pulled = pulled;
        this.containers = List.copyOf(containers);
        this.requests = requests;
        this.address = address;
    }

    /** The pod's life as it will be on this machine if nobody ends it. */
    static PodRun begin(
            Pod pod,
            List<ContainerFacts> all,
            Machine machine,
            PodTiming timing,
            Resources requests,
            Instant admitted) {
        Instant sandbox = admitted.plus(machine.slowed(timing.sandbox(pod)));
        Instant cursor = sandbox;
        Instant pulled = sandbox;
        var containers = new ArrayList<ContainerRun>();
        for (ContainerFacts facts : all) {
            Instant there = machine.image(facts.image(), sandbox);
            pulled = later(pulled, there);
            ContainerRun run = container(pod, facts, machine, timing, later(cursor, there));
            containers.add(run);
            cursor = !facts.isInit()
                    ? run.start()
                    : facts.isSidecar() ? serving(run) : run.end().orElse(run.start());
        }
        return new PodRun(
                pod,
                admitted,
                sandbox,
                pulled,
                containers,
                requests,
                machine.takeAddress(pod.status().podIP()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** What comes after a sidecar waits for its startup probe only. */
    private static Instant serving(ContainerRun run) {
        return run.facts.startup() == null ? run.start() : run.ready();
    }

    private static ContainerRun container(
            Pod pod, ContainerFacts facts, Machine machine, PodTiming timing, Instant start) {
        if (!facts.stays()) {
            Duration lasts = machine.slowed(timing.initialization(pod, facts.name()));
            return new ContainerRun(facts, start, Duration.ZERO, lasts, 0, false);
        }
        Duration ready = untilReady(pod, facts, machine, timing);
        String policy = pod.spec().restartPolicy();
        Optional<Duration> lasts = facts.isSidecar() ? Optional.empty() : lasts(pod, machine, timing);
        int exitCode = PodAnnotations.exitCode(pod).orElse(0);
        boolean restarts = policy.isEmpty() || policy.equals(ALWAYS) || (policy.equals("OnFailure") && exitCode != 0);
        return new ContainerRun(facts, start, ready, lasts.orElse(null), exitCode, restarts);
    }

    private static Duration untilReady(Pod pod, ContainerFacts facts, Machine machine, PodTiming timing) {
        if (PodAnnotations.isNeverReady(pod)) {
            return ContainerRun.NEVER;
        }
        Duration up = PodAnnotations.ready(pod).orElseGet(() -> machine.slowed(timing.startup(pod, facts.name())));
        if (facts.startup() != null) {
            up = facts.startup().succeeds(up);
        }
        return facts.readiness() == null ? up : facts.readiness().succeeds(up);
    }

    private static Optional<Duration> lasts(Pod pod, Machine machine, PodTiming timing) {
        String policy = pod.spec().restartPolicy();
        return PodAnnotations.duration(pod)
                .or(() -> policy.isEmpty() || policy.equals(ALWAYS)
                        ? Optional.empty()
                        : Optional.of(machine.slowed(timing.running(pod))));
    }

    Resources requests() {
        return requests;
    }

    int address() {
        return address;
    }

    boolean isHolding() {
        return holding;
    }

    void letGo() {
        holding = false;
    }

    void advance(Instant now) {
        for (ContainerRun run : containers) {
            run.advance(now);
        }
    }

    boolean isInitialized(Instant now) {
        for (ContainerRun run : containers) {
            if (run.facts.isInit() && !(run.facts.isSidecar() ? !run.start().isAfter(now) : run.isReady(now))) {
                return false;
            }
        }
        return true;
    }

    /** Whether every container that counts has run to its end. */
    boolean hasEnded(Instant now) {
        for (ContainerRun run : containers) {
            if (!run.facts.isInit() && !run.hasEnded(now)) {
                return false;
            }
        }
        return true;
    }

    boolean hasFailed() {
        return containers.stream().anyMatch(run -> !run.facts.isInit() && run.exitCode() != 0);
    }

    /** The next moment at which the pod's status changes. */
    Optional<Instant> next(Instant now) {
        Instant soonest = sandbox.isAfter(now) ? sandbox : null;
        for (ContainerRun run : containers) {
            Instant each = run.next(now).orElse(null);
            if (each != null && (soonest == null || each.isBefore(soonest))) {
                soonest = each;
            }
        }
        return Optional.ofNullable(soonest);
    }

    /** Tells which stages have been reached since the last time. */
    void tell(Pod pod, Instant now, PodObserver observer) {
        PodObserver.Stage[] stages = PodObserver.Stage.values();
        while (stagesTold < stages.length) {
            PodObserver.Stage stage = stages[stagesTold];
            Optional<Instant> at = reached(stage);
            boolean mayBeSkipped = stopped != null
                    ? stage != PodObserver.Stage.STOPPED
                            && at.map(each -> each.isAfter(now)).orElse(true)
                    : at.isEmpty() && (stage == PodObserver.Stage.ENDED || stage == PodObserver.Stage.READY);
            if (mayBeSkipped) {
                stagesTold++;
                continue;
            }
            if (at.isEmpty() || at.get().isAfter(now)) {
                return;
            }
            observer.reached(pod, stage, at.get());
            stagesTold++;
        }
    }

    private Optional<Instant> reached(PodObserver.Stage stage) {
        return switch (stage) {
            case ADMITTED -> Optional.of(admitted);
            case SANDBOX -> Optional.of(sandbox);
            case PULLED -> Optional.of(pulled);
            case STARTED -> started();
            case READY -> ready().filter(ready -> ended().map(ready::isBefore).orElse(true));
            case ENDED -> ended();
            case STOPPED -> Optional.ofNullable(stopped);
        };
    }

    private Optional<Instant> ready() {
        Instant last = null;
        for (ContainerRun run : containers) {
            if (run.facts.stays()) {
                last = last == null ? run.ready() : later(last, run.ready());
            }
        }
        return Optional.ofNullable(last);
    }

    private Optional<Instant> started() {
        Instant last = null;
        for (ContainerRun run : containers) {
            last = last == null ? run.start() : later(last, run.start());
        }
        return Optional.ofNullable(last);
    }

    private Optional<Instant> ended() {
        Instant last = null;
        for (ContainerRun run : containers) {
            if (!run.facts.isInit()) {
                Instant end = run.end().orElse(null);
                if (end == null || !end.isBefore(Instant.MAX)) {
                    return Optional.empty();
                }
                last = last == null ? end : later(last, end);
            }
        }
        return Optional.ofNullable(last);
    }
}
