/** {@code wain explain}: asks the cluster's autoscaler why an object is what it is. */
@NullMarked
package dev.wainwright.cli.explain;

import org.jspecify.annotations.NullMarked;
