package dev.wainwright.simulation.report;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.placement.RequestMemory;
import dev.wainwright.autoscaler.report.Decisions;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.store.WatchEvent;
import dev.wainwright.runtime.store.WatchRequest;
import dev.wainwright.runtime.time.Clock;
import dev.wainwright.simulation.report.Report.Decision;
import dev.wainwright.simulation.report.Report.Moment;
import dev.wainwright.simulation.report.Report.TypeCount;
import dev.wainwright.solver.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches a world and writes down what its report will say. It keeps a few numbers per pod while the pod lives, and
 * distributions per workload.
 */
public final class Recorder implements Decisions {
    private final Clock clock;
    private final Instant start;
    private final Map<String, PodLog> pods = new HashMap<>();
    private final Map<String, NodeLog> nodes = new TreeMap<>();

    /** When claims came into being, by uid, and by provider id once they have a machine. */
    private final Map<String, Double> claimed = new HashMap<>();

    private final Map<String, Double> claims = new HashMap<>();

    /** When machines began to run, by provider id. */
    private final Map<String, Double> machines = new HashMap<>();

    private final TreeMap<String, WorkloadLog> workloads = new TreeMap<>();
    private final List<Moment> timeline = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();

    /** Why no machine was launched for a pod, by its name; what a plan said last. */
    private final Map<String, String> unplaceable = new HashMap<>();

    private double lastPlan;
    private long created;
    private long evictions;
    private long interruptions;
    private long launches;
    private int peak;
    private int pending;
    private int running;
    private int ready;
    private double waited;
    private final RequestMemory requests = new RequestMemory();
    private final Utilization utilization = new Utilization();

    public Recorder(Clock clock) {
        this.clock = clock;
        this.start = clock.now();
    }

    /** What a pod has come to so far; times in seconds from the beginning, -1 for not yet. */
    private static final class PodLog {
        private final WorkloadLog workload;
        private final double created;
        private final Resources requests;
        private double refused = -1;
        private double planned = -1;
        private double bound = -1;
        private double ready = -1;
        private double last;
        private double cause;
        private boolean isReady;
        private boolean over;
        private @Nullable NodeLog node;

        /** The stage that began with the one before is over. */
        void stage(String name, double now) {
            workload.add(name, now - Math.max(last, bound));
            last = now;
        }

        PodLog(WorkloadLog workload, double created, Resources requests) {
            this.workload = workload;
            this.created = created;
            this.requests = requests;
        }
    }

    private static final class NodeLog {
        private double claimed = -1;
        private double running = -1;
        private double joined = -1;
        private double ready = -1;
        private Resources allocatable = Resources.NONE;
        private Resources used = Resources.NONE;
        private boolean gone;
        private String type = "";
        private String capacityType = "";
    }

    /** Begins to watch; everything that is created from now on counts. */
    public void watch(ObjectStore store) {
        store.watch(WatchRequest.all(Kinds.of(Pod.class), 0), this::podChanged).orThrow();
        store.watch(WatchRequest.all(Kinds.of(Node.class), 0), this::nodeChanged)
                .orThrow();
        store.watch(WatchRequest.all(Kinds.of(NodeClaim.class), 0), this::claimChanged)
                .orThrow();
    }

    private double now() {
        return Duration.between(start, clock.now()).toNanos() / 1e9;
    }

    private void podChanged(WatchEvent event) {
        switch (event) {
            case WatchEvent.Added added -> pod(added.object());
            case WatchEvent.Modified modified -> pod(modified.object());
            case WatchEvent.Deleted deleted -> gone(deleted.object());
            case WatchEvent.Bookmark bookmark -> {}
            case WatchEvent.Ended ended -> throw new IllegalStateException("the report's watch ended");
        }
    }

    private void pod(KubeObject object) {
        if (!(object instanceof Pod pod) || pod.isOwnedBy("DaemonSet")) {
            return;
        }
        double now = now();
        PodLog log = pods.get(pod.metadata().uid());
        if (log == null) {
            log = new PodLog(
                    workloads.computeIfAbsent(Workloads.name(pod), any -> new WorkloadLog()),
                    now,
                    requests.of(pod.spec()));
            pods.put(pod.metadata().uid(), log);
            log.workload.pods++;
            log.cause = log.workload.cause(now);
            created++;
            pending++;
        }
        if (log.refused < 0 && !pod.isBound() && pod.isUnschedulable()) {
            log.refused = now;
        }
        if (log.bound < 0 && pod.isBound()) {
            log.bound = now;
            pending--;
            running++;
            log.node = nodes.get(pod.nodeName());
            if (log.node != null) {
                log.node.used = log.node.used.plus(log.requests);
                utilization.asked(now, log.requests);
            }
            log.workload.scheduled.add(now - log.created);
            split(log, log.node);
        }
        if (log.ready < 0 && pod.isReady()) {
            log.ready = now;
            log.workload.ready(now, log.created, log.cause);
        }
        count(log, pod.isReady() && !log.over && !pod.isTerminating());
        if (pod.isTerminal()) {
            if (!log.over && pod.status().phase().equals("Succeeded")) {
                log.workload.ended(now);
            }
            end(log, now);
        }
    }

