/**
 * From a scenario's file to everything it names: objects, times, distributions.
 */
@NullMarked
package dev.wainwright.simulation.scenario;

import org.jspecify.annotations.NullMarked;
