package dev.wainwright.autoscaler.provisioning;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.core.Pod;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.autoscaler.Settings;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.autoscaler.report.Decisions;
import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Effect;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Outcome;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.report.Events;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Result;
import dev.wainwright.runtime.store.Write;
import dev.wainwright.runtime.store.Write.Preconditions;
import dev.wainwright.runtime.store.Written;
import dev.wainwright.solver.Plan;
import dev.wainwright.solver.compile.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plans machines for pods that wait, and asks for them (karpenter-core §3).
 *
 * <p>Pods gather in a batch; a plan is made of everything that is known (its computing is an effect, so that in a simulated
 * world it takes the time it is said to take); the plan's new nodes become NodeClaims; its pods are promised to them. What
 * fits nowhere is tried again, ever less often, and at once when pools, node classes or daemons change.
 */
public final class ProvisioningController implements Controller<String> {
    /** The effect under whose name a world may say how long solving takes. */
    public static final String SOLVE = "solve";

    private static final String ALL = "all";

    private final CloudProvider cloud;
    private final Settings settings;
    private final Decisions decisions;
    private final Awaited awaited;
    private final WaitingPods waiting = new WaitingPods();
    private final Nominations nominations = new Nominations();
    private final Retries retries = new Retries();
    private final Batch batch = new Batch();
    private final Map<String, Plan.NewNode> expected = new HashMap<>();
    private final Planner.Memory memory = new Planner.Memory();
    private Instant planned = Instant.EPOCH;

    /** When the next pod that fitted nowhere is to be tried again. */
    private Instant turn = Instant.EPOCH;

    private @Nullable Plan carriedOut;

    public ProvisioningController(CloudProvider cloud, Settings settings, Awaited awaited, Decisions decisions) {
        this.cloud = cloud;
        this.settings = settings;
        this.awaited = awaited;
        this.decisions = decisions;
    }

    @Override
    public String name() {
        return "provisioner";
    }

    @Override
    public List<Interest<String>> interests() {
        var interests = new ArrayList<Interest<String>>();
        interests.add(new Interest<>(Kinds.of(Pod.class), (change, snapshot, concerned) -> {
            if (waiting.podChanged(change)) {
                concerned.accept(ALL);
            }
        }));
        interests.add(new Interest<>(Kinds.of(NodeClaim.class), (change, snapshot, concerned) -> {
            waiting.hostChanged(change, snapshot);
            if (isLeaving(change.after())
                    || isTrue(change.before(), Claims.REGISTERED) != isTrue(change.after(), Claims.REGISTERED)
                    || isTrue(change.before(), Claims.INITIALIZED) != isTrue(change.after(), Claims.INITIALIZED)) {
                concerned.accept(ALL);
            }
        }));
        interests.add(new Interest<>(Kinds.of(Node.class), (change, snapshot, concerned) -> {
            waiting.hostChanged(change, snapshot);
            if (isLeaving(change.after())) {
                concerned.accept(ALL);
            }
        }));
        PlanningInput.AS_THEY_ARE.stream()
                .filter(type -> type != Node.class)
                .forEach(type -> interests.add(changingPlans(type)));
        cloud.nodeClasses().forEach(type -> interests.add(changingPlans(type)));
        return interests;
    }

    private static boolean isTrue(@Nullable KubeObject object, String condition) {
        return object instanceof NodeClaim claim && Claims.isTrue(claim, condition);
    }

    private static boolean isLeaving(@Nullable KubeObject object) {
        return object == null || object.metadata().isTerminating();
    }

    /** Objects whose change may make room for pods that fitted nowhere. */
    private Interest<String> changingPlans(Class<? extends KubeObject> type) {
        return new Interest<>(Kinds.of(type), (change, snapshot, concerned) -> {
            if (!retries.isEmpty() && !isStatusOnly(change.before(), change.after())) {
                retries.clear();
                waiting.lookAtAll();
                concerned.accept(ALL);
            }
        });
    }

