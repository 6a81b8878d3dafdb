package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.PersistentVolume;
import dev.wainwright.api.core.PersistentVolumeClaim;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.placement.RequestMemory;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.cluster.volume.Attacher;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The kubelets' part in pods: takes them on, tells how they are, stops them when they are deleted. */
final class PodKubelet implements Controller<ObjectKey> {
    private static final Index<Pod> BY_NODE =
            new Index<>(Pod.class, "kubelet-node", pod -> pod.isBound() ? List.of(pod.nodeName()) : List.of());
    private static final int MOST_SPECS = 1024;

    private final Kubelets kubelets;
    private final PodTiming timing;
    private final PodObserver observer;
    private final RequestMemory requests = new RequestMemory();
    private final IdentityHashMap<Tree.Mapping, List<ContainerFacts>> facts = new IdentityHashMap<>();
    private final PodStatuses statuses = new PodStatuses();
    private final Map<ObjectKey, Instant> seen = new HashMap<>();
    private final Map<ObjectKey, Machine> places = new HashMap<>();

    PodKubelet(Kubelets kubelets, PodTiming timing, PodObserver observer) {
        this.kubelets = kubelets;
        this.timing = timing;
        this.observer = observer;
    }

    @Override
    public String name() {
        return "kubelet";
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(BY_NODE);
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                new Interest<>(Kinds.of(Pod.class), PodKubelet::podChanged),
                new Interest<>(Kinds.of(Node.class), PodKubelet::nodeChanged),
                Interest.read(PersistentVolume.class),
                Interest.read(PersistentVolumeClaim.class),
                new Interest<>(Attacher.KIND, PodKubelet::attachmentChanged),
                new Interest<>(Heartbeats.LEASE, PodKubelet::leaseChanged));
    }

    private static void podChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        if (((Pod) change.latest()).isBound()) {
            concerned.accept(ObjectKey.of(change.latest()));
        }
    }

    /** Pods may have been bound to a node before its machine came (back). */
    private static void nodeChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        if (change.before() == null) {
            snapshot.where(BY_NODE, change.latest().name()).forEach(pod -> concerned.accept(ObjectKey.of(pod)));
        }
    }

    /** A machine is back, and its pods have to be started again. */
    private static void leaseChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        if (change.before() != null
                && change.after() != null
                && Heartbeats.ended(change.before()).isPresent()
                && Heartbeats.ended(change.after()).isEmpty()) {
            snapshot.where(BY_NODE, change.latest().name()).forEach(pod -> concerned.accept(ObjectKey.of(pod)));
        }
    }

    private static void attachmentChanged(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        String node = change.latest().rest().mapping("spec").text("nodeName", "");
        snapshot.where(BY_NODE, node).stream()
                .filter(pod -> !pod.volumes().isEmpty())
                .forEach(pod -> concerned.accept(ObjectKey.of(pod)));
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        Pod pod = situation.snapshot().get(Pod.class, key).orElse(null);
        Machine known = places.get(key);
        if (known != null && (pod == null || !isSame(known, key, pod))) {
            known.remove(key);
            places.remove(key);
        }
        Machine machine = pod == null ? null : kubelets.machine(pod.nodeName()).orElse(null);
        if (pod == null || machine == null || !machine.isThere()) {
            seen.remove(key);
            return Step.DONE;
        }
        PodRun run = machine.pods.get(key);
        if (run != null && !run.uid.equals(pod.metadata().uid())) {
            machine.remove(key);
            run = null;
        }
        if (run == null) {
            return pod.isTerminal() || pod.isTerminating()
                    ? ended(pod)
                    : goesOn(pod, machine)
                            ? begin(key, pod, machine, pod.status().startTime(), situation.now())
                            : admit(key, pod, machine, situation);
        }
        places.put(key, machine);
        run.advance(situation.now());
        run.tell(pod, situation.now(), observer);
        return pod.isTerminating()
                ? stop(pod, run, machine, situation.now())
                : report(pod, run, machine, situation.now());
    }

    private static boolean isSame(Machine known, ObjectKey key, Pod pod) {
        PodRun run = known.pods.get(key);
        return known.name.equals(pod.nodeName())
                && run != null
                && run.uid.equals(pod.metadata().uid());
    }

    /** What never began here is over at once. */
    private static Step ended(Pod pod) {
        return pod.isTerminating() ? Step.write(Write.deletePod(pod, 0L)) : Step.DONE;
    }

    /** Whether it was admitted by an earlier process; its times are known from there, as no draw depends on another. */
    private static boolean goesOn(Pod pod, Machine machine) {
        Instant admitted = pod.status().startTime();
        Instant since = machine.resumedAt;
        return admitted != null && since != null && admitted.isBefore(since);
    }

    private Step admit(ObjectKey key, Pod pod, Machine machine, Situation situation) {
        Node node = situation
                .snapshot()
                .get(Node.class, new ObjectKey("", pod.nodeName()))
                .orElse(null);
        if (node == null || (!pod.volumes().isEmpty() && !Attacher.hasAttached(pod, situation.snapshot()))) {
            return Step.DONE;
        }
        Instant now = situation.now();
        Instant due = seen.computeIfAbsent(key, any -> now).plus(machine.slowed(timing.admission(pod)));
        if (due.isAfter(now)) {
            return Step.wakeAfter(Duration.between(now, due));
        }
        seen.remove(key);
        Resources wanted = requests.of(pod.spec());
        if (lacking(node, machine, wanted).isPresent()) {
            // Pods may have gone while this controller was not there to see it.
            machine.keepOnly(each -> situation
                    .snapshot()
                    .get(Pod.class, each)
                    .filter(there -> isSame(machine, each, there))
                    .isPresent());
        }
        Optional<String> lacking = lacking(node, machine, wanted);
        if (lacking.isPresent()) {
            return Step.write(Write.updateStatus(pod.with(pod.status()
                    .withPhase(
                            "Failed",
                            "OutOf" + lacking.get(),
                            "Pod was rejected: Node didn't have enough resource: " + lacking.get() + ", requested: "
                                    + wanted.get(lacking.get()) + ", used: "
                                    + machine.used().get(lacking.get()) + ", capacity: "
                                    + allocatable(node).get(lacking.get())))));
        }
        return begin(key, pod, machine, now, now);
    }

    private Step begin(ObjectKey key, Pod pod, Machine machine, @Nullable Instant admitted, Instant now) {
        PodRun run = PodRun.begin(
                pod, facts(pod), machine, timing, requests.of(pod.spec()), admitted == null ? now : admitted);
        run.advance(now);
        machine.add(key, run);
        places.put(key, machine);
        run.tell(pod, now, observer);
        return report(pod, run, machine, now);
    }

    /** The first resource of which the machine has too little left. */
    private static Optional<String> lacking(Node node, Machine machine, Resources wanted) {
        Resources allocatable = allocatable(node);
        for (int i = 0; i < wanted.size(); i++) {
            String name = wanted.name(i);
            if (wanted.amountAt(i) > 0 && machine.used().get(name) + wanted.amountAt(i) > allocatable.get(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static Resources allocatable(Node node) {
        return Resources.ofQuantities(
                node.status().allocatable().isEmpty()
                        ? node.status().capacity()
                        : node.status().allocatable());
    }

    /** Pods of a template share what no record models, and so these. */
    private List<ContainerFacts> facts(Pod pod) {
        if (facts.size() > MOST_SPECS) {
            facts.clear();
        }
        List<ContainerFacts> known = facts.get(pod.rest());
        if (known == null || !ContainerFacts.fit(known, pod.spec())) {
            known = ContainerFacts.of(pod);
            facts.put(pod.rest(), known);
        }
        return known;
    }

    private Step report(Pod pod, PodRun run, Machine machine, Instant now) {
        if (pod.isTerminal()) {
            machine.release(run);
            return Step.DONE;
        }
        Pod.Status status = statuses.at(pod, run, machine, now);
        Duration next = run.next(now).map(at -> Duration.between(now, at)).orElse(null);
        if (EphemeralContainers.has(pod) && !run.sandbox.isAfter(now)) {
            return withEphemeral(pod, status, run, machine, now, next);
        }
        return status.equals(pod.status())
                ? Step.DONE.andWakeAfter(next)
                : Step.write(Write.updateStatus(pod.with(status))).andWakeAfter(next);
    }

    private static Step withEphemeral(
            Pod pod, Pod.Status status, PodRun run, Machine machine, Instant now, @Nullable Duration next) {
        Pod reported = run.ephemeral.reported(pod.with(status), machine, run.hasEnded(now), now);
        Duration wake = next;
        for (Instant start : run.ephemeral.coming(now)) {
            Duration left = Duration.between(now, start);
            wake = wake == null || left.compareTo(wake) < 0 ? left : wake;
        }
        return reported.equals(pod)
                ? Step.DONE.andWakeAfter(wake)
                : Step.write(Write.updateStatus(reported)).andWakeAfter(wake);
    }

    private Step stop(Pod pod, PodRun run, Machine machine, Instant now) {
        Long grace = pod.metadata().deletionGracePeriodSeconds();
        Instant latest = now.plusSeconds(grace == null ? 0 : grace);
        if (run.stopped == null || latest.isBefore(run.stopped)) {
            run.stopped = soonest(run.stopped, soonest(latest, now.plus(stopping(pod, run, machine, now))));
        }
        Duration left = Duration.between(now, run.stopped);
        if (left.isPositive()) {
            return Step.wakeAfter(left);
        }
        run.tell(pod, now, observer);
        if (machine.pods.get(ObjectKey.of(pod)) == run) {
            machine.release(run);
        }
        var writes = new ArrayList<Write>();
        if (!pod.isTerminal() && !pod.metadata().finalizers().isEmpty()) {
            writes.add(Write.updateStatus(pod.with(stopped(pod, run, machine, now))));
        }
        writes.add(Write.deletePod(pod, 0L));
        return Step.writes(writes);
    }

    private static Instant soonest(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private Duration stopping(Pod pod, PodRun run, Machine machine, Instant now) {
        Duration preStop = Duration.ZERO;
        boolean runs = false;
        for (ContainerRun each : run.containers) {
            if (each.isRunning(now)) {
                runs = true;
                preStop = each.facts.preStop().compareTo(preStop) > 0 ? each.facts.preStop() : preStop;
            }
        }
        return runs ? preStop.plus(machine.slowed(timing.stopping(pod))) : Duration.ZERO;
    }

    /** How it ended matters to whoever keeps the pod by a finalizer. */
    private Pod.Status stopped(Pod pod, PodRun run, Machine machine, Instant now) {
        Pod.Status last = statuses.at(pod, run, machine, now);
        boolean clean = run.hasEnded(now) && !run.hasFailed();
        return last.withPhase(clean ? "Succeeded" : "Failed", last.reason(), last.message());
    }
}
