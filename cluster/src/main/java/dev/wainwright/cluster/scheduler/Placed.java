package dev.wainwright.cluster.scheduler;

import dev.wainwright.api.core.Pod;
import dev.wainwright.model.placement.VolumeUse;
import java.util.List;

/**
 * A pod that takes room on a node.
 *
 * @param id namespace/name
 * @param standing whether it is there, expected any moment, or only promised its room once others have gone
 */
record Placed(
        String id,
        Pod pod,
        PodClass podClass,
        String node,
        Standing standing,
        boolean terminating,
        List<VolumeUse> volumes) {
    enum Standing {
        BOUND,
        ASSUMED,
        NOMINATED
    }

    int priority() {
        return podClass.ask.priority();
    }
}
