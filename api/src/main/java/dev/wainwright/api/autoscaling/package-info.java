/** Capacity buffers. */
@NullMarked
package dev.wainwright.api.autoscaling;

import org.jspecify.annotations.NullMarked;
