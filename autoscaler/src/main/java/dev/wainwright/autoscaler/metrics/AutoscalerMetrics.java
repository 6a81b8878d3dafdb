package dev.wainwright.autoscaler.metrics;

import dev.wainwright.api.Kind;
import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.autoscaler.report.Decisions;
import dev.wainwright.autoscaler.report.Instruments;
import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.runtime.cache.StoreSnapshot;
import dev.wainwright.runtime.loop.Observer;
import dev.wainwright.runtime.store.ObjectStore;
import dev.wainwright.runtime.time.Driver;
import dev.wainwright.solver.Plan;
import io.prometheus.metrics.core.metrics.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one autoscaler and of the cluster that it works in, under Karpenter's names. They live in the registry that
 * was given, and go by the clock of the cluster: in a simulation, or at N times the speed, a second is the cluster's second.
 *
 * <p>What happens is counted as the store tells of it. What is, is worked out of the store whenever somebody asks, so that
 * nothing has to be forgotten when an object goes.
 */
public final class AutoscalerMetrics implements Decisions, Instruments {
    private final ObjectStore store;
    private final Driver driver;
    private final Instant begin;
    private final Feed feed;
    private final PodTimes pods;
    private final MachineCounts machines;
    private final Disruptions disruptions;
    private final Scheduling scheduling;
    private final LoopMetrics loops;
    private final CloudMetrics clouds;
    private final List<Conditions> conditions = new ArrayList<>();
    private final Counter spared;
    private final Family eligible;
    private final Map<String, Integer> eligibleNow = new ConcurrentHashMap<>();
    private final Family synced;
    private final Family unsynced;
    private volatile @Nullable CloudProvider cloud;
    private volatile BooleanSupplier isWorking = () -> false;

    /** {@code nodeClasses} are the kinds of node class that the cloud knows. */
    public AutoscalerMetrics(
            ObjectStore store, Driver driver, List<Class<? extends KubeObject>> nodeClasses, Meters meters) {
        this.store = store;
        this.driver = driver;
        this.begin = driver.now();
        this.feed = new Feed(store, driver, kinds(nodeClasses), this::saw);
        this.pods = new PodTimes(meters);
        this.machines = new MachineCounts(meters);
        this.disruptions = new Disruptions(meters, feed);
        this.scheduling = new Scheduling(meters);
        this.loops = new LoopMetrics(meters, driver, key -> feed.later(() -> disruptions.evicted(key)));
        this.clouds = new CloudMetrics(meters, driver);
        conditions(meters, nodeClasses);
        spared = meters.counter(
                "karpenter_voluntary_disruption_failed_validations_total",
                "Machines that were to be taken away, and were needed when looked at again.",
                "consolidation_type");
        eligible = meters.gauge(
                "karpenter_voluntary_disruption_eligible_nodes", "Nodes that could be taken away.", "reason");
        synced = meters.gauge(
                "karpenter_cluster_state_synced", "1 when the autoscaler knows the whole cluster, else 0.");
        unsynced = meters.gauge(
                "karpenter_cluster_state_unsynced_time_seconds",
                "For how long the autoscaler has not known the whole cluster; 0 when it does.");
        reading(meters);
    }

    private static List<Kind> kinds(List<Class<? extends KubeObject>> nodeClasses) {
        var kinds = new ArrayList<Kind>(List.of(
                Kinds.of(NodePool.class), Kinds.of(NodeClaim.class), Kinds.of(Node.class), Kinds.of(Pod.class)));
        nodeClasses.forEach(type -> kinds.add(Kinds.of(type)));
        return kinds;
    }

    private void conditions(Meters meters, List<Class<? extends KubeObject>> nodeClasses) {
        var ofClaims = new ArrayList<String>();
        for (Class<? extends KubeObject> type : nodeClasses) {
            Kind kind = Kinds.of(type);
            ofClaims.add(kind.group() + '/' + kind.kind().toLowerCase(Locale.ROOT));
            conditions.add(new Conditions(meters, type, List.of()));
        }
        ofClaims.add(Labels.NODE_POOL);
        conditions.add(new Conditions(meters, NodeClaim.class, ofClaims));
        conditions.add(new Conditions(meters, NodePool.class, List.of()));
        var ofNodes = new ArrayList<>(ofClaims);
        ofNodes.add(Labels.INITIALIZED);
        conditions.add(new Conditions(meters, Node.class, ofNodes));
    }

    /** All that is worked out of one look at the store. */
    private void reading(Meters meters) {
        var nodes = new NodeGauges(meters);
        var podStates = new PodGauges(meters);
        var pools = new PoolGauges(meters);
        var offerings = new OfferingGauges(meters);
        meters.read(readings -> {
            var look = new StoreSnapshot(store);
            Instant now = driver.now();
            nodes.read(look, now, readings);
            podStates.read(look, readings);
            pools.read(look, now, readings);
            conditions.forEach(each -> each.read(look, now, readings));
            pods.read(now, readings);
            CloudProvider known = cloud;
            if (known != null) {
                offerings.read(known, look, readings);
            }
            scheduling.read(now, readings);
            loops.read(now, readings);
            eligibleNow.forEach((reason, count) -> readings.add(eligible, count, reason));
            boolean working = isWorking.getAsBoolean();
            readings.add(synced, working ? 1 : 0);
            readings.add(unsynced, working ? 0 : PodTimes.seconds(begin, now));
        });
    }

    /** Begins to count what happens from now on. */
    public void start() {
        feed.start();
    }

    private void saw(Feed.Seen seen) {
        if (seen.after() instanceof Pod || seen.before() instanceof Pod) {
            pods.saw(seen);
            return;
        }
        machines.saw(seen);
        disruptions.saw(seen);
        conditions.forEach(each -> each.saw(seen));
    }

    @Override
    public void planning(Instant at, int waiting) {
        scheduling.begun(at, waiting);
    }

    @Override
    public void planned(Instant at, Duration took, Plan plan) {
        scheduling.planned(took, plan);
        feed.later(() -> pods.planned(at, plan));
    }

    @Override
    public void acted(Instant at, String kind, String name, String what, String why) {
        if (kind.equals(Kinds.of(NodeClaim.class).kind())) {
            feed.later(() -> disruptions.acted(name, what));
        }
    }

    @Override
    public void eligible(String reason, int count) {
        eligibleNow.put(reason.toLowerCase(Locale.ROOT), count);
    }

    @Override
    public void spared(Instant at, String claim) {
        spared.labelValues("empty").inc();
    }

    @Override
    public Observer loop() {
        return loops;
    }

    @Override
    public CloudProvider cloud(String controller, CloudProvider provider) {
        cloud = provider;
        return clouds.of(controller, provider);
    }

    @Override
    public void process(BooleanSupplier working) {
        loops.clear();
        isWorking = working;
    }
}
