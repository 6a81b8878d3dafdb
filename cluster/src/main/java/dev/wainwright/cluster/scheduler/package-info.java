/** kube-scheduler's decisions: which node a pod goes to, who makes room for it, and when it is tried again. */
@NullMarked
package dev.wainwright.cluster.scheduler;

import org.jspecify.annotations.NullMarked;