    /** A pod may lose its readiness, as when its node falls silent. */
    private void count(PodLog log, boolean isReady) {
        if (isReady != log.isReady) {
            log.isReady = isReady;
            ready += isReady ? 1 : -1;
        }
    }

    private void gone(KubeObject object) {
        PodLog log = pods.remove(object.metadata().uid());
        if (log != null) {
            end(log, now());
        }
    }

    private void end(PodLog log, double now) {
        if (log.over) {
            return;
        }
        log.over = true;
        if (log.bound < 0) {
            pending--;
            waited += log.refused < 0 ? 0 : now - log.refused;
        } else {
            running--;
            if (log.node != null && !log.node.gone) {
                log.node.used = log.node.used.minus(log.requests);
                utilization.released(now, log.requests);
            }
        }
        count(log, false);
    }

    /** How the time until a pod had a node divides into stages. */
    private void split(PodLog pod, @Nullable NodeLog node) {
        if (pod.refused >= 0) {
            waited += pod.bound - pod.refused;
        }
        boolean waitedForNode = node != null && node.joined > pod.created && pod.refused >= 0;
        if (!waitedForNode || node == null) {
            pod.workload.add("queue", pod.bound - pod.created);
            return;
        }
        var steps = new ArrayList<Step>();
        steps.add(new Step("queue", pod.refused));
        steps.add(new Step("batch", pod.planned));
        steps.add(new Step("solve", node.claimed));
        steps.add(new Step("launch", node.running));
        steps.add(new Step("boot", node.joined));
        steps.add(new Step("join", node.ready));
        steps.add(new Step("schedule", pod.bound));
        double from = pod.created;
        for (Step step : steps) {
            double until = Math.min(pod.bound, Math.max(from, step.end()));
            pod.workload.add(step.stage(), until - from);
            from = until;
        }
    }

    private record Step(String stage, double end) {}

    private void nodeChanged(WatchEvent event) {
        switch (event) {
            case WatchEvent.Added added -> node((Node) added.object());
            case WatchEvent.Modified modified -> node((Node) modified.object());
            case WatchEvent.Deleted deleted ->
                nodeGone(nodes.remove(deleted.object().name()));
            case WatchEvent.Bookmark bookmark -> {}
            case WatchEvent.Ended ended -> throw new IllegalStateException("the report's watch ended");
        }
    }

    private void nodeGone(@Nullable NodeLog node) {
        if (node != null) {
            node.gone = true;
            utilization.released(now(), node.used);
            utilization.withdrawn(now(), node.allocatable);
        }
    }

    private void node(Node node) {
        NodeLog log = nodes.computeIfAbsent(node.name(), any -> new NodeLog());
        if (log.joined < 0) {
            log.joined = now();
            peak = Math.max(peak, nodes.size());
            log.running = machines.getOrDefault(node.spec().providerID(), -1.0);
            log.claimed = claims.getOrDefault(node.spec().providerID(), -1.0);
        }
        Resources allocatable = Resources.ofQuantities(node.status().allocatable());
        utilization.withdrawn(now(), log.allocatable);
        utilization.offered(now(), allocatable);
        log.allocatable = allocatable;
        log.type = node.metadata().labels().getOrDefault(Labels.INSTANCE_TYPE, "");
        log.capacityType = node.metadata().labels().getOrDefault(Labels.CAPACITY_TYPE, "");
        if (log.ready < 0 && node.isReady()) {
            log.ready = now();
        }
    }

    private void claimChanged(WatchEvent event) {
        if (event instanceof WatchEvent.Modified modified && modified.object() instanceof NodeClaim claim) {
            String provider = claim.status().providerID();
            if (!provider.isEmpty()) {
                claims.putIfAbsent(
                        provider, claimed.getOrDefault(claim.metadata().uid(), now()));
            }
        } else if (event instanceof WatchEvent.Added added) {
            claimed.put(added.object().metadata().uid(), now());
        } else if (event instanceof WatchEvent.Deleted deleted) {
            claimed.remove(deleted.object().metadata().uid());
        }
    }

