/** The clock, and what runs later. */
@NullMarked
package dev.wainwright.runtime.time;

import org.jspecify.annotations.NullMarked;
