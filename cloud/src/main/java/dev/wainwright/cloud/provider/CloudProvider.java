package dev.wainwright.cloud.provider;

import dev.wainwright.api.karpenter.NodeClaim;
import dev.wainwright.api.karpenter.NodePool;
import dev.wainwright.api.meta.KubeObject;
import dev.wainwright.model.instance.InstanceType;
import dev.wainwright.runtime.cache.Snapshot;
import dev.wainwright.runtime.loop.Effect;
import java.util.List;

/**
 * Where machines come from (karpenter-core §1.11). What is known is read from memory; what has to be asked or done is an
 * effect for the reconcile loop, whose answer comes back as an outcome.
 */
public interface CloudProvider {
    /** Such as {@code aws}. */
    String name();

    /** The kinds of node class it understands, the default first; who calls it must have them in its snapshot. */
    List<Class<? extends KubeObject>> nodeClasses();

    /**
     * Every machine that a pool may choose from before its own requirements, including those that are not to be had now,
     * with offerings that say so. Empty when the pool's node class is missing. The same list (the same object) is returned
     * until something in it changes, so that what was compiled from it can be kept.
     */
    List<InstanceType> instanceTypes(NodePool pool, Snapshot known);

    /** Launches the machine for a claim; answers with a {@link Launch}. Asking again for the same claim launches no second one. */
    Effect.Call create(NodeClaim claim, Snapshot known);

    /** Has a claim's machine ended; answers with a {@link Deletion}. */
    Effect.Call delete(NodeClaim claim);

    /** Answers with every machine of this cluster that is not gone, as a {@code List<NodeClaim>} without spec. */
    Effect.Call list();
}
