package dev.wainwright.autoscaler.pool;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodeClassReference;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.api.read.Finding;
import dev.wainwright.api.tree.Tree;
import dev.wainwright.api.validate.NodePoolRules;
import dev.wainwright.autoscaler.claim.Claims;
import dev.wainwright.autoscaler.condition.ConditionSet;
import dev.wainwright.cloud.provider.CloudProvider;
import dev.wainwright.model.instance.Labels;
import dev.wainwright.model.resource.Quantity;
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
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says in each NodePool's status whether it is valid, whether its node class is ready, and how much it has
 * (karpenter-core §1.2, §1.3). In the place of Karpenter's controllers validation, readiness and counter, which write the
 * same status one after the other.
 */
public final class PoolStatusController implements Controller<ObjectKey> {
    private static final String VALIDATED = "ValidationSucceeded";
    private static final String CLASS_READY = "NodeClassReady";
    private static final int MOST_AMOUNTS = 20_000;
    private static final Index<NodeClaim> CLAIMS =
            new Index<>(NodeClaim.class, "pool", claim -> List.of(Claims.pool(claim)));

    private final CloudProvider cloud;
    private final RegistrationHealth health = new RegistrationHealth();

    /** A node's capacity is asked for whenever another one of its pool comes or goes, and stays the same. */
    private final IdentityHashMap<Map<String, Quantity>, Resources> amounts = new IdentityHashMap<>();

    private String readVersion = "";
    private Tree.@Nullable Mapping readCondition;

    public PoolStatusController(CloudProvider cloud) {
        this.cloud = cloud;
    }

    @Override
    public String name() {
        return "nodepool.status";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        var interests = new ArrayList<Interest<ObjectKey>>();
        interests.add(Interest.about(NodePool.class));
        interests.add(new Interest<>(Kinds.of(NodeClaim.class), (change, snapshot, concerned) -> {
            health.claimChanged(change, snapshot).ifPresent(concerned);
            poolOf(change, snapshot, concerned);
        }));
        interests.add(new Interest<>(Kinds.of(Node.class), PoolStatusController::poolOf));
        for (Class<? extends KubeObject> nodeClass : cloud.nodeClasses()) {
            interests.add(new Interest<>(
                    Kinds.of(nodeClass),
                    (change, snapshot, concerned) ->
                            snapshot.all(NodePool.class).forEach(pool -> concerned.accept(ObjectKey.of(pool)))));
        }
        return interests;
    }

    private static void poolOf(Change change, Snapshot snapshot, Consumer<ObjectKey> concerned) {
        String pool = change.latest().metadata().labels().getOrDefault(Labels.NODE_POOL, "");
        if (!pool.isEmpty() && !Share.of(change.before()).equals(Share.of(change.after()))) {
            concerned.accept(new ObjectKey("", pool));
        }
    }

    /** What a claim or node adds to what its pool has; most changes of either are of something else. */
    private record Share(boolean counts, String pool, String machine, Map<String, Quantity> capacity) {
        static Share of(@Nullable KubeObject object) {
            if (object instanceof NodeClaim claim) {
                return new Share(
                        !claim.metadata().isTerminating(),
                        Claims.pool(claim),
                        claim.status().providerID(),
                        claim.status().capacity());
            } else if (object instanceof Node node) {
                return new Share(
                        true, "", node.spec().providerID(), node.status().capacity());
            }
            return new Share(false, "", "", Map.of());
        }
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(CLAIMS, Claims.NODES);
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        if (situation.snapshot().get(NodePool.class, key).isEmpty()) {
            health.forget(key.name());
        }
        return situation
                .snapshot()
                .get(NodePool.class, key)
                .filter(pool -> !pool.metadata().isTerminating())
                .map(pool -> describe(pool, situation))
                .orElse(Step.DONE);
    }

    private Step describe(NodePool pool, Situation situation) {
        ConditionSet conditions =
                ConditionSet.of(pool.status().conditions(), pool.metadata(), situation.now(), VALIDATED, CLASS_READY);
        conditions = validation(pool, conditions);
        Optional<KubeObject> nodeClass = nodeClass(pool, situation.snapshot());
        conditions = readiness(nodeClass, conditions);
        Long classGeneration = nodeClass
                .map(found -> found.metadata().generation())
                .orElse(pool.status().nodeClassObservedGeneration());
        conditions = health.judge(pool, classGeneration, conditions);
        Resources held = Resources.NONE;
        long nodes = 0;
        for (NodeClaim claim : situation.snapshot().where(CLAIMS, pool.name())) {
            if (!claim.metadata().isTerminating()) {
                held = held.plus(capacity(claim, situation.snapshot()));
                nodes++;
            }
        }
        var status = new NodePool.Status(quantities(held, nodes), nodes, conditions.toList(), classGeneration);
        return status.equals(pool.status())
                ? Step.DONE
                : Step.write(Write.updateStatus(new NodePool(pool.metadata(), pool.spec(), status, pool.rest())));
    }

