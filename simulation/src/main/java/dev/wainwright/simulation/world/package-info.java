/**
 * The parts of a world put together, and what a scenario does to it.
 */
@NullMarked
package dev.wainwright.simulation.world;

import org.jspecify.annotations.NullMarked;
