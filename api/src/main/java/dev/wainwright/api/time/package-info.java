/** Durations and schedules as documents write them. */
@NullMarked
package dev.wainwright.api.time;

import org.jspecify.annotations.NullMarked;
