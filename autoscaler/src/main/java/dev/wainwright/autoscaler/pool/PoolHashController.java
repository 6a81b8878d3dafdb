package dev.wainwright.autoscaler.pool;

import dev.wainwright.api.codec.Codec;
import dev.wainwright.api.hash.DriftHash;
import dev.wainwright.api.hash.Unhashable;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.runtime.loop.Controller;
import dev.wainwright.runtime.loop.Interest;
import dev.wainwright.runtime.loop.Situation;
import dev.wainwright.runtime.loop.Step;
import dev.wainwright.runtime.store.ObjectKey;
import dev.wainwright.runtime.store.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Annotates each NodePool with the hash that its claims are compared by (karpenter-core §4.15). */
public final class PoolHashController implements Controller<ObjectKey> {
    @Override
    public String name() {
        return "nodepool.hash";
    }

    @Override
    public List<Interest<ObjectKey>> interests() {
        return List.of(Interest.about(NodePool.class));
    }

    @Override
    public Step reconcile(ObjectKey key, Situation situation) {
        return situation
                .snapshot()
                .get(NodePool.class, key)
                .filter(pool -> !pool.metadata().isTerminating())
                .map(PoolHashController::annotate)
                .orElse(Step.DONE);
    }

    private static Step annotate(NodePool pool) {
        var annotations = new HashMap<>(pool.metadata().annotations());
        annotations.putAll(hash(pool));
        return annotations.equals(pool.metadata().annotations())
                ? Step.DONE
                : Step.write(Write.update(new NodePool(
                        pool.metadata().withAnnotations(annotations), pool.spec(), pool.status(), pool.rest())));
    }

    /** The annotations that say what the pool is like now; none for a pool that cannot be hashed, and says so when validated. */
    public static Map<String, String> hash(NodePool pool) {
        try {
            return DriftHash.ofNodePool(Codec.write(pool)).annotations();
        } catch (Unhashable e) {
            return Map.of();
        }
    }
}
