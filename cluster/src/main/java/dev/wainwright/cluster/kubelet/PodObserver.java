package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.core.Pod;
import java.time.Instant;

/** Hears when pods reach the stages of their life on a node; for reports. */
@FunctionalInterface
public interface PodObserver {
    /** Hears nothing. */
    PodObserver NONE = (pod, stage, at) -> {};

    /** In this order, each at most once per pod; a restart of its containers is no new stage. */
    enum Stage {
        /** The kubelet has begun with the pod. */
        ADMITTED,
        /** The sandbox is there; what is missing now are images and init containers. */
        SANDBOX,
        /** The images of its containers are there. */
        PULLED,
        /** Its containers have been started. */
        STARTED,
        READY,
        /** It has run to its end. */
        ENDED,
        /** Its containers have been stopped after its deletion. */
        STOPPED
    }

    void reached(Pod pod, Stage stage, Instant at);
}
