/** Karpenter's own kinds: node pools, node claims and node overlays. */
@NullMarked
package dev.wainwright.api.karpenter;

import org.jspecify.annotations.NullMarked;
