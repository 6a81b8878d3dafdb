package dev.wainwright.cluster.kubelet;

import dev.wainwright.api.core.Pod;
import java.time.Duration;

/**
 * How long the stages of a pod's life take, images apart ({@link ImagePulls}). Equal questions must have equal answers, in
 * whatever order they are asked; so chance has to come from a seed and the pod's name.
 */
public interface PodTiming {
    /** From the binding until the kubelet begins. */
    Duration admission(Pod pod);

    /** Network and volumes. */
    Duration sandbox(Pod pod);

    /** How long an init container runs that is no sidecar. */
    Duration initialization(Pod pod, String container);

    /** From a container's start until it could serve; probes look after that. */
    Duration startup(Pod pod, String container);

    /** How long a pod runs that ends by itself and does not say ({@link dev.wainwright.api.core.PodAnnotations#DURATION}). */
    Duration running(Pod pod);

    /** From the deletion until the last container has ended, its preStop hook apart and unless grace is over before. */
    Duration stopping(Pod pod);
}
