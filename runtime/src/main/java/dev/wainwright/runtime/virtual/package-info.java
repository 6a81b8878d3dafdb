/** Virtual time: one thread, ordered by time and sequence. */
@NullMarked
package dev.wainwright.runtime.virtual;

import org.jspecify.annotations.NullMarked;