    /** Counters in a pool's status change with every node; nothing more can be placed for that. */
    private static boolean isStatusOnly(@Nullable KubeObject before, @Nullable KubeObject after) {
        return before instanceof NodePool old
                && after instanceof NodePool pool
                && old.spec().equals(pool.spec())
                && Claims.condition(old.status().conditions(), "Ready")
                        .equals(Claims.condition(pool.status().conditions(), "Ready"));
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(WaitingPods.WAITING, Claims.PODS, Claims.NODES, Claims.BY_PROVIDER);
    }

    @Override
    public Step reconcile(String key, Situation situation) {
        Snapshot snapshot = situation.snapshot();
        Instant now = situation.now();
        Optional<Plan> plan = situation.answer(Plan.class);
        if (plan.isPresent()) {
            List<Write> writes = carryOut(plan.get(), snapshot, now);
            if (!writes.isEmpty()) {
                return Step.writes(writes);
            }
        }
        created(situation);
        WaitingPods.Look look = look(snapshot, now);
        awaited.become(nominations.claims());
        batch.see(triggers(look.pods(), snapshot, now), now);
        boolean quiet = !now.isBefore(planned.plus(settings.batchMax()));
        Optional<Duration> left = batch.left(now, settings, quiet);
        if (left.isPresent() && left.get().isZero()) {
            return solve(snapshot, now);
        }
        List<Write> promises = promises(look.homeless(), snapshot);
        if (!promises.isEmpty()) {
            return Step.writes(promises);
        }
        waiting.actedUpon();
        Optional<Duration> retry = retries.next(now);
        turn = retry.map(now::plus).orElse(Instant.MAX);
        Optional<Duration> next = earliest(retry, nominations.next(snapshot, now));
        return Step.DONE.andWakeAfter(earliest(left, next)
                .map(pause -> pause.isPositive() ? pause : Duration.ofMillis(1))
                .orElse(null));
    }

    /** Looks at the pods that wait, and forgets what is over. */
    private WaitingPods.Look look(Snapshot snapshot, Instant now) {
        if (!now.isBefore(turn)) {
            waiting.lookAtAll();
        }
        Set<String> moved = nominations.refresh(snapshot, now);
        moved.addAll(nominations.glance(snapshot, now));
        WaitingPods.Look look = waiting.look(snapshot, moved);
        if (look.all()) {
            Set<String> uids =
                    look.pods().stream().map(pod -> pod.metadata().uid()).collect(Collectors.toSet());
            nominations.retain(uids);
            retries.retain(uids);
            expected.keySet()
                    .removeIf(claim -> snapshot.get(NodeClaim.class, new ObjectKey("", claim))
                            .filter(each -> !Claims.isTrue(each, Claims.LAUNCHED))
                            .isEmpty());
        } else {
            look.gone().forEach(nominations::forget);
            look.gone().forEach(retries::forget);
        }
        return look;
    }

