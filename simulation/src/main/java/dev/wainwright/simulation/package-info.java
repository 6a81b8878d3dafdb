/**
 * A cluster, a cloud and an autoscaler in one process, in virtual time: what a scenario does to them, and what it came to.
 * Nothing here decides what controllers do; nothing reads a clock.
 */
@NullMarked
package dev.wainwright.simulation;

import org.jspecify.annotations.NullMarked;
