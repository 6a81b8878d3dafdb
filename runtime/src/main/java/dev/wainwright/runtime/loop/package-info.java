/** The reconcile loop: controllers are functions from a key and a snapshot to effects and a next wake-up. */
@NullMarked
package dev.wainwright.runtime.loop;

import org.jspecify.annotations.NullMarked;