    /** Once per generation: nothing else can change the answer. */
    private static ConditionSet validation(NodePool pool, ConditionSet conditions) {
        boolean known = conditions
                .get(VALIDATED)
                .filter(each -> Objects.equals(
                        each.observedGeneration(), pool.metadata().generation()))
                .filter(each -> !each.status().equals("Unknown"))
                .isPresent();
        if (known) {
            return conditions;
        }
        Optional<Finding> problem = new NodePoolRules()
                .validate(Codec.write(pool)).stream().filter(Finding::isError).findFirst();
        return problem.isEmpty()
                ? conditions.withTrue(VALIDATED)
                : conditions.with(
                        VALIDATED,
                        "False",
                        "NodePoolValidationFailed",
                        problem.get().message());
    }

    private Optional<KubeObject> nodeClass(NodePool pool, Snapshot snapshot) {
        NodeClassReference wanted = pool.spec().template().spec().nodeClassRef();
        return cloud.nodeClasses().stream()
                .filter(type -> Kinds.of(type).kind().equals(wanted.kind()))
                .findFirst()
                .flatMap(type -> snapshot.get(Kinds.of(type), new ObjectKey("", wanted.name())));
    }

    private ConditionSet readiness(Optional<KubeObject> found, ConditionSet conditions) {
        if (found.isEmpty()) {
            return conditions.with(CLASS_READY, "False", "NodeClassNotFound", "NodeClass not found on cluster");
        } else if (found.get().metadata().isTerminating()) {
            return conditions.with(CLASS_READY, "False", "NodeClassTerminating", "NodeClass is Terminating");
        }
        Tree.Mapping ready = ready(found.get());
        return ready == null ? unknown(conditions) : noted(ready, conditions);
    }

    private static ConditionSet noted(Tree.Mapping ready, ConditionSet conditions) {
        return switch (ready.text("status", "")) {
            case "True" -> conditions.withTrue(CLASS_READY);
            case "False" -> conditions.with(CLASS_READY, "False", ready.text("reason", ""), ready.text("message", ""));
            default -> unknown(conditions);
        };
    }

    /** The condition Ready of a node class of whatever kind; read out of its document once per version. */
    private Tree.@Nullable Mapping ready(KubeObject nodeClass) {
        String version = nodeClass.metadata().uid() + ' ' + nodeClass.metadata().resourceVersion();
        if (!version.equals(readVersion)) {
            readVersion = version;
            readCondition = null;
            for (Tree each : Codec.write(nodeClass).mapping("status").items("conditions")) {
                if (each instanceof Tree.Mapping condition
                        && condition.text("type", "").equals("Ready")) {
                    readCondition = condition;
                }
            }
        }
        return readCondition;
    }

    private static ConditionSet unknown(ConditionSet conditions) {
        return conditions.with(CLASS_READY, "Unknown", "NodeClassReadinessUnknown", "Node Class Readiness Unknown");
    }

    /** What a claim's node has; what its machine is said to have before there is one. */
    private Resources capacity(NodeClaim claim, Snapshot snapshot) {
        Map<String, Quantity> seen = Claims.node(claim, snapshot)
                .map(node -> node.status().capacity())
                .filter(capacity -> !capacity.isEmpty())
                .orElse(claim.status().capacity());
        if (amounts.size() > MOST_AMOUNTS) {
            amounts.clear();
        }
        return amounts.computeIfAbsent(seen, Resources::ofQuantities);
    }

    private static Map<String, Quantity> quantities(Resources held, long nodes) {
        var quantities = new TreeMap<String, Quantity>();
        for (int i = 0; i < held.size(); i++) {
            quantities.put(held.name(i), Resources.quantity(held.name(i), held.amountAt(i)));
        }
        quantities.put("nodes", Quantity.parse(Long.toString(nodes)));
        return quantities;
    }
}
