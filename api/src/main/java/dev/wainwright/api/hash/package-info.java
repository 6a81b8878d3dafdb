/**
 * The fingerprints by which Karpenter sees that a node no longer matches what it was made from. They are equal to
 * Karpenter's to the bit, so that one controller can replace the other without replacing a single node.
 */
@NullMarked
package dev.wainwright.api.hash;

import org.jspecify.annotations.NullMarked;