    @Override
    public void planned(Instant at, Duration took, Plan plan) {
        lastPlan = now();
        pods.values().stream()
                .filter(pod -> pod.bound < 0 && pod.planned < 0 && pod.refused >= 0)
                .forEach(pod -> pod.planned = lastPlan);
        for (Plan.Unschedulable pod : plan.unschedulable()) {
            if (!pod.reasons().isEmpty()) {
                unplaceable.put(pod.pod(), pod.reasons().getFirst().text());
            }
        }
        if (!plan.newNodes().isEmpty() || !plan.unschedulable().isEmpty()) {
            decisions.add(new Decision(lastPlan, PlanWords.what(plan), PlanWords.why(plan)));
        }
    }

    @Override
    public void acted(Instant at, String kind, String name, String what, String why) {
        decisions.add(new Decision(now(), kind + " " + name + " " + what, why));
    }

    /** Somebody from outside did something to the world. */
    public void stepped(String what) {
        decisions.add(new Decision(now(), "scenario", what));
    }

    /** A step calls for pods of a workload; what is modelled has reacted now, after these delays in seconds. */
    public void asked(String workload, Instant at, Map<String, Double> delays) {
        workloads
                .computeIfAbsent(workload, any -> new WorkloadLog())
                .asked(Duration.between(start, at).toNanos() / 1e9, now(), delays);
    }

    public void launched() {
        launches++;
    }

    public void running(String providerId) {
        machines.put(providerId, now());
    }

    public void interrupted(String name) {
        interruptions++;
        decisions.add(new Decision(now(), "interruption", name + " will be taken back in two minutes"));
    }

    public void evicted() {
        evictions++;
    }

    /** A pod has reached a stage of its life on its node. */
    public void reached(Pod pod, String stage) {
        PodLog log = pods.get(pod.metadata().uid());
        if (log == null) {
            return;
        }
        double now = now();
        switch (stage) {
            case "SANDBOX" -> log.last = now;
            case "PULLED" -> log.stage("image", now);
            case "STARTED" -> log.stage("start", now);
            case "READY" -> log.stage("ready", now);
            default -> {}
        }
    }

    /** Pods there are now. */
    public int pods() {
        return pending + running;
    }

    /** Nodes there are now. */
    public int nodes() {
        return nodes.size();
    }

    /** Why the autoscaler launched no machine for a pod that waits; empty when it has not said so. */
    public Optional<String> whyUnplaceable(Pod pod) {
        return Optional.ofNullable(unplaceable.get(pod.qualifiedName()));
    }

    /** Takes down how the world is now. */
    public void sample(double dollarsPerHour, double dollars) {
        var types = new TreeMap<String, Integer>();
        nodes.values().forEach(node -> types.merge(node.type + ' ' + node.capacityType, 1, Integer::sum));
        timeline.add(new Moment(
                now(),
                nodes.size(),
                pending,
                running,
                ready,
                dollarsPerHour,
                dollars,
                utilization.cpu().share(),
                utilization.memory().share(),
                types.entrySet().stream()
                        .map(each -> new TypeCount(
                                each.getKey().substring(0, each.getKey().indexOf(' ')),
                                each.getKey().substring(each.getKey().indexOf(' ') + 1),
                                each.getValue()))
                        .toList()));
    }

    /** The figures as of now. */
    public Report.Summary summary(double dollars, double nodeHours) {
        var all = new Samples();
        workloads.values().forEach(each -> all.addAll(each.ready));
        var reactions = new Samples();
        workloads.values().forEach(each -> reactions.addAll(each.reaction));
        double now = now();
        double stillWaiting = pods.values().stream()
                .filter(pod -> pod.bound < 0 && !pod.over && pod.refused >= 0)
                .mapToDouble(pod -> now - pod.refused)
                .sum();
        return new Report.Summary(
                created,
                all.count(),
                created - all.count(),
                all.quantiles(),
                dollars,
                nodeHours,
                peak,
                evictions,
                interruptions,
                launches,
                now,
                (waited + stillWaiting) / 60,
                utilization.cpu().average(now),
                utilization.memory().average(now),
                reactions.quantiles(),
                workloads.values().stream().mapToDouble(WorkloadLog::work).max().orElse(0));
    }

    public List<Report.Workload> workloads() {
        return workloads.entrySet().stream()
                .filter(each -> each.getValue().pods > 0)
                .map(each -> each.getValue().report(each.getKey()))
                .toList();
    }

    public List<Moment> timeline() {
        return timeline;
    }

    public List<Decision> decisions() {
        return decisions;
    }
}
