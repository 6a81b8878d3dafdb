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
import org.jspecify.annotations.Nullable;

/** Annotates each NodePool with the hash that its claims are compared by (karpenter-core §4.15). */
public final class PoolHashController implements Controller<ObjectKey> {
    /** Pools that had the annotations they should have when they were looked at last. */
    private final Map<ObjectKey, NodePool> annotated = new HashMap<>();

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
        NodePool pool = situation.snapshot().get(NodePool.class, key).orElse(null);
        if (pool == null) {
            annotated.remove(key);
            return Step.DONE;
        }
        return pool.metadata().isTerminating() || isAnnotated(pool, annotated.get(key))
                ? Step.DONE
                : annotate(key, pool);
    }

    /** Most changes of a pool are of its counts, which the hash leaves out. */
    private static boolean isAnnotated(NodePool pool, @Nullable NodePool known) {
        return known != null
                && known.spec().equals(pool.spec())
                && known.rest().equals(pool.rest())
                && known.metadata().annotations().equals(pool.metadata().annotations());
    }

    private Step annotate(ObjectKey key, NodePool pool) {
        var annotations = new HashMap<>(pool.metadata().annotations());
        annotations.putAll(hash(pool));
        if (annotations.equals(pool.metadata().annotations())) {
            annotated.put(key, pool);
            return Step.DONE;
        }
        return Step.write(Write.update(
                new NodePool(pool.metadata().withAnnotations(annotations), pool.spec(), pool.status(), pool.rest())));
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
