/** Faults drawn from a seed: refused and lost requests, watches that lag and break, controllers that die. */
@NullMarked
package dev.wainwright.runtime.fault;

import org.jspecify.annotations.NullMarked;