    private static Optional<Duration> earliest(Optional<Duration> one, Optional<Duration> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Duration::compareTo);
    }

    private Step solve(Snapshot snapshot, Instant now) {
        decisions.planning(now, batch.size());
        batch.clear();
        planned = now;
        nominations.crowdedOut(snapshot, now);
        PlanningInput input = PlanningInput.of(snapshot, cloud, nominations, expected, now);
        return Step.effects(List.of(Effect.Call.of(
                SOLVE, () -> Result.ok(Planner.plan(input.objects(), input.types(), settings.planning(), memory)))));
    }

    /**
     * Tells the scheduler which node each pod was planned for ({@code status.nominatedNodeName}, which it tries first since
     * Kubernetes 1.35), as soon as there is that node. It scores nodes by other things than price, and would scatter a plan
     * that leaves little room.
     */
    private List<Write> promises(List<Pod> homeless, Snapshot snapshot) {
        var writes = new ArrayList<Write>();
        for (Pod pod : homeless) {
            nominations
                    .node(pod, snapshot)
                    .filter(node -> !node.equals(pod.status().nominatedNodeName()))
                    .ifPresent(node -> writes.add(promise(pod, node)));
        }
        return writes;
    }

    private static Write promise(Pod pod, String node) {
        var status = new Tree.Mapping(Map.of("nominatedNodeName", Tree.text(node)), 0);
        return new Write.Patch(
                Kinds.of(Pod.class),
                ObjectKey.of(pod),
                new Tree.Mapping(Map.of("status", status), 0),
                true,
                Preconditions.sameObject(pod));
    }

    /** Of these the ones that nothing is on its way for, and that are not to wait longer. */
    private List<String> triggers(List<Pod> pods, Snapshot snapshot, Instant now) {
        return pods.stream()
                .filter(pod -> nominations.place(pod, snapshot).isEmpty())
                .map(pod -> pod.metadata().uid())
                .filter(uid -> retries.isDue(uid, now))
                .toList();
    }

    /** Asks for the plan's new nodes, and promises the others' rest. The order of writes is that of the plan's nodes. */
    private List<Write> carryOut(Plan plan, Snapshot snapshot, Instant now) {
        decisions.planned(now, Duration.between(planned, now), plan);
        for (Plan.Existing existing : plan.existing()) {
            existing.pods()
                    .forEach(
                            name -> pod(name, snapshot).ifPresent(pod -> promise(pod, existing.node(), snapshot, now)));
        }
        var writes = new ArrayList<Write>();
        for (Plan.NewNode node : plan.newNodes()) {
            snapshot.get(NodePool.class, new ObjectKey("", node.nodePool()))
                    .ifPresent(pool -> writes.add(Write.create(ClaimTemplate.claim(pool, node))));
        }
        carriedOut = plan;
        // Somebody else's business today may be ours tomorrow, but there is no hurry.
        for (Plan.Ignored ignored : plan.ignored()) {
            pod(ignored.pod(), snapshot)
                    .ifPresent(pod -> retries.postpone(pod.metadata().uid(), "", now));
        }
        for (Plan.Unschedulable pod : plan.unschedulable()) {
            String said = "Failed to schedule pod"
                    + (pod.reasons().isEmpty()
                            ? ""
                            : ", " + pod.reasons().getFirst().text());
            pod(pod.pod(), snapshot)
                    .filter(each -> retries.postpone(each.metadata().uid(), said, now))
                    .ifPresent(each -> writes.add(Events.warning(each, "FailedScheduling", said, now)));
        }
        return writes;
    }

    /** An existing node of a plan is a node, or a claim that has none yet. */
    private void promise(Pod pod, String host, Snapshot snapshot, Instant now) {
        if (snapshot.get(Node.class, new ObjectKey("", host)).isPresent()) {
            nominations.toNode(pod, host, now);
        } else {
            nominations.toClaim(pod, host, now);
        }
    }

    /** Promises pods to the claims that have come into being for them. */
    private void created(Situation situation) {
        Plan plan = carriedOut;
        if (plan == null || situation.outcomes().isEmpty()) {
            return;
        }
        carriedOut = null;
        var nodes = plan.newNodes().iterator();
        for (Outcome outcome : situation.outcomes()) {
            if (outcome.effect() instanceof Effect.Store store
                    && store.write() instanceof Write.Create create
                    && create.object() instanceof NodeClaim
                    && nodes.hasNext()) {
                Plan.NewNode node = nodes.next();
                if (outcome.result() instanceof Result.Ok<?> ok && ok.answer() instanceof Written written) {
                    String claim = written.object().name();
                    expected.put(claim, node);
                    decisions.claimed(situation.now(), plan, node, claim);
                    node.pods()
                            .forEach(name -> pod(name, situation.snapshot())
                                    .ifPresent(pod -> nominations.toClaim(pod, claim, situation.now())));
                }
            }
        }
    }

    private static Optional<Pod> pod(String qualifiedName, Snapshot snapshot) {
        int slash = qualifiedName.indexOf('/');
        return snapshot.get(
                Pod.class, new ObjectKey(qualifiedName.substring(0, slash), qualifiedName.substring(slash + 1)));
    }
}
