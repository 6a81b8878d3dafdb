/**
 * Arrivals of pods from a CSV trace, as a stream.
 */
@NullMarked
package dev.wainwright.simulation.replay;

import org.jspecify.annotations.NullMarked;
