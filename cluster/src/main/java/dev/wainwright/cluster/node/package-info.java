/** What Kubernetes' controllers do about nodes in trouble and the pods on them. */
@NullMarked
package dev.wainwright.cluster.node;

import org.jspecify.annotations.NullMarked;
