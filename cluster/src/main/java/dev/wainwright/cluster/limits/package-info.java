/** LimitRange: how small and how large the pods and claims of a namespace may be, and what those get that do not say. */
@NullMarked
package dev.wainwright.cluster.limits;

import org.jspecify.annotations.NullMarked;
