package dev.wainwright.autoscaler.claim;

import dev.wainwright.api.Kinds;
import dev.wainwright.api.core.Node;
import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.autoscaler.condition.ConditionSet;
import dev.wainwright.model.resource.Quantity;
import dev.wainwright.model.resource.Resources;
import dev.wainwright.runtime.cache.Change;
import dev.wainwright.runtime.cache.Index;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.report.Events;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says of each initialized NodeClaim whether its node is as large as its machine was said to be (karpenter-core §5.7): of
 * what was asked for, nine tenths at least. Looked at when either changes, which is when the answer may.
 */
public final class ConsistencyController implements Controller<ObjectKey> {
    static final String TYPE = "ConsistentStateFound";
    private static final double LEAST = 0.9;

    @Override
    public String name() {
        return "nodeclaim.consistency";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(
                new Interest<>(Kinds.of(NodeClaim.class), (change, snapshot, concerned) -> {
                    if (change.after() instanceof NodeClaim claim && matters(change)) {
                        concerned.accept(ObjectKey.of(claim));
                    }
                }),
                new Interest<>(Kinds.of(Node.class), (change, snapshot, concerned) -> {
                    if (change.after() instanceof Node node && matters(change)) {
                        Claims.claim(node, snapshot).map(ObjectKey::of).ifPresent(concerned);
                    }
                }));
    }

    private static boolean matters(Change change) {
        return !Size.of(change.before()).equals(Size.of(change.after()));
    }

    /** What of a claim or node the answer depends on. */
    private record Size(boolean initialized, Map<String, Quantity> capacity) {
        static Size of(@Nullable KubeObject object) {
            if (object instanceof NodeClaim claim) {
                return new Size(
                        Claims.isTrue(claim, Claims.INITIALIZED), claim.status().capacity());
            }
            return object instanceof Node node ? new Size(true, node.status().capacity()) : new Size(false, Map.of());
        }
    }

    @Override
    public List<Index<?>> indexes() {
        return List.of(Claims.BY_PROVIDER, Claims.NODES);
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        Optional<NodeClaim> claim = situation
                .snapshot()
                .get(NodeClaim.class, key)
                .filter(each -> !each.metadata().isTerminating() && Claims.isTrue(each, Claims.INITIALIZED));
        Optional<Node> node = claim.flatMap(each -> Claims.node(each, situation.snapshot()));
        return node.isEmpty() ? Step.DONE : compared(claim.get(), node.get(), situation);
    }

    private static Step compared(NodeClaim claim, Node node, Situation situation) {
        List<String> missing = missing(claim, node);
        ConditionSet known = Claims.conditions(claim, situation.now());
        ConditionSet now = missing.isEmpty()
                ? known.withTrue(TYPE)
                : known.with(TYPE, "False", "ConsistencyCheckFailed", "Consistency Check Failed");
        NodeClaim told = Claims.with(claim, now);
        var writes = new ArrayList<Write>();
        if (!told.equals(claim)) {
            missing.forEach(each -> writes.add(Events.warning(claim, "FailedConsistencyCheck", each, situation.now())));
            writes.add(Write.updateStatus(told));
        }
        return Step.writes(writes);
    }

    private static List<String> missing(NodeClaim claim, Node node) {
        Resources wanted = Resources.ofQuantities(claim.spec().requests());
        Resources said = Resources.ofQuantities(claim.status().capacity());
        Resources found = Resources.ofQuantities(node.status().capacity());
        var missing = new ArrayList<String>();
        for (int i = 0; i < wanted.size(); i++) {
            String name = wanted.name(i);
            double share = said.get(name) == 0 ? 1 : (double) found.get(name) / said.get(name);
            if (wanted.amountAt(i) > 0 && share < LEAST) {
                missing.add(String.format(
                        Locale.ROOT,
                        "expected %s of resource %s, but found %s (%.1f%% of expected)",
                        Resources.quantity(name, said.get(name)),
                        name,
                        Resources.quantity(name, found.get(name)),
                        share * 100));
            }
        }
        return missing;
    }
}
