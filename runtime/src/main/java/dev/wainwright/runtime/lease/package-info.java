/** Leader election by Lease. */
@NullMarked
package dev.wainwright.runtime.lease;

import org.jspecify.annotations.NullMarked;
