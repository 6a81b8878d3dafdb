package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.meta.Condition;
import dev.wainwright.model.taint.Effect;
import dev.wainwright.model.taint.Taint;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.Refusal;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.time.Driver;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The machines of a simulated cluster. Who simulates the cloud lets them {@link #join} and {@link #leave}; what happens on
 * them between is up to the two controllers, which belong into any {@code ControllerManager}: {@link #pods} and
 * {@link #nodes}. Machines outlive controllers: when those are killed, containers run on.
 */
public final class Kubelets {
    static final Taint NOT_READY = new Taint("node.kubernetes.io/not-ready", "", Effect.NO_SCHEDULE);

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Driver driver;
    private final ObjectStore store;
    private final PodTiming timing;
    private final ImagePulls images;
    private final PodObserver observer;
    private final Map<String, Machine> machines = new HashMap<>();
    private int joined;

    /** {@code store} is what the machines' own writes go to; it may be one with faults. */
    public Kubelets(Driver driver, ObjectStore store, PodTiming timing, ImagePulls images, PodObserver observer) {
        this.driver = driver;
        this.store = store;
        this.timing = timing;
        this.images = images;
        this.observer = observer;
    }

    /** Runs the pods that are bound to the machines. Those with CSI volumes wait until an attacher has attached them. */
    public Controller<ObjectKey> pods() {
        return new PodKubelet(this, timing, observer);
    }

    /** Keeps the machines' Node objects. */
    public Controller<ObjectKey> nodes() {
        return new NodeKubelet(this);
    }

    /** As {@link #join(Node, Duration, double)}, ready at once and as fast as others. */
    public void join(Node node) {
        join(node, Duration.ZERO, 1);
    }

    /**
     * A machine has booted: its kubelet registers {@code node} as it is given, with the taint of nodes that are not ready.
     * When a Node of that name is there already, the machine takes it over.
     *
     * @param untilReady from now until the node reports ready
     * @param slowness what the times of pods are multiplied by
     */
    public void join(Node node, Duration untilReady, double slowness) {
        Instant now = driver.now();
        synchronized (this) {
            machines.put(node.name(), new Machine(node, joined++, now, now.plus(untilReady), slowness, images));
        }
        driver.soon(() -> persist(Heartbeats.begin(node.name(), now), Heartbeats.resume(node.name(), now)));
        driver.soon(() -> persist(Write.create(registered(node, now)), null));
    }

    /**
     * Takes over the machines of an earlier process that kept these nodes: the pods that it admitted run on, at their
     * addresses. Nodes whose machines have never joined, or have left, join anew. To be called before anything else joins.
     */
    public void resume(Collection<Node> nodes, Collection<Pod> pods) {
        Map<String, Integer> numbers = new HashMap<>();
        for (Pod pod : pods) {
            Machine.number(pod.status().podIP()).ifPresent(number -> numbers.putIfAbsent(pod.nodeName(), number));
        }
        Map<Boolean, List<Node>> known = nodes.stream().collect(Collectors.partitioningBy(this::hasJoined));
        Instant now = driver.now();
        synchronized (this) {
            joined = numbers.values().stream().mapToInt(each -> each + 1).max().orElse(0);
            for (Node node : known.getOrDefault(true, List.of())) {
                Integer number = numbers.get(node.name());
                var machine = new Machine(node, number == null ? joined++ : number, now, now, 1, images);
                machine.resumedAt = now;
                machines.put(node.name(), machine);
            }
        }
        known.getOrDefault(false, List.of()).forEach(this::join);
    }

    private boolean hasJoined(Node node) {
        return store.get(Heartbeats.LEASE, Heartbeats.key(node.name()))
                .toOptional()
                .filter(lease -> Heartbeats.ended(lease).isEmpty())
                .isPresent();
    }

    /** The machine is gone, without a word: its heartbeats end, its pods with it. */
    public void leave(String node) {
        Machine machine = machine(node).orElse(null);
        if (machine == null || !machine.isThere()) {
            return;
        }
        Instant now = driver.now();
        synchronized (this) {
            machine.leftAt = now;
        }
        driver.soon(() -> persist(Heartbeats.end(node, machine.readyAt, now), null));
    }

    /** Whether a machine of that name has joined and not left. */
    public synchronized boolean isThere(String node) {
        Machine machine = machines.get(node);
        return machine != null && machine.isThere();
    }

    synchronized Optional<Machine> machine(String node) {
        return Optional.ofNullable(machines.get(node));
    }

    /** Does not rest until it is written, or can never be. */
    private void persist(Write write, @Nullable Write ifThere) {
        Result<?> result = store.write(write);
        Refusal why = result.refusal().orElse(null);
        if (why instanceof Refusal.AlreadyExists && ifThere != null) {
            persist(ifThere, null);
        } else if (why instanceof Refusal.TooManyRequests
                || why instanceof Refusal.ServerError
                || why instanceof Refusal.Timeout
                || why instanceof Refusal.Unavailable
                || why instanceof Refusal.Conflict) {
            driver.after(RETRY, () -> persist(write, ifThere));
        }
    }

    private static Node registered(Node node, Instant now) {
        var taints = new ArrayList<>(node.spec().taints());
        if (!taints.contains(NOT_READY)) {
            taints.add(NOT_READY);
        }
        var conditions = new ArrayList<>(node.status().conditions());
        conditions.removeIf(condition -> condition.type().equals("Ready"));
        conditions.add(beat(
                "Ready",
                "False",
                "KubeletNotReady",
                "container runtime network not ready: cni plugin not initialized",
                now.truncatedTo(ChronoUnit.SECONDS)));
        return new Node(
                node.metadata().withResourceVersion(""),
                new Node.Spec(node.spec().providerID(), node.spec().unschedulable(), taints),
                new Node.Status(
                        node.status().capacity(),
                        node.status().allocatable(),
                        conditions,
                        node.status().images()),
                NodeInfo.in(node));
    }

    static List<Condition> ready(Node node, Instant now) {
        var conditions = new ArrayList<Condition>();
        conditions.add(
                healthy(node, "MemoryPressure", "KubeletHasSufficientMemory", "sufficient memory available", now));
        conditions.add(healthy(node, "DiskPressure", "KubeletHasNoDiskPressure", "no disk pressure", now));
        conditions.add(healthy(node, "PIDPressure", "KubeletHasSufficientPID", "sufficient PID available", now));
        node.status().conditions().stream()
                .filter(known ->
                        conditions.stream().noneMatch(each -> each.type().equals(known.type())))
                .filter(known -> !known.type().equals("Ready"))
                .forEach(conditions::add);
        conditions.add(beat(
                "Ready",
                "True",
                "KubeletReady",
                "kubelet is posting ready status",
                now.truncatedTo(ChronoUnit.SECONDS)));
        return conditions;
    }

    private static Condition healthy(Node node, String type, String reason, String has, Instant now) {
        return node.status().conditions().stream()
                .filter(known -> known.type().equals(type) && known.status().equals("False"))
                .findFirst()
                .orElseGet(
                        () -> beat(type, "False", reason, "kubelet has " + has, now.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** Said only when it changes: a kubelet that repeated it every five minutes would write more than all others together. */
    private static Condition beat(String type, String status, String reason, String message, Instant now) {
        return new Condition(type, status, reason, message, now, null, now);
    }
}
