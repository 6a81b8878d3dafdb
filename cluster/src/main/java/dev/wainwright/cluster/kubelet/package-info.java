/** Machines with kubelets on them: they join, run pods as timed life cycles, and leave. */
@NullMarked
package dev.wainwright.cluster.kubelet;

import org.jspecify.annotations.NullMarked;
