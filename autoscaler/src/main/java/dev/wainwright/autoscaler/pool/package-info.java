/**
 * What a NodePool says of itself: its hash, whether it is valid and ready, how much it has.
 */
@NullMarked
package dev.wainwright.autoscaler.pool;

import org.jspecify.annotations.NullMarked;
